"""A contest keeps its electorate to the end, whatever becomes of the district or its forum."""

from django.utils import timezone

import pytest
import time_machine

from assembly.core.rules import RuleBroken
from assembly.membership.models import District
from assembly.partners.models import Succession
from assembly.partners.succession import services
from assembly.partners.succession.plans import Plan
from elections import blueprints
from elections.models import Contest
from elections.selectors import electorate_of
from elections.services.roll import freeze_roll
from elections.services.setup import change_election, save_contest
from forums.models import Group
from tests.factories.elections import DAY, CandidateFactory, ContestFactory
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DistrictFactory, OrganisationFactory, UserFactory
from tests.factories.partners import SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bola(db):
    return UserFactory(name="Bola Bakare", office="Assembly Board")


@pytest.fixture
def kennet(db):
    district = DistrictFactory(name="Kennet")
    return GroupFactory(name="Kennet Forum", kind="district", district=district)


@pytest.fixture
def wiltshire(db):
    district = DistrictFactory(name="Wiltshire")
    return GroupFactory(name="Wiltshire Forum", kind="district", district=district)


def of_forum(forum, efua, *, opens=20):
    """A contest of its members; notice was given where voting opens within forty days."""
    return ContestFactory(
        title="Kennet's seat",
        electorate="group",
        group=forum,
        election__returning_officer=efua,
        election__poll_opens=timezone.now() + opens * DAY,
    )


def of_district(forum, efua, *, opens=20):
    return ContestFactory(
        electorate="district",
        district=forum.district,
        election__returning_officer=efua,
        election__poll_opens=timezone.now() + opens * DAY,
    )


def plan(forum, heir, days):
    return Plan(
        kind="district",
        ended=[District.objects.get(pk=forum.district.pk)],
        successor=heir.district,
        day=timezone.localdate() + days * DAY,
    )


def follow(forum, heir, days, dev, bola):
    return services.confirm(services.prepare(plan(forum, heir, days), "An order.", by=dev), by=bola)


@pytest.mark.parametrize("of", [of_forum, of_district])
@pytest.mark.parametrize("opens", [20, 100])
def test_no_succession_on_a_day_when_the_contest_runs(
    kennet, wiltshire, efua, dev, bola, of, opens
):
    contest = of(kennet, efua, opens=opens)
    over = (timezone.localdate(contest.election.challenge_ends_at) - timezone.localdate()).days
    for days in (opens - 1, opens + 1, over):
        with pytest.raises(RuleBroken, match="they keep that vote to the end"):
            services.prepare(plan(kennet, wiltshire, days), "An order.", by=dev)
    assert services.prepare(plan(kennet, wiltshire, over + 1), "An order.", by=dev)


@pytest.mark.parametrize(
    "change",
    [{"declared_at": 0}, {"voided_at": 0, "voided_because": "A mistake."}, {"is_rehearsal": True}],
)
def test_what_is_over_or_rehearsed_stands_in_nobodys_way(
    kennet, wiltshire, efua, dev, bola, change
):
    contest = of_forum(kennet, efua)
    for field, value in change.items():
        setattr(contest.election, field, value or timezone.now())
    contest.election.save()
    assert services.prepare(plan(kennet, wiltshire, 21), "An order.", by=dev)


def test_a_contest_set_up_meanwhile_stops_the_confirmation(kennet, wiltshire, efua, dev, bola):
    prepared = services.prepare(plan(kennet, wiltshire, 110), "An order.", by=dev)
    of_forum(kennet, efua, opens=100)
    with pytest.raises(RuleBroken, match="ask the returning officer to take the contest out"):
        services.confirm(prepared, by=bola)


def test_a_contest_is_not_set_up_past_the_end_of_its_electorate(kennet, wiltshire, efua, dev, bola):
    follow(kennet, wiltshire, 110, dev, bola)
    contest = of_forum(Group.objects.get(pk=kennet.pk), efua, opens=100)
    with pytest.raises(RuleBroken, match="withdraw the succession before its day"):
        save_contest(contest, contest.seats.all(), by=efua)


def test_no_contest_is_set_up_for_what_has_ended(kennet, wiltshire, efua, dev, bola):
    follow(kennet, wiltshire, 0, dev, bola)
    contest = of_forum(Group.objects.get(pk=kennet.pk), efua, opens=100)
    with pytest.raises(RuleBroken, match=r"Kennet Forum ended on .* Choose its successor"):
        save_contest(contest, contest.seats.all(), by=efua)


def test_a_timetable_is_not_moved_past_the_end_of_its_electorate(
    kennet, wiltshire, efua, dev, bola
):
    contest = of_forum(kennet, efua)
    follow(kennet, wiltshire, 60, dev, bola)
    election = contest.election
    election.challenge_ends_at += 40 * DAY
    election.term_starts_on += 60 * DAY
    with pytest.raises(RuleBroken, match="Set a timetable that is over by then"):
        change_election(election, by=efua, because="Late.")


def test_who_was_in_it_at_its_end_votes_in_what_runs_all_the_same(
    kennet, wiltshire, efua, dev, bola
):
    """The last resort: an election that no rule foresaw, such as one that a restored backup brought back."""
    place = GroupMembershipFactory(group=kennet)
    GroupMembershipFactory(group=kennet, left_on="2009-01-01")
    follow(kennet, wiltshire, 0, dev, bola)
    contest = of_forum(Group.objects.get(pk=kennet.pk), efua)
    assert set(electorate_of(contest)) == {place.organisation}


@pytest.mark.parametrize("electorate", ["group", "district"])
def test_a_late_job_takes_nobody_off_a_roll(kennet, wiltshire, efua, dev, bola, electorate):
    """The successor's poll: its roll holds those of the forum that ended, although no job has run."""
    places = [GroupMembershipFactory(group=kennet) for _ in range(3)]
    for place in places:
        place.organisation.districts.add(kennet.district)
    elsewhere = OrganisationFactory(member=True)
    follow(kennet, wiltshire, 10, dev, bola)
    electors = {"group": wiltshire} if electorate == "group" else {"district": wiltshire.district}
    contest = ContestFactory(
        electorate=electorate,
        **electors,
        election__returning_officer=efua,
        election__poll_opens=timezone.now() + 20 * DAY,
    )
    CandidateFactory(contest=contest, organisation=elsewhere)
    with time_machine.travel(contest.election.poll_opens_at - DAY, tick=False):
        assert not electorate_of(contest).exists()
        freeze_roll(contest.election, by=efua)
        assert set(electorate_of(contest)) == {place.organisation for place in places}
    assert Succession.objects.get().carried_over_at


def test_a_seat_of_a_district_that_ended_is_filled_by_its_successor(
    kennet, wiltshire, efua, dev, bola
):
    board = SeatFactory(
        partnership__kind="forum", district=kennet.district, filling="group"
    ).partnership
    follow(kennet, wiltshire, 0, dev, bola)
    proposal = blueprints.propose(board, timezone.localdate())
    [(contest, seats)] = proposal.contests
    assert (contest.electorate, contest.group) == (Contest.Electorate.GROUP, wiltshire)
    assert len(seats) == 1
