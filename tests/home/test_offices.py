"""Offices are given and ended by two people, for a term; when the term is over the clock has ended it."""

import datetime as dt

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.accounts import closing, offices, portability
from assembly.accounts.models import OfficeTerm, User
from assembly.accounts.services import close_account, note_ended_offices
from assembly.consultations import tasks
from assembly.consultations.models import BodyPage
from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from home.models import OfficeProposal
from home.offices import rules, selectors, services
from tests.factories.consultations import OfficerFactory, PublicBodyFactory
from tests.factories.membership import UserFactory, give_office

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
BOARD, SUPPORT = "Assembly Board", "Support Unit"
OFFICER = "Public body officer"
REASON = "Elected by the Board on 3 March."


@pytest.fixture
def bola(db):
    return UserFactory(name="Bola Bakare", email="bola@example.org", office=BOARD)


@pytest.fixture
def body(db):
    return PublicBodyFactory()


@pytest.fixture
def contact(body):
    return OfficerFactory(body=body, user=None, name="Hari Hale")


def today():
    return timezone.localdate()


def term(user, office="Scrutineer", *, start=0, days=365, officer=None):
    begins_on = today() + start * DAY
    return services.Term(user, office, begins_on, begins_on + days * DAY, officer)


def propose(user, office="Scrutineer", *, by, **days):
    return services.propose_office(term(user, office, **days), REASON, by=by)


def confirm(proposal, *, by):
    return services.confirm(proposal, shown=proposal.title, by=by)


def give(user, office="Scrutineer", *, by, then, **days):
    return confirm(propose(user, office, by=by, **days), by=then).term


def now(user):
    """The same person, read afresh: permissions are kept for the length of a request."""
    return User.objects.get(pk=user.pk)


# Two people


@pytest.mark.parametrize(("first", "second"), [("dev", "bola"), ("bola", "dev")])
def test_one_proposes_and_the_other_confirms(request, carys, dev, bola, first, second):
    first, second = request.getfixturevalue(first), request.getfixturevalue(second)
    proposal = propose(carys, "Returning officer", by=first)
    assert offices.held_by(carys) == []
    assert not now(carys).has_perm("elections.run_election")
    given = confirm(proposal, by=second).term
    assert offices.held_by(carys) == ["Returning officer"]
    assert now(carys).has_perm("elections.run_election")
    assert (given.began_on, given.last_day) == (today(), today() + 364 * DAY)
    told = Event.objects.filter(subject_type="accounts.user", subject_id=carys.pk).order_by("pk")
    assert [(event.name, event.actor_id) for event in told] == [
        ("home.office_proposed", first.pk),
        ("accounts.office_given", second.pk),
        ("home.office_confirmed", second.pk),
    ]
    assert REASON not in str([event.data for event in told])


def test_nobody_confirms_what_they_proposed(carys, dev, bola):
    both = UserFactory(office=BOARD)
    give_office(both, SUPPORT)
    proposal = propose(carys, by=both)
    with pytest.raises(RuleBroken, match="You proposed this"):
        confirm(proposal, by=both)


def test_nobody_confirms_for_themselves(dev, bola):
    UserFactory(office=BOARD)
    proposal = propose(bola, "Returning officer", by=dev)
    with pytest.raises(RuleBroken, match="This is about you"):
        confirm(proposal, by=bola)


def test_one_may_be_proposed_by_oneself_and_the_other_confirms(dev, bola):
    confirm(propose(bola, "Returning officer", by=bola), by=dev)
    assert offices.held_by(bola) == [BOARD, "Returning officer"]


def test_two_of_one_office_are_not_enough_while_the_other_has_a_holder(carys, dev, bola):
    other_board, other_support = UserFactory(office=BOARD), UserFactory(office=SUPPORT)
    with pytest.raises(RuleBroken, match="a person of the Support Unit has to confirm it"):
        confirm(propose(carys, by=bola), by=other_board)
    with pytest.raises(RuleBroken, match="a person of the Assembly Board has to confirm it"):
        confirm(propose(carys, "Polling clerk", by=dev), by=other_support)


