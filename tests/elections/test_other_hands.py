"""A vote that comes into other hands during a poll waits a day, and those who have to know are told."""

import datetime as dt

import pytest

from assembly.accounts.services import note_address_change, note_factor_set_up
from assembly.core.rules import RuleBroken
from assembly.membership.models import Delegate
from assembly.membership.services import people
from assembly.notifications.models import Email, Notification
from elections import rules, selectors
from elections.services.roll import remove_from_roll
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS
from tests.factories.membership import DelegateFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
DURING = POLL_OPENS + DAY
Role, VoteRole = Delegate.Role, people.VoteRole


@pytest.fixture
def carys_acts(member, carys):
    return DelegateFactory(organisation=member, user=carys)


def may(contest, member, person, at):
    return rules.voting.may_vote(contest.election, selectors.voter(contest, member, person), at)


def told(kind="other_hands"):
    return set(
        Notification.objects.filter(kind=f"elections/{kind}").values_list("user__name", flat=True)
    )


def test_voter_named_during_the_poll_casts_after_a_day(contest, member, asha, carys, carys_acts):
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=DURING)
    ruling = may(contest, member, carys, DURING + 24 * HOUR - dt.timedelta(seconds=1))
    assert not ruling
    assert "You may cast it from 9am on Wednesday 4 November 2026" in ruling.reason
    with pytest.raises(RuleBroken, match="while voting was open"):
        cast_ballot(contest, member, ranking=[1], by=carys, at=DURING + HOUR)
    assert may(contest, member, carys, DURING + 24 * HOUR)
    assert cast_ballot(contest, member, ranking=[1], by=carys, at=DURING + 24 * HOUR)


def test_all_leads_and_the_returning_officer_are_told(contest, member, asha, carys, carys_acts):
    DelegateFactory(organisation=member, role="lead", user=UserFactory(name="Lea Lead"))
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=DURING)
    assert told() == {"Asha Amin", "Lea Lead", "Efua Essel"}


def test_named_before_the_poll_nobody_waits_and_nobody_is_told(
    contest, member, asha, carys, carys_acts
):
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=POLL_OPENS - HOUR)
    assert may(contest, member, carys, POLL_OPENS)
    assert told() == set()


def test_named_after_the_poll_nobody_is_told(contest, member, asha, carys_acts):
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=POLL_OPENS + 8 * DAY)
    assert told() == set()


def test_lead_who_takes_the_vote_back_waits_too(contest, member, asha, carys, carys_acts):
    """A voter who goes leaves the vote to the lead: that is another hand as well."""
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=POLL_OPENS - DAY)
    people.end(carys_acts, by=asha, at=DURING)
    assert not may(contest, member, asha, DURING + HOUR)
    assert may(contest, member, asha, DURING + 24 * HOUR)


def test_who_held_the_vote_all_along_does_not_wait(contest, member, asha, carys, carys_acts):
    people.change(carys_acts, Role.LEAD, VoteRole.NONE, by=asha, at=DURING)
    assert may(contest, member, asha, DURING + HOUR)
    assert not may(contest, member, carys, DURING + HOUR)


def test_address_changed_during_the_poll_waits_a_day(contest, member, asha):
    note_address_change(asha, by=asha, at=DURING)
    assert "your e-mail address changed" in may(contest, member, asha, DURING + HOUR).reason
    assert may(contest, member, asha, DURING + 24 * HOUR)
    assert told() == {"Asha Amin", "Efua Essel"}


def test_address_of_somebody_who_does_not_cast_is_no_matter(contest, member, carys, carys_acts):
    note_address_change(carys, by=carys, at=DURING)
    assert told() == set()


def test_struck_organisation_has_no_vote_that_could_come_into_other_hands(
    contest, member, asha, efua, carys_acts
):
    remove_from_roll(contest.roll.get(organisation=member), "Merged.", by=efua, at=DURING)
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=DURING)
    assert told() == set()


def test_whether_it_has_voted_changes_nothing_of_what_is_told(contest, member, asha, carys_acts):
    """Else the returning officer could read from the silence that it has."""
    cast_ballot(contest, member, ranking=[1], by=asha, at=POLL_OPENS + HOUR)
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=DURING)
    assert told() == {"Asha Amin", "Efua Essel"}


# An app or a passkey of somebody who casts


def test_a_factor_set_up_during_the_poll_is_told(contest, member, asha, carys, carys_acts):
    DelegateFactory(organisation=member, role="lead", user=UserFactory(name="Lea Lead"))
    people.change(carys_acts, Role.MEMBER, VoteRole.VOTER, by=asha, at=POLL_OPENS - DAY)
    note_factor_set_up(carys, "totp", at=DURING)
    assert told("new_factor") == {"Asha Amin", "Lea Lead", "Efua Essel"}
    mail = Email.objects.filter(kind="elections/new_factor", user=asha).get()
    assert "counts as proof from 9am on Wednesday 4 November 2026" in " ".join(mail.text.split())


@pytest.mark.parametrize("at", [POLL_OPENS - HOUR, POLL_OPENS + 8 * DAY])
def test_a_factor_set_up_outside_the_poll_is_not_told(contest, member, asha, at):
    note_factor_set_up(asha, "webauthn", at=at)
    assert told("new_factor") == set()


def test_a_factor_of_somebody_who_does_not_cast_is_no_matter(contest, carys, carys_acts):
    note_factor_set_up(carys, "totp", at=DURING)
    assert told("new_factor") == set()
