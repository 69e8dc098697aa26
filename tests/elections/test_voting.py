"""One organisation, one vote."""

import datetime as dt
import uuid

from django.db import connection, models
from django.db.transaction import TransactionManagementError

import pytest

from assembly.core.models import Event
from assembly.core.rules import ALLOWED, RuleBroken
from elections import box, sealing
from elections.models import Candidate, RollEntry, SealedBallot
from elections.services.setup import withdraw_candidate
from elections.services.voting import cast_ballot
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    ContestFactory,
    opener_of,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
INSTANT = dt.timedelta(microseconds=1)


def cast(contest, organisation, by, *, ranking=(1, 2), at=DURING):
    return cast_ballot(contest, organisation, ranking=ranking, by=by, at=at)


def test_a_vote_marks_the_roll_and_fills_the_box(contest, member, asha):
    receipt = cast(contest, member, asha)
    assert contest.roll.get(organisation=member).voted_on == dt.date(2026, 11, 3)
    assert sealing.receipt_of(bytes(contest.box.get().ciphertext)) == receipt


def test_what_was_cast_is_what_the_share_opens(asha, member):
    contest, share = poll()
    cast(contest, member, asha, ranking=(3, 1))
    opener = opener_of(share)
    assert opener.open(bytes(contest.box.get().ciphertext), 3) == (3, 1)


def test_a_blank_ballot_is_a_ballot(contest, member, asha):
    assert cast(contest, member, asha, ranking=())
    assert contest.box.count() == 1


def test_a_second_ballot_is_refused(contest, member, asha):
    cast(contest, member, asha)
    with pytest.raises(RuleBroken, match="has already voted"):
        cast(contest, member, asha)
    assert contest.box.count() == 1


def test_the_conditional_update_alone_stops_a_second_ballot(contest, member, asha, monkeypatch):
    """The rule reads, the update decides: a vote that slipped in between them changes no row."""
    cast(contest, member, asha)
    monkeypatch.setattr("elections.rules.voting.may_vote", lambda *_: ALLOWED)
    with pytest.raises(RuleBroken, match="has already voted"):
        cast(contest, member, asha)
    assert contest.box.count() == 1