def test_while_the_support_unit_is_empty_a_second_member_of_the_board_confirms(carys, bola):
    second = UserFactory(office=BOARD)
    confirm(propose(carys, by=bola), by=second)
    assert offices.held_by(carys) == ["Scrutineer"]


def test_the_only_person_of_the_support_unit_is_ended_by_two_of_the_board(dev, bola):
    """The one it is about cannot act, so the office counts as empty: nobody is there for ever."""
    second = UserFactory(office=BOARD)
    proposal = services.propose_end(dev.office_terms.get(), "Left the county.", by=bola)
    confirm(proposal, by=second)
    assert offices.held_by(dev) == []


def test_while_the_board_is_empty_nobody_confirms_and_the_refusal_says_so(carys, dev):
    UserFactory(office=SUPPORT)
    with pytest.raises(RuleBroken, match="two of the Board while nobody of the Support Unit"):
        propose(carys, by=dev)


def test_the_only_office_holder_is_told_of_the_command(carys, bola):
    with pytest.raises(RuleBroken, match="first_office_holders"):
        propose(carys, by=bola)


@pytest.mark.parametrize("office", ["", "Returning officer", "Data protection lead"])
def test_nobody_else_proposes_confirms_or_withdraws(carys, dev, bola, office):
    other = UserFactory(office=office)
    with pytest.raises(RuleBroken, match="Only the Assembly Board and the Support Unit"):
        propose(carys, by=other)
    proposal = propose(carys, by=dev)
    for act in (confirm, services.withdraw):
        with pytest.raises(RuleBroken, match="Only the Assembly Board and the Support Unit"):
            act(proposal, by=other)


def test_who_proposed_must_still_hold_the_office(carys, dev, bola):
    proposal = propose(carys, by=dev)
    UserFactory(office=SUPPORT)
    dev.office_terms.update(ended_on=today())
    with pytest.raises(RuleBroken, match="no longer in the Assembly Board or the Support Unit"):
        confirm(proposal, by=bola)


@pytest.mark.parametrize("change", [{"is_active": False}, {}])
def test_a_second_person_whose_account_or_term_ended_is_none(carys, dev, bola, change):
    proposal = propose(carys, by=dev)
    if change:
        User.objects.filter(pk=bola.pk).update(**change)
    else:
        bola.office_terms.update(ends_on=today())
    with pytest.raises(RuleBroken, match="Only the Assembly Board and the Support Unit"):
        confirm(proposal, by=bola)


def test_a_proposal_is_settled_once(carys, dev, bola):
    proposal = propose(carys, by=dev)
    confirm(proposal, by=bola)
    for act in (confirm, services.withdraw):
        with pytest.raises(RuleBroken, match="settled: confirmed"):
            act(proposal, by=bola)


def test_a_withdrawn_proposal_gives_nothing(carys, dev, bola):
    proposal = propose(carys, by=dev)
    services.withdraw(proposal, by=bola)
    with pytest.raises(RuleBroken, match="settled: withdrawn"):
        confirm(proposal, by=bola)
    assert offices.held_by(carys) == []


def test_the_button_pressed_twice_proposes_once_and_another_proposal_is_refused(carys, dev, bola):
    assert propose(carys, by=dev) == propose(carys, by=dev)
    with pytest.raises(RuleBroken, match="a proposal about this person and this office already"):
        propose(carys, by=bola)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeProposal.objects.create(
            act="give",
            office="Scrutineer",
            user=carys,
            begins_on=today(),
            ends_on=today() + DAY,
            reason=REASON,
        )


def test_seconds_are_those_of_the_other_office():
    known = {1: {BOARD}, 2: {BOARD}, 3: {SUPPORT}, 4: {BOARD, SUPPORT}}
    assert rules.seconds(known, first=1) == {3, 4}
    assert rules.seconds(known, first=3) == {1, 2, 4}
    assert rules.seconds(known, first=4) == {1, 2, 3}
    assert rules.seconds(known, first=1, concerned=3) == {4}
    assert rules.seconds({1: {BOARD}, 2: {BOARD}}, first=1) == {2}
    assert rules.seconds({3: {SUPPORT}, 5: {SUPPORT}}, first=3) == set()
    assert rules.seconds(known, first=9) == set()


