"""A draft is adopted by the Compact Board: recorded for one side, confirmed for the other, and then published."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.compact.models import Adoption, Edition, Present, Undertaking
from assembly.compact.text import adopting, drafting, drafts, personal_data
from assembly.compact.text.adopting import Decision
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from tests.core.test_others_changes import read
from tests.factories.compact import draft, published, write
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
MAY = dt.date(2027, 5, 4)
JUNE = dt.date(2027, 6, 1)


@pytest.fixture(autouse=True)
def _in_may():
    with time_machine.travel("2027-05-10 12:00"):
        yield


@pytest.fixture
def lena(db):
    """Lena sits on the Compact Board for the sector."""
    return UserFactory(name="Lena Lind", office="Compact Board")


@pytest.fixture
def omar(db):
    """Omar sits there for public bodies."""
    return UserFactory(name="Omar Orr", office="Compact Board")


@pytest.fixture
def chair(db):
    return UserFactory(name="Cleo Chair", office="Compact Board")


@pytest.fixture
def edition(db):
    return draft(F1="We answer letters.")


def decision(edition, adopted_on=MAY, in_force_from=JUNE, of_edit=None, **present):
    sides = {"sector": "sector", "bodies": "public-bodies", "neither": "neither"}
    there = {who.pk: sides[name.rstrip("2")] for name, who in present.items()}
    edit = Edition.objects.get(pk=edition.pk).edit if of_edit is None else of_edit
    return Decision(edit, adopted_on, in_force_from, "Minutes, item 5.", there)


def recorded(edition, lena, omar, **options):
    found = decision(edition, sector=lena, bodies=omar, **options)
    return adopting.record_adoption(edition, found, by=lena)


def refuses(words):
    return pytest.raises(RuleBroken, match=words)


def at(edition):
    return f"/cms/compact/editions/{edition.number}/adoption/"


def typed(edition, lena, omar, **changes):
    return {
        "seen": Edition.objects.get(pk=edition.pk).edit,
        "adopted_on": MAY,
        "in_force_from": JUNE,
        "meeting": "Minutes, item 5.",
        f"present-{lena.pk}": "sector",
        f"present-{omar.pk}": "public-bodies",
        **changes,
    }


def test_one_side_records_it_the_other_confirms_it_and_it_is_published(
    client, edition, lena, omar, chair
):
    client.force_login(lena)
    assert "Record that the Compact Board adopted it" in read(client.get(at(edition)))
    page = read(client.post(at(edition), typed(edition, lena, omar), follow=True))
    assert "It is published once a member of the other side confirms it" in page
    assert (
        "You recorded this, so a member who was there for public bodies has to confirm it." in page
    )
    assert client.get("/compact/funding/f1/").status_code == 404
    client.force_login(omar)
    shown = client.get(at(edition))
    assert "Minutes, item 5." in read(shown)
    sent = {"act": "confirm", "shown": shown.context["adoption"].pk}
    page = read(client.post(at(edition), sent, follow=True))
    assert "The edition is published." in page
    found = Edition.objects.get()
    assert (found.adopted_on, found.in_force_from) == (MAY, JUNE)
    assert found.adoption.confirmed_by == omar
    assert "We answer letters." in read(client.get("/compact/funding/f1/"))
    assert "Lena Lind: For the voluntary and community sector" in read(client.get(at(edition)))
    event = Event.objects.get(name="compact.adoption_recorded")
    assert (event.data["sector"], event.data["public_bodies"]) == (1, 1)


def test_what_was_recorded_again_since_the_page_was_shown_is_not_confirmed(
    client, edition, lena, omar
):
    """Lena takes it back, changes the words and records those, while Omar has the first record open."""
    first = recorded(edition, lena, omar)
    adopting.take_back_adoption(edition, by=lena)
    write(edition, "F1", "We answer no letters.")
    second = recorded(edition, lena, omar)
    client.force_login(omar)
    for shown in (first.pk, "", "x"):
        page = read(client.post(at(edition), {"act": "confirm", "shown": shown}, follow=True))
        assert "recorded again since you opened this page" in page
        assert Edition.objects.get().published_at is None
    client.post(at(edition), {"act": "confirm", "shown": second.pk})
    assert Edition.objects.get().published_at is not None


def test_a_slip_in_the_year_does_not_keep_every_later_edition_out(edition, lena, omar):
    with refuses("more than 5 years away"):
        recorded(edition, lena, omar, in_force_from=dt.date(2207, 6, 1))
    assert recorded(edition, lena, omar, in_force_from=dt.date(2032, 12, 31))


def test_their_names_are_not_public_and_how_many_there_were_is(client, edition, lena, omar):
    recorded(edition, lena, omar)
    adopting.confirm_adoption(edition, by=omar)
    page = read(client.get("/compact/editions/1/"))
    assert "Lena" not in page
    assert "Omar" not in page
    assert "for public bodies" in page


@pytest.mark.parametrize("side", ["sector", "bodies"])
def test_without_one_side_it_is_not_adopted(edition, lena, omar, side):
    with refuses("Members of both sides must be present"):
        adopting.record_adoption(edition, decision(edition, **{side: lena}), by=lena)


def test_who_records_it_was_there_for_one_side(edition, lena, omar, chair):
    with refuses("You were not at the meeting"):
        adopting.record_adoption(edition, decision(edition, sector=lena, bodies=omar), by=chair)
    with refuses("for neither side"):
        adopting.record_adoption(
            edition, decision(edition, sector=lena, bodies=omar, neither=chair), by=chair
        )


def test_those_present_are_members_of_the_compact_board(edition, lena, omar):
    with refuses("Only members of the Compact Board"):
        found = decision(edition, sector=lena, bodies=omar, neither=UserFactory())
        adopting.record_adoption(edition, found, by=lena)


def test_who_confirms_it_was_there_for_the_other_side(edition, lena, omar, chair):
    mina = UserFactory(name="Mina", office="Compact Board")
    found = decision(edition, sector=lena, sector2=mina, bodies=omar, neither=chair)
    adopting.record_adoption(edition, found, by=lena)
    for who, words in [
        (lena, "You recorded this"),
        (mina, "It was recorded for the voluntary"),
        (chair, "It was recorded for the voluntary"),
        (UserFactory(office="Compact Board"), "You were not at the meeting"),
    ]:
        with refuses(words):
            adopting.confirm_adoption(edition, by=who)
    assert Edition.objects.get().published_at is None
    adopting.confirm_adoption(edition, by=omar)
    with refuses("is already confirmed"):
        adopting.confirm_adoption(edition, by=omar)


def test_words_that_were_changed_since_are_not_what_was_adopted(client, edition, lena, omar):
    recorded(edition, lena, omar)
    write(edition, "F1", "We answer soon.")
    with refuses("changed since this was recorded"):
        adopting.confirm_adoption(edition, by=omar)
    client.force_login(omar)
    page = read(client.get(at(edition)))
    assert "Draft, changed since it was recorded as adopted" in page
    assert "Record the adoption of the text as it is now" in page
    assert not list(tasks_for(omar, timezone.now()))
    again = decision(edition, sector=lena, bodies=omar)
    adopting.record_adoption(edition, again, by=omar)
    assert Adoption.objects.count() == 1
    adopting.confirm_adoption(edition, by=lena)


def test_a_page_that_showed_other_words_records_nothing_and_keeps_what_was_typed(
    client, edition, lena, omar
):
    client.force_login(lena)
    old = typed(edition, lena, omar)
    write(edition, "F1", "We answer soon.")
    page = client.post(at(edition), old)
    assert "The draft has changed since you opened this page" in read(page)
    assert "Minutes, item 5." in read(page)
    assert not Adoption.objects.exists()
    client.post(at(edition), old | {"seen": page.context["form"]["seen"].value()})
    assert Adoption.objects.exists()


def test_it_is_recorded_once(edition, lena, omar):
    recorded(edition, lena, omar)
    with refuses("already recorded"):
        recorded(edition, lena, omar)


def test_it_is_taken_back_until_it_is_confirmed(client, edition, lena, omar, chair):
    recorded(edition, lena, omar)
    with refuses("You were not at the meeting"):
        adopting.take_back_adoption(edition, by=chair)
    client.force_login(omar)
    assert "Record withdrawn." in read(client.post(at(edition), {"act": "take-back"}, follow=True))
    assert not Present.objects.exists()
    with refuses("No adoption of this draft is recorded"):
        adopting.confirm_adoption(edition, by=omar)
    recorded(edition, lena, omar)
    adopting.confirm_adoption(edition, by=omar)
    with refuses("stays in the record"):
        adopting.take_back_adoption(edition, by=omar)


def test_people_were_promised_time_to_comment(client, edition, lena, omar):
    Edition.objects.update(comments_from=dt.date(2027, 4, 1), comments_until=MAY)
    with refuses("People can comment until 4 May 2027"):
        recorded(edition, lena, omar)
    recorded(edition, lena, omar, adopted_on=dt.date(2027, 5, 5))


def test_comments_that_begin_after_it_was_recorded_hold_it_up(client, edition, lena, omar):
    recorded(edition, lena, omar)
    Edition.objects.update(comments_from="2027-05-10", comments_until="2027-06-30")
    with refuses("People can comment until 30 June 2027"):
        adopting.confirm_adoption(edition, by=omar)
    client.force_login(lena)
    Adoption.objects.all().delete()
    assert "People can comment until 30 June 2027" in read(client.get(at(edition)))


def test_every_undertaking_has_a_title(edition, lena, omar):
    write(edition, "F2", "We listen.", title="")
    with refuses("Without one: F2 of the code Funding"):
        recorded(edition, lena, omar)


def test_a_draft_that_changes_nothing_is_not_adopted(lena, omar):
    with refuses("changes nothing"):
        recorded(draft(title="Empty"), lena, omar)
    Edition.objects.all().delete()
    published(F1="We answer letters.")
    second = draft()
    with refuses("changes nothing"):
        recorded(second, lena, omar)
    frame = drafting.Frame("Compact", "We agree.", "", "")
    drafting.write_frame(second, frame, was=drafting.frame_of(second), by=lena)
    recorded(second, lena, omar)


@pytest.mark.parametrize(
    ("adopted_on", "in_force_from", "words"),
    [
        (dt.date(2027, 5, 11), JUNE, "is in the future"),
        (MAY, dt.date(2027, 5, 3), "before the day it was adopted"),
        (dt.date(2005, 9, 1), dt.date(2005, 9, 1), "came into force on 1 September 2005"),
    ],
)
def test_the_days_follow_each_other(lena, omar, adopted_on, in_force_from, words):
    published(F1="We answer letters.")
    second = draft(F1="We answer soon.")
    with refuses(words):
        recorded(second, lena, omar, adopted_on=adopted_on, in_force_from=in_force_from)


def test_the_other_side_finds_it_among_its_tasks(edition, lena, omar, chair):
    recorded(edition, lena, omar)
    (task,) = tasks_for(omar, timezone.now())
    assert task.url == at(edition)
    assert "recorded as adopted on 4 May 2027" in task.text
    assert not tasks_for(lena, timezone.now())
    assert not tasks_for(chair, timezone.now())
    adopting.confirm_adoption(edition, by=omar)
    assert not tasks_for(omar, timezone.now())


def test_a_draft_that_was_recorded_as_adopted_is_not_discarded(edition, lena, omar):
    recorded(edition, lena, omar)
    with refuses("Withdraw that record first"):
        drafting.discard(edition, by=lena)


def test_the_support_unit_drafts_and_does_not_adopt(client, edition):
    client.force_login(UserFactory(office="Support Unit"))
    assert client.get(at(edition)).status_code in (302, 403)
    page = read(client.get(f"/cms/compact/editions/{edition.number}/"))
    assert "adoption/" not in page


def test_renumbering_is_adopted_and_the_old_address_leads_on(client, lena, omar):
    published(F1="We answer letters.")
    second = draft(F7="We answer letters.")
    one, seven = (Undertaking.objects.get(number=number) for number in ("F1", "F7"))
    drafting.drop(second, one, seven, by=lena)
    assert drafts.is_ready(second)
    recorded(second, lena, omar, in_force_from=MAY)
    adopting.confirm_adoption(second, by=omar)
    assert "F7" in read(client.get("/compact/funding/f1/"))
    assert client.get("/compact/funding/f7/").status_code == 200


def test_an_account_that_is_closed_no_longer_says_who_was_there(edition, lena, omar):
    recorded(edition, lena, omar)
    parts = {part.heading: part.lines for part in personal_data.data_about(lena)}
    assert parts["Editions of the Compact that you adopted"][0]["you recorded it"]
    personal_data.erase(lena, MAY)
    assert Present.objects.filter(user=None).count() == 1
    with refuses("who recorded it has closed their account"):
        adopting.confirm_adoption(edition, by=omar)
    adopting.take_back_adoption(edition, by=omar)