WHEN = [
    # at                    refusal
    (POLL_OPENS - INSTANT, "Voting opens at 9am on Monday 2 November 2026"),
    (POLL_OPENS,           None),
    (CLOSE - INSTANT,      None),
    (CLOSE,                "Voting closed at 9am on Monday 9 November 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "refusal"), WHEN)
def test_the_clock_opens_and_closes_the_poll(contest, member, asha, at, refusal):
    if refusal:
        with pytest.raises(RuleBroken, match=refusal):
            cast(contest, member, asha, at=at)
    else:
        cast(contest, member, asha, at=at)
    assert contest.box.count() == contest.roll.marked().count() == (0 if refusal else 1)


def test_the_clock_is_read_after_the_lock(contest, member, asha, monkeypatch, time_machine):
    """A vote that waits for the lock while the poll closes comes too late."""
    time_machine.move_to(CLOSE - INSTANT * 1_000_000)
    monkeypatch.setattr(box, "hold_shared", lambda _: time_machine.move_to(CLOSE))
    with pytest.raises(RuleBroken, match="Voting closed"):
        cast(contest, member, asha, at=None)


def test_before_the_roll_is_frozen_nobody_votes_whatever_the_clock_says(member, asha):
    with pytest.raises(RuleBroken, match="has not frozen the roll"):
        cast(ContestFactory(), member, asha)


def delegate(organisation, **fields):
    return DelegateFactory(organisation=organisation, **fields).user


def test_an_organisation_admitted_after_the_freeze_is_not_on_the_roll(contest):
    late, voter = organisation_with_voter("Late Arrivals")
    with pytest.raises(RuleBroken, match="Late Arrivals is not on the roll"):
        cast(contest, late, voter)


def test_a_lapsed_organisation_is_not_on_the_roll(asha, ben, efua):
    contest, _ = poll(election__returning_officer=efua)
    with pytest.raises(RuleBroken, match="not on the roll"):
        cast(contest, ben.delegations.get().organisation, ben)


def test_an_organisation_stays_on_the_roll_when_it_lapses_during_the_poll(contest, member, asha):
    member.status = "lapsed"
    member.save()
    assert cast(contest, member, asha)


def test_a_stranger_cannot_cast(contest, member, carys):
    with pytest.raises(RuleBroken, match="You do not act for Kennet Carers"):
        cast(contest, member, carys)


def test_a_delegate_who_left_cannot_cast(contest, member):
    former = delegate(member, is_voter=True, ended_on=dt.date(2026, 1, 1))
    with pytest.raises(RuleBroken, match="You do not act"):
        cast(contest, member, former)


WHO = [
    # role      voter  deputy named may
    ("lead",    False, False, False, True),
    ("lead",    False, False, True,  False),
    ("lead",    True,  False, True,  True),
    ("member",  False, False, False, False),
    ("member",  True,  False, True,  True),
    ("member",  False, True,  True,  True),
    ("member",  False, True,  False, True),
]  # fmt: skip


@pytest.mark.parametrize(("role", "voter", "deputy", "named", "may"), WHO)
def test_who_casts_for_an_organisation(efua, role, voter, deputy, named, may):
    organisation = OrganisationFactory(member=True)
    if named and not voter:
        delegate(organisation, is_voter=True)
    person = delegate(organisation, role=role, is_voter=voter, is_deputy=deputy)
    contest, _ = poll(election__returning_officer=efua)
    if may:
        assert cast(contest, organisation, person)
    else:
        with pytest.raises(RuleBroken, match=r"is cast by|has nobody to cast"):
            cast(contest, organisation, person)


def test_a_person_votes_once_for_each_of_their_organisations(efua):
    person = UserFactory()
    organisations = [OrganisationFactory(member=True) for _ in range(2)]
    for organisation in organisations:
        DelegateFactory(organisation=organisation, user=person, is_voter=True)
    contest, _ = poll(election__returning_officer=efua)
    receipts = {cast(contest, organisation, person) for organisation in organisations}
    assert len(receipts) == 2


@pytest.mark.parametrize("ranking", [(1, 1), (4,), (0,), (-1,)])
def test_a_forged_ranking_is_refused_and_nothing_is_stored(contest, member, asha, ranking):
    with pytest.raises(RuleBroken, match="not a ballot of this contest"):
        cast(contest, member, asha, ranking=ranking)
    assert not contest.roll.marked().exists()


def test_a_withdrawn_candidate_cannot_be_ranked(contest, member, asha, efua):
    withdraw_candidate(contest.candidates.get(number=2), by=efua, at=DURING)
    with pytest.raises(RuleBroken, match="Candidate B withdrew"):
        cast(contest, member, asha, ranking=(1, 2))
    assert cast(contest, member, asha, ranking=(1, 3))


def test_a_failing_box_leaves_the_roll_unmarked(contest, member, asha, monkeypatch):
    def fail(**_):
        raise OSError("disk full")

    monkeypatch.setattr(SealedBallot.objects, "create", fail)
    with pytest.raises(OSError, match="disk full"):
        cast(contest, member, asha)
    assert not contest.roll.marked().exists()


def test_no_receipt_is_given_inside_a_transaction_that_can_be_taken_back(contest, member, asha):
    from django.db import transaction

    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        cast(contest, member, asha)


def test_the_lock_needs_a_transaction():
    in_atomic = connection.in_atomic_block
    connection.in_atomic_block = False
    try:
        with pytest.raises(TransactionManagementError):
            box.hold_shared(1)
    finally:
        connection.in_atomic_block = in_atomic


# What is kept


def test_a_sealed_ballot_is_an_id_a_contest_and_a_ciphertext():
    columns = {
        field.column: type(field) for field in SealedBallot._meta.get_fields(include_hidden=True)
    }
    assert columns == {
        "id": models.UUIDField,
        "contest_id": models.ForeignKey,
        "ciphertext": models.BinaryField,
    }
    with connection.cursor() as cursor:
        table = connection.introspection.get_table_description(cursor, SealedBallot._meta.db_table)
    assert {column.name for column in table} == set(columns)


def test_the_id_of_a_ballot_is_random(contest, member, asha):
    cast(contest, member, asha)
    assert contest.box.get().pk.version == 4
    assert SealedBallot._meta.pk.default is uuid.uuid4


def test_the_roll_keeps_a_day_and_no_person_or_time():
    assert {field.name: type(field) for field in RollEntry._meta.fields} == {
        "id": models.BigAutoField,
        "contest": models.ForeignKey,
        "organisation": models.ForeignKey,
        "voted_on": models.DateField,
        "channel": models.CharField,
        "told_on": models.DateField,
        "forwarded_on": models.DateField,
        "reminders": models.PositiveSmallIntegerField,
        "struck_on": models.DateField,
        "struck_because": models.CharField,
    }


def test_casting_leaves_no_event(contest, member, asha):
    before = Event.objects.count()
    cast(contest, member, asha)
    assert Event.objects.count() == before


def test_every_ballot_of_a_contest_has_one_length(efua):
    voters = [organisation_with_voter() for _ in range(3)]
    contest, _ = poll(candidates=5, election__returning_officer=efua)
    for (organisation, person), ranking in zip(voters, [(), (5,), (1, 2, 3, 4, 5)], strict=True):
        cast(contest, organisation, person, ranking=ranking)
    assert len({len(ballot.ciphertext) for ballot in contest.box.all()}) == 1


def test_a_candidate_number_fits_the_byte_of_its_rank(contest):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        Candidate.objects.filter(number=3).update(number=256)
