"""An election at a given moment of its life. The default poll opens on Monday 2 November 2026 at nine."""

import datetime as dt

from django.contrib.auth.models import Group as Office
from django.contrib.auth.models import Permission

import factory
from factory.django import DjangoModelFactory

from elections.models import Candidate, Contest, Election
from elections.services.key import make_key, prove_share
from elections.services.roll import freeze_roll
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PartnershipFactory, SeatFactory

POLL_OPENS = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def instants(poll_opens: dt.datetime = POLL_OPENS) -> dict[str, dt.datetime]:
    """A timetable in order around the opening of the poll, which lasts a week."""
    return {
        "notice_at": poll_opens - 40 * DAY,
        "nominations_open_at": poll_opens - 35 * DAY,
        "nominations_close_at": poll_opens - 14 * DAY,
        "withdrawals_close_at": poll_opens - 10 * DAY,
        "poll_notice_at": poll_opens - 7 * DAY,
        "poll_opens_at": poll_opens,
        "poll_closes_at": poll_opens + 7 * DAY,
        "receipts_at": poll_opens + 7 * DAY + dt.timedelta(hours=1),
        "opening_at": poll_opens + 8 * DAY,
        "challenge_ends_at": poll_opens + 15 * DAY,
    }


class ReturningOfficerFactory(UserFactory):
    """A person with the one permission that running an election takes."""

    @factory.post_generation
    def office(self, create, extracted, **kwargs):
        office, _ = Office.objects.get_or_create(name="Returning officer")
        office.permissions.add(Permission.objects.get(codename="run_election"))
        self.groups.add(office)


class ElectionFactory(DjangoModelFactory):
    class Meta:
        model = Election

    class Params:
        poll_opens = POLL_OPENS

    title = "Seats on the Local Strategic Partnership"
    slug = factory.Sequence(lambda n: f"election-{n}")
    returning_officer = factory.SubFactory(ReturningOfficerFactory)
    term_starts_on = factory.LazyAttribute(lambda made: (made.poll_opens + 30 * DAY).date())
    for field in instants():
        locals()[field] = factory.LazyAttribute(
            lambda made, field=field: instants(made.poll_opens)[field]
        )
    del field


class ContestFactory(DjangoModelFactory):
    class Meta:
        model = Contest
        skip_postgeneration_save = True

    election = factory.SubFactory(ElectionFactory)
    title = "Local Strategic Partnership"
    partnership = factory.SubFactory(PartnershipFactory)
    lot_event = "The main numbers of the National Lottery draw of Wednesday 11 November 2026"
    lot_at = factory.LazyAttribute(lambda made: made.election.receipts_at)

    @factory.post_generation
    def vacancies(self, create, extracted, **kwargs):
        """How many seats to fill; one by default."""
        for _ in range(extracted or 1):
            self.seats.add(SeatFactory(partnership=self.partnership))


class CandidateFactory(DjangoModelFactory):
    class Meta:
        model = Candidate

    contest = factory.SubFactory(ContestFactory)
    number = factory.LazyAttribute(lambda made: made.contest.candidates.count() + 1)
    name = factory.LazyAttribute(
        lambda made: f"Candidate {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[made.number - 1]}"
    )
    organisation = factory.SubFactory(OrganisationFactory, member=True)


def organisation_with_voter(name: str | None = None, **fields):
    """A member organisation and the person who votes for it."""
    if name:
        fields["name"] = name
    organisation = OrganisationFactory(member=True, **fields)
    return organisation, DelegateFactory(organisation=organisation, is_voter=True).user


def poll(
    *, candidates: int = 3, vacancies: int = 1, poll_opens: dt.datetime = POLL_OPENS, **fields
):
    """A contest whose roll has been frozen: every member of this moment may vote. Returns it and the share."""
    contest = ContestFactory(election__poll_opens=poll_opens, vacancies=vacancies, **fields)
    election = contest.election
    for number in range(1, candidates + 1):
        holder = OrganisationFactory(name=f"Stands aside {number}")  # no member, so not on the roll
        CandidateFactory(contest=contest, organisation=holder)
    officer = election.returning_officer
    share = make_key(election, by=officer)
    prove_share(election, share, by=officer)
    freeze_roll(election, by=officer, at=poll_opens - 6 * DAY)
    contest.refresh_from_db()
    return contest, share
