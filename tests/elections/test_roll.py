"""The roll: who is on it, corrections of it, and the notice that an organisation has voted."""

import datetime as dt

from django.db import IntegrityError

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from elections import selectors, tasks
from elections.models import Contest
from elections.officer.forms import ContestForm
from elections.services.roll import remove_from_roll, tell_those_that_voted
from elections.services.voting import cast_ballot
from forums.models import Group, GroupMembership
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    ContestFactory,
    ElectionFactory,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import DelegateFactory, DistrictFactory, OrganisationFactory
from tests.factories.partners import PartnershipFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
NEXT_DAY = dt.date(2026, 11, 4)


# Who is on it


def test_members_alone_are_on_a_roll():
    member = OrganisationFactory(member=True)
    OrganisationFactory(lapsed=True)
    OrganisationFactory(applied=True)
    assert list(selectors.electorate_of(ContestFactory())) == [member]


def test_a_contest_of_a_group_is_voted_on_by_its_members_of_today():
    group = Group.objects.create(name="Health", slug="health", kind="strategic", remit="Health")
    inside, left, outside = (OrganisationFactory(member=True) for _ in range(3))
    lapsed = OrganisationFactory(lapsed=True)
    day = dt.date(2026, 1, 1)
    for organisation, left_on in [(inside, None), (left, day), (lapsed, None)]:
        GroupMembership.objects.create(
            group=group, organisation=organisation, joined_on=day, left_on=left_on
        )
    contest = ContestFactory(electorate=Contest.Electorate.GROUP, group=group)
    assert list(selectors.electorate_of(contest)) == [inside]
    assert outside not in selectors.electorate_of(contest)
    assert contest.electorate_sentence() == "Member organisations in the Health"


def test_a_member_that_left_a_group_and_came_back_is_on_its_roll_once():
    group = Group.objects.create(name="Health", slug="health", kind="strategic", remit="Health")
    organisation = OrganisationFactory(member=True)
    for left_on in (dt.date(2026, 2, 1), None):
        GroupMembership.objects.create(
            group=group, organisation=organisation, joined_on=dt.date(2026, 1, 1), left_on=left_on
        )
    contest = ContestFactory(electorate=Contest.Electorate.GROUP, group=group)
    assert list(selectors.electorate_of(contest)) == [organisation]


def test_a_contest_of_a_district_is_voted_on_by_those_who_work_there():
    kennet = DistrictFactory(name="Kennet")
    here, _there = OrganisationFactory(member=True), OrganisationFactory(member=True)
    here.districts.add(kennet)
    contest = ContestFactory(electorate=Contest.Electorate.DISTRICT, district=kennet)
    assert list(selectors.electorate_of(contest)) == [here]
    assert contest.electorate_sentence() == "Member organisations that work in Kennet"


ONLY, LEFT_OUT = Contest.Infrastructure.ONLY, Contest.Infrastructure.LEFT_OUT


@pytest.fixture
def hub():
    return OrganisationFactory(member=True, infrastructure=True, name="Kennet Hub")


@pytest.mark.parametrize(
    ("part", "names"), [("", ["hub", "carers"]), (ONLY, ["hub"]), (LEFT_OUT, ["carers"])]
)
def test_infrastructure_organisations_vote_where_the_contest_says_so(hub, member, part, names):
    contest = ContestFactory(infrastructure=part)
    known = {"hub": hub, "carers": member}
    assert set(selectors.electorate_of(contest)) == {known[name] for name in names}


def test_infrastructure_organisations_are_left_out_of_a_district_too(hub, member):
    kennet = DistrictFactory(name="Kennet")
    elsewhere = OrganisationFactory(member=True)
    for organisation in (hub, member):
        organisation.districts.add(kennet)
    contest = ContestFactory(
        electorate=Contest.Electorate.DISTRICT, district=kennet, infrastructure=LEFT_OUT
    )
    assert list(selectors.electorate_of(contest)) == [member]
    assert elsewhere not in selectors.electorate_of(contest)
    contest.infrastructure = ONLY
    assert list(selectors.electorate_of(contest)) == [hub]


@pytest.mark.parametrize(
    ("electorate", "part", "sentence"),
    [
        ("members", ONLY, "Every member infrastructure organisation of the Assembly"),
        (
            "members",
            LEFT_OUT,
            "Every member organisation of the Assembly, except infrastructure organisations",
        ),
        ("district", ONLY, "Member infrastructure organisations that work in Kennet"),
        (
            "district",
            LEFT_OUT,
            "Member organisations that work in Kennet, except infrastructure organisations",
        ),
    ],
)
def test_who_votes_names_infrastructure_organisations(electorate, part, sentence):
    district = DistrictFactory(name="Kennet") if electorate == "district" else None
    contest = ContestFactory(electorate=electorate, district=district, infrastructure=part)
    assert contest.electorate_sentence() == sentence
    assert selectors.readiness(contest).who_votes == sentence


def test_the_notice_says_who_votes_and_stands(client, time_machine):
    contest = ContestFactory(infrastructure=ONLY)
    time_machine.move_to(contest.election.notice_at)
    votes = "Every member infrastructure organisation of the Assembly"
    stands = "Anyone put forward by an infrastructure organisation that is a member"
    page = client.get(contest.election.get_absolute_url()).content.decode()
    assert votes in page
    assert stands in page
    (shown,) = client.get(f"/api/v1/elections/{contest.election.slug}").json()["contests"]
    assert (shown["infrastructure"], shown["who_votes"], shown["who_stands"]) == (
        "only",
        votes,
        stands,
    )


