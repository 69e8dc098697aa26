"""Districts and public bodies that end and are followed: one person prepares it, a second one confirms it."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest
import time_machine

from assembly.consultations.publishing.body_pages import make_body_pages
from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.funding.selectors import matching
from assembly.membership.models import District
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import Officer, PublicBody, Succession
from assembly.partners.succession import services
from assembly.partners.succession.plans import Plan
from assembly.partners.succession.selectors import carried_over
from home.standing_pages import make_missing_pages
from tests.factories.consultations import OfficerFactory, PublicBodyFactory
from tests.factories.funding import AwardFactory
from tests.factories.membership import (
    DistrictFactory,
    OrganisationFactory,
    UserFactory,
    give_office,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
WHY = "The order of 2026."


@pytest.fixture
def bola(db):
    return UserFactory(name="Bola Bakare", office="Assembly Board")


@pytest.fixture
def kennet(db):
    return DistrictFactory(name="Kennet")


@pytest.fixture
def wiltshire(db):
    return DistrictFactory(name="Wiltshire")


@pytest.fixture
def pct(db):
    return PublicBodyFactory(name="Primary Care Trust", slug="trust")


def later(days=30):
    return timezone.localdate() + days * DAY


def plan(*ended, days=30, **heir):
    kind = "body" if ended and isinstance(ended[0], PublicBody) else "district"
    return Plan(kind=kind, ended=list(ended), day=later(days), **heir)


def prepare(*ended, by, **heir):
    return services.prepare(plan(*ended, **heir), WHY, by=by)


def at(days):
    noon = dt.datetime.combine(later(days), dt.time(12))
    return timezone.make_aware(noon)


# Two people


@pytest.mark.parametrize(("first", "second"), [("dev", "bola"), ("bola", "dev")])
def test_one_prepares_and_the_other_confirms(request, kennet, wiltshire, dev, bola, first, second):
    first, second = request.getfixturevalue(first), request.getfixturevalue(second)
    succession = prepare(kennet, successor=wiltshire, by=first)
    kennet.refresh_from_db()
    assert kennet.ends_on is None
    services.confirm(succession, by=second)
    kennet.refresh_from_db()
    assert (kennet.ends_on, kennet.successor) == (later(29), wiltshire)
    assert not kennet.is_over(later(29))
    assert kennet.is_over(later())
    names = Event.objects.filter(name__contains="succession").values_list("name", flat=True)
    assert set(names) == {"partners.succession_prepared", "partners.succession_confirmed"}


def test_nobody_confirms_alone(kennet, wiltshire, dev, bola):
    succession = prepare(kennet, successor=wiltshire, by=dev)
    with pytest.raises(RuleBroken, match="You prepared this, so somebody else"):
        services.confirm(succession, by=dev)
    succession.confirmed_by, succession.confirmed_at = dev, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        succession.save()


def test_the_second_is_of_the_other_office(kennet, wiltshire, dev, bola):
    succession = prepare(kennet, successor=wiltshire, by=dev)
    with pytest.raises(RuleBroken, match="somebody from the Assembly Board has to confirm it"):
        services.confirm(succession, by=UserFactory(office="Support Unit"))


def test_two_of_the_board_do_it_while_the_support_unit_is_empty(kennet, wiltshire, bola):
    succession = prepare(kennet, successor=wiltshire, by=UserFactory(office="Assembly Board"))
    assert services.confirm(succession, by=bola).is_confirmed


def test_nobody_prepares_what_nobody_can_confirm(kennet, wiltshire, dev, carys):
    with pytest.raises(RuleBroken, match="Nobody can confirm this"):
        prepare(kennet, successor=wiltshire, by=dev)
    with pytest.raises(RuleBroken, match="Only the Assembly Board and the Support Unit"):
        prepare(kennet, successor=wiltshire, by=carys)


def test_the_second_person_is_asked(kennet, wiltshire, dev, bola):
    prepare(kennet, successor=wiltshire, by=dev)
    now = timezone.now()
    asked = [task.text for task in to_do.tasks_for(bola, now)]
    assert any("Kennet, followed by Wiltshire" in text for text in asked)
    assert not any("Kennet" in task.text for task in to_do.tasks_for(dev, now))


def test_the_button_pressed_twice_prepares_once(kennet, wiltshire, dev, bola):
    first, second = (prepare(kennet, successor=wiltshire, by=dev) for _ in range(2))
    assert first == second


# What is refused


REFUSED = [
    (lambda k, w: plan(k, successor=w, days=-1), "cannot be in the past"),
    (lambda k, w: plan(k, successor=w, days=4_000), "five years ahead at most"),
    (lambda k, w: plan(successor=w), "Choose what ends: at least one district"),
    (lambda k, w: plan(k, k, successor=w), "Kennet is named twice"),
    (lambda k, w: plan(k), "but not both"),
    (lambda k, w: plan(k, successor=w, new_name="Wessex"), "but not both"),
    (lambda k, w: plan(k, successor=k), "it is the same one or came earlier"),
]


@pytest.mark.parametrize(("wanted", "why"), REFUSED)
def test_what_does_not_fit_is_refused(kennet, wiltshire, dev, bola, wanted, why):
    with pytest.raises(RuleBroken, match=why):
        services.prepare(wanted(kennet, wiltshire), WHY, by=dev)


def test_a_reason_is_given(kennet, wiltshire, dev, bola):
    with pytest.raises(RuleBroken, match="Say why"):
        services.prepare(plan(kennet, successor=wiltshire), " ", by=dev)


def test_the_successor_is_there_on_the_day(kennet, wiltshire, dev, bola):
    wiltshire.ends_on = later(29)
    wiltshire.save()
    with pytest.raises(RuleBroken, match="so it cannot take over on"):
        prepare(kennet, successor=wiltshire, by=dev)
    wiltshire.ends_on, wiltshire.starts_on = None, later(31)
    wiltshire.save()
    with pytest.raises(RuleBroken, match="does not start until"):
        prepare(kennet, successor=wiltshire, by=dev)


def test_what_starts_later_does_not_end(wiltshire, dev, bola):
    new = DistrictFactory(name="Wessex", starts_on=later(40))
    with pytest.raises(RuleBroken, match="Wessex does not start until"):
        prepare(new, successor=wiltshire, by=dev)


def test_what_ends_already_does_not_end_again(kennet, wiltshire, dev, bola):
    services.confirm(prepare(kennet, successor=wiltshire, by=dev), by=bola)
    with pytest.raises(RuleBroken, match=r"already has .* as its last day"):
        services.prepare(
            plan(District.objects.get(pk=kennet.pk), new_name="Wessex", days=40), WHY, by=dev
        )


def test_there_is_one_open_succession_for_each(kennet, wiltshire, dev, bola):
    first = prepare(kennet, successor=wiltshire, by=dev)
    with pytest.raises(RuleBroken, match="Withdraw that succession first"):
        prepare(kennet, new_name="Wessex", by=bola)
    services.withdraw(first, by=bola)
    assert prepare(kennet, new_name="Wessex", by=bola)


@pytest.mark.parametrize(("days", "fits"), [(29, False), (30, False), (31, True)])
def test_what_is_to_follow_something_is_there_on_that_day(kennet, wiltshire, dev, bola, days, fits):
    prepare(kennet, successor=wiltshire, by=dev)
    after = plan(wiltshire, new_name="Wessex", days=days)
    if fits:
        assert services.prepare(after, WHY, by=dev)
        return
    with pytest.raises(RuleBroken, match="Wiltshire is due to take over from others on"):
        services.prepare(after, WHY, by=dev)


def test_two_do_not_follow_each_other(kennet, wiltshire, dev, bola):
    there = prepare(kennet, successor=wiltshire, by=dev)
    back = prepare(wiltshire, successor=kennet, days=40, by=dev)
    with pytest.raises(RuleBroken, match="Kennet is due to take over from others on"):
        services.confirm(there, by=bola)
    services.withdraw(back, by=dev)
    services.confirm(there, by=bola)
    kennet.refresh_from_db()
    with pytest.raises(RuleBroken, match="it is the same one or came earlier"):
        prepare(wiltshire, successor=kennet, days=40, by=dev)


def test_what_waited_past_its_day_is_prepared_again(kennet, wiltshire, dev, bola):
    succession = prepare(kennet, successor=wiltshire, by=dev)
    with pytest.raises(RuleBroken, match="has passed and nobody confirmed"):
        services.confirm(succession, by=bola, at=at(31))


# Taking it back


def test_it_is_withdrawn_before_its_day(kennet, wiltshire, dev, bola):
    succession = services.confirm(prepare(kennet, successor=wiltshire, by=dev), by=bola)
    services.withdraw(succession, by=dev, at=at(29))
    kennet.refresh_from_db()
    assert (kennet.ends_on, kennet.successor) == (None, None)
    assert not Succession.objects.due(later(60)).exists()
    with pytest.raises(RuleBroken, match="already been withdrawn"):
        services.withdraw(succession, by=dev)


def test_it_is_not_undone_from_its_day_on(kennet, wiltshire, dev, bola):
    succession = services.confirm(prepare(kennet, successor=wiltshire, by=dev), by=bola)
    with pytest.raises(RuleBroken, match="cannot be undone"):
        services.withdraw(succession, by=dev, at=at(30))


# On the day


def test_who_worked_in_the_district_works_in_the_successor(kennet, wiltshire, dev, bola):
    there, both = OrganisationFactory(member=True), OrganisationFactory(member=True)
    there.districts.set([kennet])
    both.districts.set([kennet, wiltshire])
    services.confirm(prepare(kennet, successor=wiltshire, by=dev), by=bola)
    assert services.carry_over(on=later(29)) == 0
    assert services.carry_over(on=later(33)) == 1
    assert services.carry_over(on=later(33)) == 0
    assert set(there.districts.all()) == set(both.districts.all()) == {kennet, wiltshire}


def test_the_successor_is_entered_at_the_confirmation(kennet, dev, bola):
    succession = prepare(kennet, new_name="Wessex", by=dev)
    assert not District.objects.filter(name="Wessex").exists()
    services.confirm(succession, by=bola)
    wessex = District.objects.get(name="Wessex")
    assert (wessex.slug, wessex.starts_on) == ("wessex", later())
    assert wessex == Succession.objects.get().successor


def test_of_today_it_is_carried_over_at_once(kennet, wiltshire, dev, bola):
    succession = services.confirm(prepare(kennet, successor=wiltshire, days=0, by=dev), by=bola)
    succession.refresh_from_db()
    assert succession.carried_over_at


# Public bodies


def test_a_body_is_followed_from_its_day_on(pct, dev, bola):
    wanted = {"new_name": "Care Board", "new_short_name": "the board"}
    services.confirm(prepare(pct, **wanted, by=dev), by=bola)
    board = PublicBody.objects.get(name="Care Board")
    assert with_predecessors(board, later(29)) == [board]
    assert with_predecessors(board, later(30)) == [board, pct]


def test_its_officers_act_no_more_and_the_support_unit_is_told(pct, dev, bola):
    hari = UserFactory(name="Hari Hale", office="Public body officer")
    officer = OfficerFactory(body=pct, user=hari, name="Hari Hale")
    hari.office_terms.update(body_id=pct.pk, body_name=pct.name)
    board = PublicBodyFactory(name="Care Board", slug="care-board")
    services.confirm(prepare(pct, successor=board, days=0, by=dev), by=bola)
    today = timezone.localdate()
    assert not Officer.objects.acting(today).exists()
    texts = [task.text for task in to_do.tasks_for(dev, timezone.now())]
    assert any("Hari Hale" in text and "Care Board" in text for text in texts)

    give_office(hari, "Public body officer", body_id=board.pk, body_name=board.name)
    assert not any("Hari Hale" in task.text for task in to_do.tasks_for(dev, timezone.now()))
    hari.office_terms.filter(body_id=board.pk).delete()
    Officer.objects.filter(pk=officer.pk).update(ends_on=today)
    assert not any("Hari Hale" in task.text for task in to_do.tasks_for(dev, timezone.now()))


def test_a_new_body_has_a_short_name(pct, dev, bola):
    with pytest.raises(RuleBroken, match="short name"):
        prepare(pct, new_name="Care Board", by=dev)


# The screens


def test_the_screens_prepare_and_confirm(client, kennet, wiltshire, dev, bola):
    client.force_login(dev)
    typed = {"ended": [kennet.pk], "successor": wiltshire.pk, "day": later().isoformat()}
    answer = client.post("/cms/successions/new/district/", typed)
    assert "Say why it ends" in answer.content.decode()
    answer = client.post("/cms/successions/new/district/", {**typed, "reason": WHY}, follow=True)
    page = answer.content.decode()
    assert "You prepared this" in page
    succession = Succession.objects.get()
    client.force_login(bola)
    assert "Confirm the succession" in client.get(succession.get_absolute_url()).content.decode()
    client.post(succession.get_absolute_url(), {"act": "confirm"})
    succession.refresh_from_db()
    assert succession.is_confirmed


def test_a_new_one_has_no_name_that_is_there(client, kennet, wiltshire, dev, bola):
    client.force_login(dev)
    typed = {"ended": [kennet.pk], "new_name": "WILTSHIRE", "day": later().isoformat()}
    answer = client.post("/cms/successions/new/district/", {**typed, "reason": WHY})
    assert "“Wiltshire” exists already" in answer.content.decode()


# What hangs on a body


def test_its_awards_are_found_under_the_successor_each_with_its_funder(client, pct, dev, bola):
    PublicBody.objects.filter(pk=pct.pk).update(org_id="GB-A-PCT")
    pct.refresh_from_db()
    board = PublicBodyFactory(name="Care Board", slug="care-board", org_id="GB-A-ICB")
    AwardFactory(funder_org_id="GB-A-PCT", funder_name="Primary Care Trust", title="Night bus")
    wanted = plan(pct, successor=board, days=0)
    [said] = [sentence for sentence in carried_over(wanted) if "award" in sentence]
    assert said.startswith("1 award: found under Care Board too")

    listed = "/funding/awards/?funder=GB-A-ICB"
    services.confirm(services.prepare(wanted, WHY, by=dev), by=bola)
    page = client.get(listed).content.decode()
    assert "is not in the list" not in page
    assert "Night bus" in page
    assert "Primary Care Trust" in page

    AwardFactory(funder_org_id="GB-A-ICB", funder_name="Care Board", title="Day bus")
    both, own = (
        {award.title for award in matching({"funder": f"GB-A-{code}"})} for code in ("ICB", "PCT")
    )
    assert (both, own) == ({"Night bus", "Day bus"}, {"Night bus"})


def test_its_page_says_what_is_to_come(client, pct, dev, bola):
    make_missing_pages()
    board = PublicBodyFactory(name="Care Board", slug="care-board")
    make_body_pages()
    services.confirm(prepare(pct, successor=board, by=dev), by=bola)
    assert "Primary Care Trust ends on" in client.get("/consultations/trust/").content.decode()
    assert "follows" not in client.get("/consultations/care-board/").content.decode()
    with time_machine.travel(at(30), tick=True):
        assert "Primary Care Trust ended on" in client.get("/consultations/trust/").content.decode()
        assert "follows" in client.get("/consultations/care-board/").content.decode()


def test_nobody_chooses_a_district_that_has_ended(kennet, wiltshire, dev, bola):
    services.confirm(prepare(kennet, successor=wiltshire, by=dev), by=bola)
    there = District.objects.to_choose
    assert set(there(later(29))) == {kennet, wiltshire}
    assert set(there(later(30))) == {wiltshire}
    assert set(there(later(30), kennet.pk)) == {kennet, wiltshire}
