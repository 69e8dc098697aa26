"""Whoever has a stake in a contest does not write to the group that votes in it, or to its convenor."""

import datetime as dt

import pytest

from elections import rules
from elections.fairness import may_write_to_groups
from elections.models import Contest, Election
from elections.rules.fairness import is_contested
from tests.factories.elections import DAY, CandidateFactory, ContestFactory, NominationFactory
from tests.factories.forums import GroupFactory
from tests.factories.membership import DelegateFactory, DistrictFactory, UserFactory

NOTICE = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
CLOSE = dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def contest(**fields):
    election = Election(title="Seats", notice_at=NOTICE, poll_closes_at=CLOSE, **fields)
    return Contest(election=election, title="Health seat")


@pytest.mark.parametrize(
    ("at", "is_so"),
    [
        (NOTICE - SECOND, False),
        (NOTICE, True),
        (CLOSE - SECOND, True),
        (CLOSE, False),
    ],
)
def test_it_holds_from_the_notice_to_the_close(at, is_so):
    assert is_contested(contest().election, at) is is_so
    assert bool(rules.fairness.may_write_to_electorate([contest()], [], at)) is not is_so
    assert bool(rules.fairness.may_write_to_electorate([], [contest()], at)) is not is_so


def test_a_void_election_holds_nobody_back():
    void = contest(voided_at=NOTICE + SECOND)
    assert rules.fairness.may_write_to_electorate([void], [void], NOTICE + DAY)


def test_the_sentence_says_why_until_when_and_what_to_do():
    stands = rules.fairness.may_write_to_electorate([contest()], [], NOTICE).reason
    assert stands.startswith("You are a candidate in “Health seat”.")
    assert "until voting closes at 9am on Monday 9 November 2026" in stands
    assert stands.endswith("Write to the Support Unit instead.")
    put = rules.fairness.may_write_to_electorate([], [contest()], NOTICE).reason
    assert put.startswith("Your organisation put a candidate forward in “Health seat”.")


@pytest.fixture
def group(db):
    return GroupFactory(name="Health Group")


@pytest.fixture
def health(group):
    return ContestFactory(electorate="group", group=group)


@pytest.fixture
def during(health):
    return health.election.nominations_open_at + DAY


def may(group, person, at, email="nobody@example.org"):
    return may_write_to_groups([group], person, email, at)


def test_a_candidate_does_not_write_to_the_group_that_votes(group, health, carys, during):
    CandidateFactory(contest=health, user=carys)
    assert not may(group, carys, during)
    assert may(group, carys, health.election.poll_closes_at)
    assert may(GroupFactory(), carys, during)


def test_signing_out_is_no_way_round(group, health, carys, during):
    CandidateFactory(contest=health, user=carys)
    assert not may(group, None, during, email="Carys@example.org")
    assert may(group, None, during)


def test_somebody_who_accepted_without_an_account_is_known_by_the_address(group, health, during):
    nomination = NominationFactory(
        contest=health, user=None, email="nadia@example.org", accepted_at=during
    )
    assert not may(group, None, during, email="nadia@example.org")
    nomination.accepted_at = None
    nomination.save()
    assert may(group, None, during, email="nadia@example.org")


def test_delegates_of_the_organisation_that_put_a_candidate_forward(
    group, health, asha, member, during
):
    CandidateFactory(contest=health, organisation=member)
    assert not may(group, asha, during)
    other = UserFactory()
    DelegateFactory(user=other)
    assert may(group, other, during)


def test_who_withdrew_may_write_again(group, health, carys, during):
    CandidateFactory(contest=health, user=carys, status="withdrawn", withdrawn_at=during)
    assert may(group, carys, during)


def test_a_contest_of_all_members_concerns_no_group(group, carys):
    everybody = ContestFactory()
    CandidateFactory(contest=everybody, user=carys)
    assert may(group, carys, everybody.election.nominations_open_at + DAY)


def test_the_forum_of_a_district_stands_for_its_voters(carys, db):
    kennet = DistrictFactory(name="Kennet")
    forum = GroupFactory(kind="district", district=kennet)
    contest = ContestFactory(electorate="district", district=kennet)
    CandidateFactory(contest=contest, user=carys)
    at = contest.election.nominations_open_at + DAY
    assert not may(forum, carys, at)
    assert may(GroupFactory(kind="district", district=DistrictFactory(name="Salisbury")), carys, at)


def test_a_rehearsal_holds_nobody_back(group, health, carys, during):
    CandidateFactory(contest=health, user=carys)
    Election.objects.filter(pk=health.election_id).update(is_rehearsal=True)
    assert may(group, carys, during)
