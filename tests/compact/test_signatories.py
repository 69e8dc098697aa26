"""Who signed which edition: entered, corrected and ended by the Support Unit, inherited, and listed for everybody."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

import pytest
import time_machine

from assembly.compact import services as text_services
from assembly.compact.models import Edition, Signature, SignatureException
from assembly.compact.signatories import champions, services
from assembly.compact.signatories.selectors import edition_signed, in_words
from assembly.compact.signatories.services import Exempt, Facts
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Consortium, Organisation
from assembly.notifications.models import Notification
from tests.factories.compact import SEPTEMBER_2005, draft, published
from tests.factories.consultations import OfficerFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
APRIL_2009 = dt.date(2009, 4, 1)


@pytest.fixture
def edition(db):
    return published(F1="We pay in advance.")


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire County Council", slug="wcc")


@pytest.fixture
def kennet(db):
    return PublicBodyFactory(name="Kennet District Council", slug="kennet")


def sign(edition, signatory, on=SEPTEMBER_2005, *, by=None, **facts):
    side = "organisation" if isinstance(signatory, Organisation) else "body"
    return services.enter(edition, Facts(signed_on=on, **facts), by=by, **{side: signatory})


def second_edition(on=dt.date(2010, 3, 1)):
    return published(draft(F1="We pay on the first of the month."), on=on)


# Entered


def test_a_signature_is_entered_with_what_is_known_and_recorded(edition, council, dev):
    made = sign(edition, council, by=dev, decided_by="Cabinet, 14 June 2005", name="The Council")
    assert (made.way, made.name, made.entered_by) == ("signed", "The Council", dev)
    event = Event.objects.get(name="compact.signature_entered")
    assert (event.subject_id, event.data) == (made.pk, {"edition": 1})


def test_without_a_name_it_has_that_of_our_records_and_keeps_it(edition, council):
    made = sign(edition, council)
    council.name = "Wiltshire Council"
    council.save()
    assert Signature.objects.get(pk=made.pk).name == "Wiltshire County Council"


def test_one_that_says_from_whom_is_inherited(edition, council, kennet):
    former = sign(edition, kennet)
    assert sign(edition, council, inherited_from=[former]).way == "inherited"
    pct = PublicBodyFactory(name="Primary Care Trust", slug="pct")
    made = sign(edition, pct, dt.date(2006, 10, 1), predecessors="its predecessor PCTs")
    assert made.way == "inherited"


# Refused


def refusal(edition, signatory, on=SEPTEMBER_2005, **facts):
    with pytest.raises(RuleBroken) as refused:
        sign(edition, signatory, on, **facts)
    assert not Event.objects.filter(name="compact.signature_entered", actor_id=-1).exists()
    return str(refused.value)


def test_a_body_that_ended_before_that_day_names_the_one_that_followed(edition, kennet):
    kennet.successor = PublicBodyFactory(name="Wiltshire Council", slug="wiltshire")
    kennet.ended_on = APRIL_2009
    kennet.save()
    assert refusal(edition, kennet, APRIL_2009) == (
        "Kennet District Council ended on 1 April 2009 and Wiltshire Council succeeded it. Enter the signature of "
        "Wiltshire Council instead."
    )


def test_a_body_that_ended_without_one_that_followed(edition, kennet):
    kennet.ended_on = APRIL_2009
    kennet.save()
    assert "ended on 1 April 2009, so it could not sign" in refusal(edition, kennet, APRIL_2009)
    assert sign(edition, kennet, APRIL_2009 - DAY)


def test_an_edition_that_is_a_draft_or_the_example_cannot_be_signed(db, council):
    text_services.load_example()
    example = Edition.objects.get(number=0)
    assert "The example text was never agreed" in refusal(example, council)
    assert "has not been adopted yet" in refusal(draft(F2="We answer."), council)


def test_nor_one_that_was_adopted_after_that_day(edition, council):
    assert "was adopted on 1 September 2005" in refusal(edition, council, SEPTEMBER_2005 - DAY)


def test_nor_on_a_day_to_come(edition, council):
    tomorrow = timezone.localdate() + DAY
    assert "The day is in the future" in refusal(edition, council, tomorrow)


def test_nobody_signs_an_edition_twice(edition, council):
    sign(edition, council)
    assert "has signed this edition already: it signed on 1 September 2005" in refusal(
        edition, council, APRIL_2009
    )
    assert Signature.objects.count() == 1


def test_once_it_ended_it_can_be_signed_again_from_that_day(edition, council):
    services.end(sign(edition, council), APRIL_2009, "The cabinet withdrew.", by=None)
    assert "ended on 1 April 2009. Choose that day or a later one" in refusal(
        edition, council, APRIL_2009 - DAY
    )
    assert sign(edition, council, APRIL_2009).holds(APRIL_2009)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("suspended", "is suspended"),
        ("lapsed", "has lapsed"),
        ("left", "has left the Assembly"),
        ("refused", "was refused"),
        ("applied", "is waiting for its eligibility check"),
    ],
)
def test_an_organisation_that_is_neither_member_nor_listed(edition, status, words):
    organisation = OrganisationFactory(name="Kennet Carers", status=status)
    assert refusal(edition, organisation) == (
        f"Kennet Carers {words}. Members and listed organisations can sign the Compact."
    )


def test_a_lapse_by_the_clock_counts(edition, member):
    member.lapses_on = timezone.localdate()
    member.save()
    assert "has lapsed" in refusal(edition, member)


def test_a_listed_organisation_signs(edition):
    assert sign(edition, OrganisationFactory())


def test_both_or_neither_signatory(edition, council, member):
    facts = Facts(signed_on=SEPTEMBER_2005)
    with pytest.raises(RuleBroken, match="Choose who signed"):
        services.enter(edition, facts, by=None)
    with pytest.raises(RuleBroken, match="not both"):
        services.enter(edition, facts, body=council, organisation=member, by=None)


def test_it_is_inherited_from_an_earlier_signature_to_the_same_edition(edition, council, kennet):
    later = second_edition()
    other = sign(later, kennet, dt.date(2010, 4, 1))
    assert "signed “Wiltshire Compact, edition of March 2010”" in refusal(
        edition, council, inherited_from=[other]
    )
    assert "after the day you entered" in refusal(
        later, council, dt.date(2010, 3, 2), inherited_from=[other]
    )


# Corrected


def test_it_is_corrected_while_it_holds_and_the_record_says_what(edition, council, dev):
    made = sign(edition, council)
    facts = Facts(signed_on=SEPTEMBER_2005 + DAY, name="The Council")
    services.correct(made, facts, by=dev)
    made.refresh_from_db()
    assert (made.signed_on, made.name, made.name_words) == (
        SEPTEMBER_2005 + DAY,
        "The Council",
        made.name_words,
    )
    assert "council" in made.name_words
    event = Event.objects.get(name="compact.signature_corrected")
    assert event.data == {"signed_on": True, "name": True}


def test_the_same_facts_again_are_no_correction(edition, council, dev):
    made = sign(edition, council)
    services.correct(made, Facts(signed_on=SEPTEMBER_2005), by=dev)
    assert not Event.objects.filter(name="compact.signature_corrected").exists()


def test_what_ended_stays_as_it_is(edition, council):
    made = sign(edition, council)
    services.end(made, APRIL_2009, "The cabinet withdrew.", by=None)
    with pytest.raises(RuleBroken, match="ended on 1 April 2009, so it stays as it is"):
        services.correct(made, Facts(signed_on=SEPTEMBER_2005, name="Another"), by=None)


def test_a_correction_is_held_to_the_same_rules(edition, council):
    made = sign(edition, council)
    with pytest.raises(RuleBroken, match="was adopted on"):
        services.correct(made, Facts(signed_on=SEPTEMBER_2005 - DAY), by=None)


# Ended


def test_it_ends_with_a_reason_and_stays(edition, council, client):
    made = sign(edition, council)
    services.end(made, APRIL_2009, " The cabinet withdrew. ", by=None)
    made.refresh_from_db()
    assert (made.ended_on, made.ended_because) == (APRIL_2009, "The cabinet withdrew.")
    page = client.get("/compact/signatories/").content.decode()
    assert "No longer signed" in page
    assert "The cabinet withdrew." in page


@pytest.mark.parametrize(
    ("on", "because", "words"),
    [
        (SEPTEMBER_2005 - DAY, "Why.", "cannot end before that day"),
        (dt.date(2100, 1, 1), "Why.", "in the future"),
        (APRIL_2009, "  ", "Say why it no longer holds"),
    ],
)
def test_it_does_not_end(edition, council, on, because, words):
    made = sign(edition, council)
    with pytest.raises(RuleBroken, match=words):
        services.end(made, on, because, by=None)


def test_it_ends_once(edition, council):
    made = sign(edition, council)
    services.end(made, APRIL_2009, "Why.", by=None)
    with pytest.raises(RuleBroken, match="already ended, on 1 April 2009"):
        services.end(made, APRIL_2009, "Why.", by=None)


def test_the_clock_ends_the_signature_of_a_body_that_ended(edition, kennet):
    made = sign(edition, kennet)
    kennet.ended_on = APRIL_2009
    kennet.save()
    assert edition_signed(kennet, APRIL_2009 - DAY) == edition
    assert edition_signed(kennet, APRIL_2009) is None
    made = Signature.objects.get(pk=made.pk)
    assert (made.over_on, made.over_because) == (APRIL_2009, "Kennet District Council ended.")


# Which edition a body signed


def test_the_newest_edition_that_was_signed_on_a_day(edition, council):
    assert edition_signed(council, SEPTEMBER_2005) is None
    sign(edition, council, dt.date(2005, 10, 1))
    assert edition_signed(council, dt.date(2005, 9, 30)) is None
    assert edition_signed(council, dt.date(2005, 10, 1)) == edition
    newer = second_edition()
    sign(newer, council, dt.date(2010, 5, 1))
    assert edition_signed(council, dt.date(2010, 4, 30)) == edition
    assert edition_signed(council, dt.date(2010, 5, 1)) == newer


def test_signed_2005_not_yet_2010(edition):
    newer = second_edition()
    both = [edition, newer]
    assert in_words([edition.pk], both) == "Signed 2005, not yet 2010"
    assert in_words([edition.pk, newer.pk], both) == "Signed 2005 and 2010"
    assert in_words([newer.pk], both) == "Signed 2010"
    assert in_words([], both) == ""


def test_two_editions_of_a_year_are_told_apart_by_the_month(edition):
    newer = second_edition(dt.date(2005, 11, 1))
    assert in_words([edition.pk], [edition, newer]) == (
        "Signed September 2005, not yet November 2005"
    )


# Exceptions


def test_an_exception_is_listed_under_its_group(edition, client, dev):
    group = Consortium.objects.create(name="VCS Consortium", slug="vcs-consortium")
    listed = Exempt(edition=edition, name="Swindon Volunteer Bureau", group=group)
    services.except_from(listed, by=dev)
    page = client.get("/compact/signatories/").content.decode()
    assert page.index("VCS Consortium") < page.index("With the exception of Swindon Volunteer")
    page = client.get("/compact/signatories/?q=swindon").content.decode()
    assert "With the exception of Swindon" in page
    assert "With the exception" not in client.get("/compact/signatories/?q=kennet").content.decode()
    assert (
        "With the exception" not in client.get("/compact/signatories/?side=bodies").content.decode()
    )
    with pytest.raises(RuleBroken, match="is listed as an exception to this edition already"):
        services.except_from(listed, by=dev)


def test_an_exception_is_corrected_and_removed_once(edition, dev):
    made = services.except_from(Exempt(edition=edition, name="Swindon Bureau"), by=dev)
    better = Exempt(edition=edition, name="Swindon Volunteer Bureau")
    for _ in range(2):
        services.except_from(better, exception=made, by=dev)
    assert Event.objects.filter(name="compact.exception_corrected").count() == 1
    assert SignatureException.objects.get().name == "Swindon Volunteer Bureau"
    services.remove_exception(made, by=dev)
    services.remove_exception(made, by=dev)
    assert not SignatureException.objects.exists()
    assert Event.objects.filter(name="compact.exception_removed").count() == 1
    with pytest.raises(RuleBroken, match="Another person has removed this exception"):
        services.except_from(better, exception=made, by=dev)


# Champions


def test_a_champion_is_one_who_acts_for_the_signatory_and_is_told(edition, member, asha, dev):
    made = sign(edition, member)
    with pytest.raises(RuleBroken, match="does not act for Kennet Carers"):
        services.correct(made, Facts(signed_on=SEPTEMBER_2005, champion=dev), by=dev)
    services.correct(made, Facts(signed_on=SEPTEMBER_2005, champion=asha), by=dev)
    assert (
        "You are the Compact champion of Kennet Carers" in Notification.objects.get(user=asha).text
    )


def test_the_champion_of_a_body_is_one_of_its_contacts(edition, council, kennet, dev):
    made = sign(edition, council)
    theirs = OfficerFactory(user=UserFactory(), body=kennet)
    with pytest.raises(RuleBroken, match="is not a contact of Wiltshire County Council"):
        services.correct(made, Facts(signed_on=SEPTEMBER_2005, champion_officer=theirs), by=dev)


def test_a_champion_who_no_longer_acts_is_not_shown_and_forgotten(edition, member, asha, client):
    made = sign(edition, member, champion=asha)
    assert "Champion: Asha Amin" in client.get("/compact/signatories/").content.decode()
    member.delegates.update(ended_on=timezone.localdate())
    assert "Asha Amin" not in client.get("/compact/signatories/").content.decode()
    assert champions.forget(timezone.localdate()) == 1
    made.refresh_from_db()
    assert made.champion is None


def test_a_champion_stops_by_one_button(edition, member, asha, client):
    made = sign(edition, member, champion=asha)
    client.force_login(asha)
    assert "You are a Compact champion" in client.get("/my/compact/").content.decode()
    for _ in range(2):
        client.post("/my/compact/", {"act": f"stop-{made.pk}"})
    made.refresh_from_db()
    assert made.champion is None
    assert Event.objects.filter(name="compact.champion_stopped").count() == 1


def test_nobody_stops_for_somebody_else(edition, member, asha, carys):
    made = sign(edition, member, champion=asha)
    with pytest.raises(RuleBroken, match="Only the champion"):
        champions.step_down(made, by=carys)


# The screens


def test_the_support_unit_enters_corrects_and_ends(edition, council, dev, client):
    client.force_login(dev)
    new = reverse("compact_signatories:signature_enter")
    sent = {"edition": edition.pk, "body": council.pk, "signed_on": "2005-09-01"}
    answer = client.post(new, sent)
    made = Signature.objects.get()
    here = reverse("compact_signatories:signature", args=[made.pk])
    assert answer.headers["Location"] == here
    form = client.get(here).context["form"]
    data = {"name": "The Council", "signed_on": "2005-09-02", "seen": form["seen"].value()}
    assert client.post(here, data).status_code == 302
    made.refresh_from_db()
    assert made.name == "The Council"
    client.post(here, {"act": "end", "ended_on": "2009-04-01", "because": "It ended."})
    made.refresh_from_db()
    assert made.ended_because == "It ended."
    assert "Correct it" not in client.get(here).content.decode()


def test_the_screen_says_why_not(edition, council, dev, client):
    client.force_login(dev)
    sign(edition, council)
    sent = {"edition": edition.pk, "body": council.pk, "signed_on": "2005-09-01"}
    page = client.post(reverse("compact_signatories:signature_enter"), sent).content.decode()
    assert "has signed this edition already" in page
    page = client.post(reverse("compact_signatories:signature_enter"), {}).content.decode()
    assert "Enter the day of the signature" in page


def test_the_second_of_two_who_correct_it_sees_what_the_first_saved(edition, council, dev, client):
    client.force_login(dev)
    made = sign(edition, council)
    here = reverse("compact_signatories:signature", args=[made.pk])
    seen = client.get(here).context["form"]["seen"].value()
    first = {"name": "The Council", "signed_on": "2005-09-01", "seen": seen}
    assert client.post(here, first).status_code == 302
    page = client.post(here, first | {"name": "Wilts CC"}).content.decode()
    assert "Somebody else has changed this since you opened the form" in page
    made.refresh_from_db()
    assert made.name == "The Council"


def test_the_compact_board_reads_and_changes_nothing(edition, council, client):
    member = UserFactory(office="Compact Board")
    made = sign(edition, council)
    client.force_login(member)
    here = reverse("compact_signatories:signature", args=[made.pk])
    assert "Correct it" not in client.get(here).content.decode()
    client.post(here, {"act": "end", "ended_on": "2009-04-01", "because": "Why."})
    made.refresh_from_db()
    assert made.ended_on is None


# The public list


def test_the_list_has_public_bodies_before_organisations_and_what_each_has_signed(
    edition, council, member, client
):
    sign(edition, member, decided_by="The trustees")
    sign(edition, council)
    second_edition()
    page = client.get("/compact/signatories/").content.decode()
    assert page.index("Wiltshire County Council") < page.index("Kennet Carers")
    assert "Signed 2005, not yet 2010" in page
    assert "Decided by: The trustees" in page
    assert "It is not law" in page


def test_the_list_is_narrowed_by_side_state_words_and_edition(edition, council, member, client):
    sign(edition, member)
    services.end(sign(edition, council), APRIL_2009, "Withdrawn by the cabinet.", by=None)

    def shown(**query):
        page = client.get("/compact/signatories/", query).content.decode()
        return ["Wiltshire County Council" in page, "Kennet Carers" in page]

    assert shown() == [True, True]
    assert shown(side="bodies") == [True, False]
    assert shown(side="organisations") == [False, True]
    assert shown(state="holding") == [False, True]
    assert shown(state="ended") == [True, False]
    assert shown(q="carers") == [False, True]
    assert shown(q="nobody") == [False, False]
    assert shown(edition="1") == [True, True]
    assert shown(edition="7") == [False, False]
    assert client.get("/compact/signatories/", {"edition": "7"}).status_code == 400


def test_an_empty_list_says_so(client, db):
    page = client.get("/compact/signatories/").content.decode()
    assert "Nobody has signed an edition of the Compact yet." in page
    page = client.get("/compact/signatories/?q=x").content.decode()
    assert "No signature matches these filters." in page


def test_the_file_has_what_the_page_has(edition, council, kennet, client):
    former = sign(edition, kennet, decided_by="=1+1")
    sign(edition, council, inherited_from=[former])
    lines = client.get("/compact/signatories.csv").getvalue().decode().splitlines()
    assert len(lines) == 3
    assert "Kennet District Council" in lines[2]
    assert "'=1+1" in lines[1]


def test_pages_by_key_show_each_signature_once(edition, client, monkeypatch):
    monkeypatch.setattr("assembly.compact.signatories.showing.PER_PAGE", 2)
    for number in range(5):
        sign(edition, OrganisationFactory(name=f"Group {number}"))
    seen, query = [], {}
    for _ in range(3):
        listed = client.get("/compact/signatories/", query).context["listed"]
        seen += [one.name for one in listed.page]
        query = {"after": listed.page.after}
    assert seen == [f"Group {number}" for number in range(5)]


def test_the_list_needs_no_more_queries_for_more_signatures(
    edition, client, django_assert_max_num_queries
):
    def one(number):
        former = sign(edition, PublicBodyFactory())
        sign(edition, PublicBodyFactory(), inherited_from=[former])
        organisation = OrganisationFactory()
        user = DelegateFactory(organisation=organisation).user
        sign(edition, organisation, champion=user)

    one(0)
    client.get("/compact/signatories/")
    with django_assert_max_num_queries(12) as few:
        client.get("/compact/signatories/")
    for number in range(5):
        one(number)
    with django_assert_max_num_queries(len(few)):
        client.get("/compact/signatories/")


def test_an_organisations_page_says_that_it_signed(edition, member, client):
    group = Consortium.objects.create(name="VCS Consortium", slug="vcs-consortium")
    sign(edition, member, apart_from=group)
    page = client.get(member.get_absolute_url()).content.decode()
    assert "Has signed the Compact" in page
    assert "independently of the VCS Consortium" in page


@time_machine.travel("2010-02-01 12:00")
def test_an_edition_that_is_not_in_force_yet_is_not_missed(edition, council, client):
    sign(edition, council)
    newer = draft(F1="We pay on the first.")
    published(newer, on=dt.date(2010, 1, 10), in_force_from=dt.date(2010, 4, 1))
    assert "not yet 2010" not in client.get("/compact/signatories/").content.decode()
    with time_machine.travel("2010-04-01 12:00"):
        assert "not yet 2010" in client.get("/compact/signatories/").content.decode()


def test_before_an_edition_is_adopted_the_form_says_why_there_is_nothing_to_enter(client):
    draft(F1="We pay in advance.")
    client.force_login(UserFactory(office="Support Unit"))
    page = client.get("/cms/compact/signatories/new/", follow=True).content.decode()
    assert "No edition of the Compact has been adopted yet" in page
    assert client.post("/cms/compact/signatories/new/", {"name": "X"}).status_code == 200