# The term


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"days": 0}, "The last day is before the first"),
        ({"start": -1}, "cannot start in the past"),
        ({"days": 6 * 366}, "A term lasts 5 years at most"),
    ],
)
def test_a_term_that_is_none(carys, dev, bola, days, says):
    with pytest.raises(RuleBroken, match=says):
        propose(carys, by=dev, **days)


def test_a_term_that_ended_before_it_was_confirmed(carys, dev, bola, time_machine):
    proposal = propose(carys, by=dev, days=3)
    time_machine.move_to(timezone.now() + 3 * DAY)
    with pytest.raises(RuleBroken, match="The last day of this term has passed"):
        confirm(proposal, by=bola)


def test_confirmed_late_it_begins_on_that_day(carys, dev, bola, time_machine):
    proposal = propose(carys, by=dev)
    time_machine.move_to(timezone.now() + 3 * DAY)
    assert confirm(proposal, by=bola).term.began_on == today()


def test_the_last_day_counts_and_the_next_does_not(carys, dev, bola, time_machine):
    """No job runs in between: the clock decides."""
    give(carys, "Returning officer", by=dev, then=bola, days=3)
    time_machine.move_to(timezone.now() + 2 * DAY)
    assert now(carys).has_perm("elections.run_election")
    assert carys in offices.holders("Returning officer")
    time_machine.move_to(timezone.now() + DAY)
    assert not now(carys).has_perm("elections.run_election")
    assert carys not in offices.holders("Returning officer")
    assert carys not in offices.holders_who_may("elections.run_election")
    assert not now(carys).holds_office


def test_a_term_to_come_gives_nothing_before_its_first_day(client, carys, dev, bola, time_machine):
    give(carys, BOARD, by=dev, then=bola, start=10)
    client.force_login(carys)
    assert not carys.groups.exists()
    assert client.get("/cms/").status_code == 403
    assert carys.pk not in selectors.givers(today())
    time_machine.move_to(timezone.now() + 10 * DAY)
    client.force_login(carys)
    assert client.get("/cms/").status_code == 200
    assert carys.groups.get().name == BOARD


def test_it_is_given_for_longer_without_a_gap(carys, dev, bola):
    given = give(carys, by=dev, then=bola, days=100)
    for days, says in [
        ({"days": 50}, "Choose a later last day"),
        ({"start": 101, "days": 300}, "choose the next day or an earlier one"),
    ]:
        with pytest.raises(RuleBroken, match=says):
            propose(carys, by=dev, **days)
    give(carys, by=bola, then=dev, start=100, days=300)
    given.refresh_from_db()
    assert OfficeTerm.objects.filter(user=carys).count() == 1
    assert given.ends_on == today() + 400 * DAY
    assert Event.objects.filter(name="accounts.office_prolonged", actor_id=dev.pk).count() == 1


def test_after_the_term_it_can_be_given_again(carys, dev, bola, time_machine):
    give(carys, by=dev, then=bola, days=3)
    time_machine.move_to(timezone.now() + 9 * DAY)
    give(carys, by=dev, then=bola)
    first, second = OfficeTerm.objects.filter(user=carys).order_by("began_on")
    assert (first.ended_on, second.ended_on) == (first.ends_on, None)


def test_a_closed_account_is_given_nothing(carys, dev, bola):
    User.objects.filter(pk=carys.pk).update(is_active=False)
    with pytest.raises(RuleBroken, match="This account is closed"):
        propose(now(carys), by=dev)


# The end


def test_an_office_is_ended_early_by_two(carys, dev, bola):
    given = give(carys, "Returning officer", by=dev, then=bola)
    proposal = services.propose_end(given, "Moved away.", by=bola)
    assert now(carys).has_perm("elections.run_election")
    with pytest.raises(RuleBroken, match="You proposed this"):
        confirm(proposal, by=bola)
    confirm(proposal, by=dev)
    assert not now(carys).has_perm("elections.run_election")
    assert not carys.groups.exists()
    given.refresh_from_db()
    assert given.ended_on == today()
    with pytest.raises(RuleBroken, match="has ended already"):
        services.propose_end(given, "Again.", by=bola)
    assert Notification.objects.filter(user=carys, kind="home/office_ended").exists()


