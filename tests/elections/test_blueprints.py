"""An election from a template: its timetable, its contests, and the form in which everything can be changed."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.partners.models import Partnership
from elections import blueprints
from elections.models import Contest, Election
from elections.timetable import MILESTONES, Timetable
from forums.models import Group
from tests.factories.elections import DAY, POLL_OPENS, ElectionFactory, instants
from tests.factories.forums import GroupFactory
from tests.factories.membership import DistrictFactory, ThemeFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

INSTANTS = [milestone.field for milestone in MILESTONES]
TWO_WEEKS = 14 * DAY
NOTICE = dt.date(2026, 9, 21)
# A leap year's end, Christmas, Easter, a summer without holidays, a notice on a bank holiday and on a Sunday.
NOTICES = [
    dt.date(2028, 2, 29),
    dt.date(2026, 12, 1),
    dt.date(2027, 3, 1),
    dt.date(2026, 6, 1),
    dt.date(2026, 8, 31),
    dt.date(2026, 9, 20),
]


@pytest.mark.django_db
@pytest.mark.parametrize("notice_on", NOTICES, ids=str)
def test_the_proposed_timetable_stands_and_meets_working_days_only(notice_on):
    proposed = blueprints.timetable(notice_on)
    instants = {field: proposed[field] for field in INSTANTS}
    assert Timetable(**instants).problems() == []
    local = {field: timezone.localtime(at) for field, at in instants.items()}
    assert local["notice_at"].date() >= notice_on
    assert all(WorkingDays().include(at.date()) for at in local.values())
    assert {at.hour for at in local.values()} == {9, 17}
    assert all(at.hour == 17 for field, at in local.items() if "close" in field or "ends" in field)
    assert instants["nominations_close_at"] - instants["nominations_open_at"] >= TWO_WEEKS
    polled = instants["poll_closes_at"] - instants["poll_opens_at"]
    assert TWO_WEEKS <= polled <= 3 * 7 * DAY
    assert instants["challenge_ends_at"] - instants["opening_at"] >= 7 * DAY
    lot = blueprints.draw_after(instants["poll_closes_at"])
    assert instants["poll_closes_at"] < lot < instants["opening_at"]
    assert timezone.localtime(lot).weekday() in {2, 5}
    assert proposed["term_starts_on"] > local["challenge_ends_at"].date()
    assert proposed["term_starts_on"].day == 1


def test_a_draw_on_the_evening_of_the_close_comes_after_it():
    wednesday = dt.datetime(2026, 11, 11, 17, tzinfo=dt.UTC)
    assert blueprints.draw_after(wednesday) == wednesday.replace(hour=21)
    assert blueprints.draw_after(wednesday.replace(hour=21)).date() == dt.date(2026, 11, 14)


def test_every_kind_of_board_has_a_template():
    assert set(blueprints.BLUEPRINTS) == set(Partnership.Kind)


@pytest.mark.django_db
def test_days_on_which_nobody_is_there_are_named():
    saturday = POLL_OPENS - 2 * DAY
    election = Election(**{**instants(), "poll_notice_at": saturday})
    named = blueprints.awkward_days(election)
    assert "“Notice of poll and roll frozen” falls on Saturday 31 October 2026" in named[0]
    assert len(named) == 1


# Contests


@pytest.mark.django_db
def test_the_seats_are_those_that_nobody_holds_when_the_term_starts():
    board = PartnershipFactory(name="Health Partnership")
    vacant, ending, held, left, abolished = [SeatFactory(partnership=board) for _ in range(5)]
    term = blueprints.timetable(NOTICE)["term_starts_on"]
    AppointmentFactory(seat=ending, starts_on=dt.date(2025, 1, 1), ends_on=term)
    AppointmentFactory(seat=held, starts_on=dt.date(2025, 1, 1), ends_on=term + DAY)
    AppointmentFactory(
        seat=left,
        starts_on=dt.date(2025, 1, 1),
        ends_on=term + 100 * DAY,
        ended_on=dt.date(2026, 1, 1),
    )
    type(abolished).objects.filter(pk=abolished.pk).update(abolished_on=NOTICE)
    proposal = blueprints.propose(board, NOTICE)
    ((contest, seats),) = proposal.contests
    assert seats == [vacant, ending, left]
    assert proposal.election.title == "Voluntary sector seats: Health Partnership"
    assert contest.electorate == Contest.Electorate.MEMBERS
    assert "Health Partnership" in proposal.election.purpose


@pytest.mark.django_db
def test_a_county_forum_has_a_contest_for_each_district_forum_with_a_seat():
    county = PartnershipFactory(name="County forum", kind=Partnership.Kind.COUNTY_FORUM)
    kennet, salisbury, swindon = [
        DistrictFactory(name=name, slug=name.lower()) for name in ("Kennet", "Salisbury", "Swindon")
    ]
    forums = [
        GroupFactory(kind=Group.Kind.DISTRICT, district=each, name=f"{each} forum")
        for each in (kennet, salisbury, swindon)
    ]
    seats = [SeatFactory(partnership=county, district=each) for each in (kennet, kennet, salisbury)]
    SeatFactory(partnership=county)  # of no district: nobody's forum
    proposal = blueprints.propose(county, NOTICE)
    assert [(contest.group, found) for contest, found in proposal.contests] == [
        (forums[0], seats[:2]),
        (forums[1], seats[2:]),
    ]
    assert {contest.electorate for contest, _ in proposal.contests} == {Contest.Electorate.GROUP}


@pytest.mark.django_db
def test_seats_are_proposed_to_those_who_elect_them():
    """By the group, the forum or the district of a seat; by all members where nobody else elects it."""
    board = PartnershipFactory(name="Health Partnership")
    kennet, theme = DistrictFactory(name="Kennet"), ThemeFactory(name="Health")
    group = GroupFactory(kind=Group.Kind.STRATEGIC, theme=theme, name="Health Group")
    forum = GroupFactory(kind=Group.Kind.DISTRICT, district=kennet, name="Kennet Forum")
    ways = [
        {"filling": "group", "theme": theme},
        {"filling": "group", "district": kennet},
        {"filling": "district", "district": kennet},
        {"filling": "invited"},
        {"filling": "group", "theme": ThemeFactory(name="Arts")},  # there is no such group yet
        {"filling": "group", "theme": theme, "district": kennet},
    ]
    seats = [SeatFactory(partnership=board, **way) for way in ways]
    found = [
        (contest.title, contest.electorate, contest.group or contest.district, theirs)
        for contest, theirs in blueprints.propose(board, NOTICE).contests
    ]
    assert found == [
        ("Health Partnership: Health Group", "group", group, [seats[0], seats[5]]),
        ("Health Partnership: Kennet Forum", "group", forum, [seats[1]]),
        ("Health Partnership: Kennet", "district", kennet, [seats[2]]),
        ("Health Partnership", "members", None, [seats[3], seats[4]]),
    ]


@pytest.mark.django_db
def test_without_a_seat_to_fill_no_contest_is_proposed():
    assert blueprints.propose(PartnershipFactory(), NOTICE).contests == []


# The screen


@pytest.fixture
def officer(client, efua, time_machine):
    time_machine.move_to(POLL_OPENS - 60 * DAY)
    client.force_login(efua)
    return client


def proposed(officer, board):
    """The screen of a proposal: its address, and the fields that a browser would send back unchanged."""
    address = (
        f"{reverse('elections_officer:election_propose')}?partnership={board.pk}&notice_on={NOTICE}"
    )
    page = officer.get(address)
    fields = {}
    for form in (page.context["form"], *page.context["contests"]):
        for bound in form:
            value = bound.value()
            if isinstance(value, dt.datetime):
                value = f"{value:%Y-%m-%d %H:%M}"
            if isinstance(value, list):
                value = [getattr(one, "pk", one) for one in value]
            if value not in (None, False):
                fields[bound.html_name] = value
    return address, fields


@pytest.mark.django_db
def test_an_officer_sees_the_proposal_changes_it_and_sets_it_up(officer):
    board = PartnershipFactory(name="Health Partnership")
    seat = SeatFactory(partnership=board)
    address, fields = proposed(officer, board)
    assert not Election.objects.exists()
    page = officer.post(address, {**fields, "title": "Our board", "contest-0-rule": "meek"})
    election = Election.objects.get()
    assert page.url == reverse("elections_officer:election_run", args=[election.pk])
    contest = election.contests.get()
    assert (election.title, contest.rule, list(contest.seats.all())) == (
        "Our board",
        "meek",
        [seat],
    )
    assert election.poll_opens_at == blueprints.timetable(NOTICE)["poll_opens_at"]


@pytest.mark.django_db
def test_a_contest_can_be_left_out(officer):
    board = PartnershipFactory()
    SeatFactory(partnership=board)
    address, fields = proposed(officer, board)
    del fields["contest-0-wanted"]
    officer.post(address, fields)
    assert not Election.objects.get().contests.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"poll_closes_at": "2026-09-01 17:00"}, "comes before"),
        ({"contest-0-lot_at": "2026-09-01 17:00"}, "for the draw after voting closes and before"),
        ({"contest-0-spread_by": "declared", "contest-0-spread_name": "Size",
          "contest-0-limits-0-name": "Small", "contest-0-limits-0-minimum": "2"},
         "make 2 seats that must be filled so"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_said_and_nothing_is_stored(officer, changed, said):
    board = PartnershipFactory()
    SeatFactory(partnership=board)
    address, fields = proposed(officer, board)
    assert said in officer.post(address, {**fields, **changed}).content.decode()
    assert not Election.objects.exists()


@pytest.mark.django_db
def test_a_milestone_on_a_weekend_is_shown_to_the_officer_and_not_refused(officer, efua):
    saturday = POLL_OPENS - 2 * DAY
    election = ElectionFactory(returning_officer=efua, poll_notice_at=saturday)
    page = officer.get(reverse("elections_officer:election_run", args=[election.pk]))
    assert "which is not a working day" in page.content.decode()
    board = PartnershipFactory()
    address, fields = proposed(officer, board)
    page = officer.post(
        address,
        {**fields, "challenge_ends_at": "2026-11-28 17:00", "term_starts_on": "2027-01-01"},
        follow=True,
    )
    assert "“Challenge period ends” falls on Saturday 28 November 2026" in page.content.decode()