@pytest.mark.parametrize(("part", "known"), [("", True), ("left-out", True), ("most", False)])
def test_the_officer_chooses_which_part_they_have(part, known):
    new = Contest(election=ElectionFactory(), partnership=PartnershipFactory())
    shown = str(ContestForm(instance=new)["infrastructure"])
    assert '<option value="" selected>Vote and stand like other members</option>' in shown
    form = ContestForm({"infrastructure": part}, instance=new)
    assert ("infrastructure" not in form.errors) is known


def test_an_electorate_without_its_group_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        ContestFactory(electorate=Contest.Electorate.GROUP)


def test_an_organisation_is_on_a_roll_once(contest, member):
    with pytest.raises(IntegrityError):
        contest.roll.create(organisation=member)


# Corrections


@pytest.fixture
def entry(contest, member):
    return contest.roll.get(organisation=member)


def test_a_struck_organisation_cannot_vote_and_is_told_why(entry, efua, asha, member):
    remove_from_roll(entry, " Merged with another. ", by=efua, at=DURING)
    with pytest.raises(
        RuleBroken, match=r"removed from the roll on 3 November 2026: Merged with another\."
    ):
        cast_ballot(entry.contest, member, ranking=(), by=asha, at=DURING)
    assert Notification.objects.get().user == asha


STRIKING = [
    # state      because     at      refusal
    ("free",     "Merged.",  CLOSE,  "Voting has closed"),
    ("free",     "  ",       DURING, "Say why"),
    ("voted",    "Merged.",  DURING, "a vote cannot be withdrawn"),
    ("struck",   "Merged.",  DURING, "removed from the roll already"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "because", "at", "refusal"), STRIKING)
def test_when_an_organisation_is_not_struck(entry, efua, asha, member, state, because, at, refusal):
    if state == "voted":
        cast_ballot(entry.contest, member, ranking=(), by=asha, at=DURING)
    if state == "struck":
        remove_from_roll(entry, "Merged.", by=efua, at=DURING)
    with pytest.raises(RuleBroken, match=refusal):
        remove_from_roll(entry, because, by=efua, at=at)
    noted = Event.objects.filter(name="elections.mark_told", subject_id=entry.pk)
    assert noted.exists() is (state == "voted")  # a refusal that tells of a vote is on the record


def test_striking_tells_of_a_vote_only_where_nothing_else_stands_in_the_way(
    entry, efua, asha, member
):
    cast_ballot(entry.contest, member, ranking=(), by=asha, at=DURING)
    for because, at in ((" ", DURING), ("Merged.", CLOSE)):
        with pytest.raises(RuleBroken, match=r"Say why|has closed"):
            remove_from_roll(entry, because, by=efua, at=at)
    assert not Event.objects.filter(name="elections.mark_told").exists()


def test_the_database_refuses_to_strike_a_vote(entry, asha, member):
    cast_ballot(entry.contest, member, ranking=(), by=asha, at=DURING)
    entry.refresh_from_db()
    entry.struck_on = NEXT_DAY
    with pytest.raises(IntegrityError):
        entry.save()


# The notice


def test_all_delegates_are_told_a_day_later_by_day_alone(contest, member, asha):
    colleague = DelegateFactory(organisation=member).user
    DelegateFactory(organisation=member, ended_on=dt.date(2026, 1, 1))
    cast_ballot(contest, member, ranking=(2,), by=asha, at=DURING)
    assert tell_those_that_voted(on=DURING.date()) == 0
    assert not Notification.objects.exists()

    assert tell_those_that_voted(on=NEXT_DAY) == 1
    assert {told.user for told in Notification.objects.all()} == {asha, colleague}
    assert {told.at for told in Notification.objects.all()} == {None}


def test_nobody_is_told_twice_and_a_missed_day_is_made_good(contest, member, asha):
    cast_ballot(contest, member, ranking=(2,), by=asha, at=DURING)
    assert tell_those_that_voted(on=NEXT_DAY + 9 * DAY) == 1
    assert tell_those_that_voted(on=NEXT_DAY + 10 * DAY) == 0
    assert Notification.objects.count() == 1


def test_organisations_are_told_in_their_own_order_not_in_that_of_their_votes(efua, monkeypatch):
    told = []
    monkeypatch.setattr(
        "elections.services.roll.notify", lambda users, *_, **__: told.extend(users)
    )
    voters = [organisation_with_voter() for _ in range(4)]
    contest, _ = poll(election__returning_officer=efua)
    for organisation, person in reversed(voters):
        cast_ballot(contest, organisation, ranking=(1,), by=person, at=DURING)
    tell_those_that_voted(on=NEXT_DAY)
    assert told == [person for _, person in voters]


def test_a_row_marked_by_another_worker_meanwhile_is_left_alone(contest, member, asha, monkeypatch):
    cast_ballot(contest, member, ranking=(2,), by=asha, at=DURING)
    due = list(
        contest.roll.to_be_told(NEXT_DAY).select_related("organisation", "contest__election")
    )
    contest.roll.update(told_on=NEXT_DAY)

    class Stale:
        def select_related(self, *_):
            return due

    monkeypatch.setattr("elections.models.RollEntry.objects.to_be_told", lambda _: Stale())
    assert tell_those_that_voted(on=NEXT_DAY) == 0
    assert not Notification.objects.exists()


def test_the_job_tells(contest, member, asha, time_machine):
    cast_ballot(contest, member, ranking=(2,), by=asha, at=DURING)
    time_machine.move_to(DURING + DAY)
    tasks.tell_organisations_that_voted()
    assert Notification.objects.get().user == asha