def test_the_holder_resigns_alone(carys, dev, bola):
    given = give(carys, "Returning officer", by=dev, then=bola)
    proposal = services.propose_end(given, "Moved away.", by=bola)
    with pytest.raises(RuleBroken, match="Only the person who holds an office"):
        services.resign(given, by=dev)
    services.resign(given, by=carys)
    assert not now(carys).has_perm("elections.run_election")
    proposal.refresh_from_db()
    assert proposal.outcome == "withdrawn"
    told = Notification.objects.filter(kind="home/office_resigned").values_list("user", flat=True)
    assert set(told) == {dev.pk, bola.pk}
    with pytest.raises(RuleBroken, match="has ended already"):
        services.resign(given, by=carys)


def test_an_account_with_an_office_is_closed_after_it(carys, dev, bola):
    given = give(carys, by=dev, then=bola)
    assert "You hold an office, Scrutineer" in closing.reasons_to_stay(carys)[0]
    services.resign(given, by=carys)
    waiting = propose(carys, "Polling clerk", by=dev)
    close_account(carys)
    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.reason) == ("withdrawn", "")
    assert not OfficeProposal.objects.filter(user=carys).exclude(reason="").exists()


def test_a_copy_of_ones_data_says_what_was_proposed(carys, dev, bola):
    give(carys, by=dev, then=bola)
    [part] = [one for one in portability.parts_about(carys) if one.heading.startswith("Offices pr")]
    assert part.lines[0]["reason"] == REASON


def test_a_job_only_writes_down_what_the_clock_ended(carys, dev, bola, time_machine):
    given = give(carys, by=dev, then=bola, days=3)
    time_machine.move_to(timezone.now() + 9 * DAY)
    assert carys.groups.exists()
    note_ended_offices()
    note_ended_offices()
    given.refresh_from_db()
    assert given.ended_on == given.ends_on
    assert not carys.groups.exists()
    assert Event.objects.filter(name="accounts.office_ended").count() == 1


# Officers of public bodies


def test_an_officer_edits_below_the_page_of_the_body_at_once(carys, dev, bola, body, contact):
    give(carys, OFFICER, by=dev, then=bola, officer=contact)
    contact.refresh_from_db()
    assert contact.user == carys
    page = BodyPage.objects.get(body=body)
    assert page.permissions_for_user(now(carys)).can_add_subpage()
    assert now(carys).has_perm("wagtailadmin.access_admin")
    tasks.sync_bodies()
    assert page.permissions_for_user(now(carys)).can_add_subpage()
    assert carys.office_terms.get().title == f"{OFFICER} ({body.name})"


def test_an_officer_who_left_has_no_access_at_once(client, carys, dev, bola, body, contact):
    given = give(carys, OFFICER, by=dev, then=bola, officer=contact)
    client.force_login(carys)
    assert client.get("/cms/").status_code == 200
    confirm(services.propose_end(given, "Left the council.", by=dev), by=bola)
    assert client.get("/cms/").status_code == 403
    assert not carys.groups.exists()
    page = BodyPage.objects.get(body=body)
    assert not page.permissions_for_user(now(carys)).can_add_subpage()
    tasks.sync_bodies()
    assert not carys.groups.exists()


def test_an_officer_of_two_bodies_loses_the_one_that_the_clock_ended(
    client, carys, dev, bola, body, contact, time_machine
):
    trust = PublicBodyFactory(name="Wiltshire PCT", slug="pct")
    other = OfficerFactory(body=trust, user=None, name="Hari Hale")
    give(carys, OFFICER, by=dev, then=bola, officer=contact, days=3)
    give(carys, OFFICER, by=dev, then=bola, officer=other)
    time_machine.move_to(timezone.now() + 3 * DAY)
    client.force_login(carys)
    assert client.get("/cms/").status_code == 200
    for one, may in ((body, False), (trust, True)):
        page = BodyPage.objects.get(body=one)
        assert page.permissions_for_user(now(carys)).can_add_subpage() is may


