"""An election at a given moment of its life. The default poll opens on Monday 2 November 2026 at nine."""

import datetime as dt

from django.contrib.auth.models import Group as Office
from django.contrib.auth.models import Permission

import factory
from factory.django import DjangoModelFactory

from assembly.accounts.models import User
from elections import sealing, shares
from elections.models import (
    Candidate,
    Contest,
    CountSignature,
    Election,
    Nomination,
    Scrutineer,
    Support,
)
from elections.services.key import make_key, prove_share
from elections.services.limits import keep as keep_limits
from elections.services.roll import freeze_roll
from elections.services.scrutiny import sign_count
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    UserFactory,
    give_office,
)
from tests.factories.partners import PartnershipFactory, SeatFactory

POLL_OPENS = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

# Of each limit that the site prints (docs/elections.md) some words.
LIMITS = (
    "controls the server while a ballot arrives",
    "with a copy of the database taken while voting was open",
    "could look up a ranking by its receipt",
    "an order among candidates who are excluded early can still be recognised",
    "could sign a receipt for a vote that was never cast, or refuse to sign one",
    "You cannot check that the server sealed what you chose",
    "If you vote at home or at work",
)


def limits_missing_on(page: str) -> list[str]:
    return [limit for limit in LIMITS if limit not in page]


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
        give_office(self, office.name)


class PollingClerkFactory(UserFactory):
    """A person who may be the second at a vote by telephone or on paper."""

    @factory.post_generation
    def office(self, create, extracted, **kwargs):
        office, _ = Office.objects.get_or_create(name="Polling clerk")
        office.permissions.add(Permission.objects.get(codename="assist_voting"))
        give_office(self, office.name)


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
    lot_at = factory.LazyAttribute(lambda made: made.election.poll_closes_at)
    lot_numbers = None  # tests write draws of any length

    @factory.post_generation
    def limits(self, create, extracted, **kwargs):
        """The limits of the spread, kept as the service keeps them."""
        if extracted:
            self.limits = extracted
            keep_limits(self)

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
    *,
    candidates: int = 3,
    vacancies: int = 1,
    poll_opens: dt.datetime = POLL_OPENS,
    watched_by: User | None = None,
    **fields,
):
    """A contest whose roll has been frozen: every member of this moment may vote. Returns it and the shares."""
    contest = ContestFactory(election__poll_opens=poll_opens, vacancies=vacancies, **fields)
    election = contest.election
    for number in range(1, candidates + 1):
        holder = OrganisationFactory(name=f"Stands aside {number}")  # no member, so not on the roll
        CandidateFactory(contest=contest, organisation=holder)
    if watched_by:
        ScrutineerFactory(election=election, user=watched_by)
    typed = key_for(election)
    freeze_roll(election, by=election.returning_officer, at=poll_opens - 6 * DAY)
    contest.refresh_from_db()
    return contest, typed


class ScrutineerFactory(DjangoModelFactory):
    """A scrutineer of an election, who holds the office."""

    class Meta:
        model = Scrutineer
        skip_postgeneration_save = True

    election = factory.SubFactory(ElectionFactory)
    user = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda made: made.user.name)

    @factory.post_generation
    def office(self, create, extracted, **kwargs):
        office, _ = Office.objects.get_or_create(name="Scrutineer")
        office.permissions.add(Permission.objects.get(codename="watch_election"))
        give_office(self.user, office.name)


def key_for(election, *, scrutineers: int = 3) -> list[str]:
    """Make the key, 2 of 3, let each scrutineer show their share, and return the text of the shares."""
    for _ in range(scrutineers - election.scrutineers.count()):
        ScrutineerFactory(election=election)
    handed = make_key(election, by=election.returning_officer)
    for one in handed:
        prove_share(election, one.text, by=one.scrutineer.user)
    return [one.text for one in handed]


def sign_all(election, *, at):
    """Let every scrutineer sign the count of every contest that was polled."""
    for contest in election.contests.filter(count_result__isnull=False):
        for scrutineer in election.scrutineers.all():
            sign_count(contest, CountSignature.Statement.AGREES, by=scrutineer.user, at=at)


def opener_of(texts: list[str]) -> sealing.Opener:
    """What opens the ballots sealed to the key of these shares, which are of an election in a test."""
    return sealing.Opener(shares.combine([shares.read_share(text) for text in texts[:2]]))


class NominationFactory(DjangoModelFactory):
    """A nomination that has been sent, with a proposer and a seconder who have not confirmed."""

    class Meta:
        model = Nomination
        skip_postgeneration_save = True

    contest = factory.SubFactory(ContestFactory)
    organisation = factory.SubFactory(OrganisationFactory, member=True)
    name = "Nita Noble"
    email = factory.Sequence(lambda n: f"nominee-{n}@example.org")
    sent_at = factory.LazyAttribute(lambda made: made.contest.election.nominations_open_at)

    @factory.post_generation
    def supported(self, create, extracted, **kwargs):
        """With `supported=True` both have confirmed."""
        if not create:
            return
        for part in Support.Part:
            self.supports.create(
                part=part,
                organisation=OrganisationFactory(member=True),
                confirmed_at=self.sent_at if extracted else None,
            )


def complete_nomination(**fields):
    """A nomination that waits for the returning officer."""
    fields = {
        "user": UserFactory(),
        "statement": "I would ask who was asked.",
        "employer": "Kennet Carers",
        "funding": "none",
        "other_seats": "none",
        "supported": True,
        **fields,
    }
    made = NominationFactory(**fields)
    made.accepted_at = made.sent_at
    made.save()
    return made