def test_who_is_no_contact_is_no_officer(carys, asha, dev, bola, body, contact):
    for wanted, says in [
        (term(carys, OFFICER), "Choose which contact of a public body"),
        (term(carys, "Scrutineer", officer=contact), "Only a public body officer is a contact"),
    ]:
        with pytest.raises(RuleBroken, match=says):
            services.propose_office(wanted, REASON, by=dev)
    give(carys, OFFICER, by=dev, then=bola, officer=contact)
    with pytest.raises(RuleBroken, match="Another account already acts as"):
        propose(asha, OFFICER, by=dev, officer=contact)
    services.resign(carys.office_terms.get(), by=carys)
    contact.ends_on = today() + 10 * DAY
    contact.save()
    with pytest.raises(RuleBroken, match="The term can last until that day"):
        propose(asha, OFFICER, by=dev, officer=contact)
    give(asha, OFFICER, by=dev, then=bola, officer=contact, days=10)


def test_one_person_alone_does_not_end_it_on_the_page_of_the_contact(
    client, carys, dev, bola, body, contact
):
    given = give(carys, OFFICER, by=dev, then=bola, officer=contact)
    client.force_login(dev)
    address = f"/cms/officer/edit/{contact.pk}/"
    typed = {"body": body.pk, "name": "Hari H", "post": contact.post, "starts_on": "2008-01-01"}
    refused = client.post(address, typed | {"ends_on": "2009-01-01"}).content.decode()
    assert "Propose the end of that office under Offices" in refused
    client.post(address, typed)
    contact.refresh_from_db()
    assert (contact.name, contact.ends_on) == ("Hari H", None)
    services.resign(given, by=carys)
    client.post(address, typed | {"ends_on": "2009-01-01"})
    contact.refresh_from_db()
    assert contact.ends_on == dt.date(2009, 1, 1)


# Who is asked and told


def test_what_waits_is_shown_to_those_who_can_confirm_it(client, carys, dev, bola, efua):
    proposal = propose(carys, by=dev)
    [task] = to_do.tasks_for(bola, timezone.now())
    assert task.text == "An office is waiting for your confirmation: Scrutineer"
    assert task.url == f"/cms/offices/proposals/{proposal.pk}/"
    for other in (dev, efua, carys):
        told = [task.text for task in to_do.tasks_for(other, timezone.now())]
        assert not [text for text in told if "confirmation" in text]
    client.force_login(bola)
    assert task.text in client.get("/cms/").content.decode()
    kinds = Notification.objects.values_list("user", "kind")
    assert list(kinds) == [(bola.pk, "home/office_proposed")]
    confirm(proposal, by=bola)
    assert to_do.tasks_for(bola, timezone.now()) == []
    assert Notification.objects.filter(user=carys, kind="home/office_given").count() == 1


def test_terms_about_to_end_are_on_the_list_of_both(carys, dev, bola):
    give(carys, by=dev, then=bola, days=60)
    give_office(UserFactory(), "Scrutineer", ends_on=today() + 61 * DAY)
    for user in (dev, bola):
        [task] = to_do.tasks_for(user, timezone.now())
        assert task.text == "1 term of office about to end"


def test_groups_that_are_no_office_stay(carys, dev, bola):
    choir = Group.objects.create(name="Choir")
    carys.groups.add(choir)
    services.resign(give(carys, by=dev, then=bola), by=carys)
    assert list(carys.groups.all()) == [choir]


def test_a_contact_who_changes_bodies_meanwhile_is_confirmed_for_neither(carys, dev, bola, contact):
    """The Board agreed to an officer of one body; Dev alone has moved the contact to another since."""
    proposal = propose(carys, OFFICER, by=dev, officer=contact)
    shown = proposal.title
    contact.body = PublicBodyFactory(name="Kennet District Council", slug="kdc")
    contact.save()
    with pytest.raises(RuleBroken, match=r"the office is now .*Kennet District Council"):
        services.confirm(proposal, shown=shown, by=bola)
    assert offices.held_by(carys) == []
