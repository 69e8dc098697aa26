"""Votes on paper: the envelope strikes the roll, the mixed ballots are read twice, nobody can join the two."""

import datetime as dt
import re

from django.db import IntegrityError, connection

import pytest

from assembly.core.models import Event
from assembly.core.rules import ALLOWED, RuleBroken
from elections import box_selectors, rules, sealing
from elections.models import Election, PaperBatch, RollEntry, Scrutineer, SealedBallot
from elections.services import paper, proof
from elections.services.assistance import Proved, send_code_to
from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.voting import cast_ballot, mark_envelope
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    PollingClerkFactory,
    opener_of,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY
INSTANT = dt.timedelta(microseconds=1)
FIVE = [(1, 2), (2,), (), (3, 1), (1,)]


@pytest.fixture
def pat():
    return PollingClerkFactory(name="Pat Price")


def code_of(user, mailoutbox, at=DURING):
    proof.send_code(user, Election(), at=at)
    return re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]


@pytest.fixture
def proved(mailoutbox):
    """Somebody beside the returning officer, with a code mailed to them."""
    return lambda user, at=DURING: Proved(user, code_of(user, mailoutbox, at))


@pytest.fixture
def table(efua):
    """Seven organisations may vote; six have sent an envelope. The contest, its share and the voters."""
    voters = [organisation_with_voter() for _ in range(7)]
    contest, share = poll(election__returning_officer=efua)
    for organisation, person in voters[:6]:
        mark_envelope(contest, organisation, signed_by=person, by=efua, at=DURING)
    return contest, share, voters


def enter(contest, efua, second, first=FIVE, other=None, at=DURING):
    return paper.enter_batch(
        contest, (first, other if other is not None else first), second=second, by=efua, at=at
    )


def watchers(contest):
    people = [UserFactory(name=name) for name in ("Una Udall", "Vic Vance")]
    for person in people:
        Scrutineer.objects.create(election=contest.election, user=person, name=str(person))
    return people


# The outer envelope


def test_an_envelope_strikes_the_roll_and_brings_no_ballot(table):
    contest, _, voters = table
    entry = contest.roll.get(organisation=voters[0][0])
    assert (entry.voted_on, entry.channel) == (dt.date(2026, 11, 3), RollEntry.Channel.PAPER)
    assert not contest.box.exists()
    assert box_selectors.paper_awaited(contest) == 6


def test_an_envelope_leaves_no_event(table, efua):
    contest, _, voters = table
    before = Event.objects.count()
    mark_envelope(contest, voters[6][0], signed_by=voters[6][1], by=efua, at=DURING)
    assert Event.objects.count() == before


def test_who_sent_an_envelope_cannot_vote_again(table, efua):
    contest, _, voters = table
    organisation, person = voters[0]
    with pytest.raises(RuleBroken, match="has already voted"):
        cast_ballot(contest, organisation, ranking=[1], by=person, at=DURING)
    with pytest.raises(RuleBroken, match="has already voted"):
        mark_envelope(contest, organisation, signed_by=person, by=efua, at=DURING)


def test_the_conditional_update_alone_stops_a_second_envelope(table, efua, monkeypatch):
    contest, _, voters = table
    monkeypatch.setattr("elections.rules.voting.may_vote", lambda *_: ALLOWED)
    with pytest.raises(RuleBroken, match="has already voted"):
        mark_envelope(contest, voters[0][0], signed_by=voters[0][1], by=efua, at=DURING)


def test_an_envelope_is_taken_while_the_poll_is_open(table, efua):
    contest, _, voters = table
    with pytest.raises(RuleBroken, match="Voting closed"):
        mark_envelope(contest, voters[6][0], signed_by=voters[6][1], by=efua, at=CLOSE)
    mark_envelope(contest, voters[6][0], signed_by=voters[6][1], by=efua, at=CLOSE - INSTANT)


def test_an_envelope_that_a_stranger_signed_is_refused(table, efua, carys):
    contest, _, voters = table
    with pytest.raises(RuleBroken, match="You do not act"):
        mark_envelope(contest, voters[6][0], signed_by=carys, by=efua, at=DURING)


def test_only_the_returning_officer_strikes_the_roll(table, pat):
    contest, _, voters = table
    with pytest.raises(RuleBroken, match="Only a returning officer"):
        mark_envelope(contest, voters[6][0], signed_by=voters[6][1], by=pat, at=DURING)


# A batch


def test_a_batch_of_five_is_sealed_at_once(table, efua, pat, proved):
    contest, share, _ = table
    enter(contest, efua, proved(pat))
    opener = opener_of(share)
    opened = [opener.open(bytes(each.ciphertext), 3) for each in contest.box.all()]
    assert sorted(opened) == sorted(FIVE)
    assert box_selectors.paper_awaited(contest) == 1


def test_a_batch_is_recorded_with_both_readers_and_no_ballot(table, efua, pat, proved):
    contest, _, _ = table
    enter(contest, efua, proved(pat))
    event = Event.objects.get(name="elections.paper_entered")
    assert event.actor_id == efua.pk
    assert event.data == {"ballots": 5, "reader_1": efua.pk, "reader_2": pat.pk}


def test_ballots_lie_in_the_order_of_their_receipts(table, efua, pat, proved):
    contest, _, _ = table
    enter(contest, efua, proved(pat))
    column = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ciphertext FROM elections_sealedballot ORDER BY {column}")  # noqa: S608 - ours
        receipts = [sealing.receipt_of(bytes(row[0])) for row in cursor.fetchall()]
    assert receipts == sorted(receipts)


def test_four_are_too_few_to_hide_in(table, efua, pat, proved):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="5 at least together"):
        enter(contest, efua, proved(pat), FIVE[:4])


def test_no_more_ballots_than_envelopes(table, efua, pat, proved):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="6 paper envelopes wait"):
        enter(contest, efua, proved(pat), [*FIVE, (1,), (2,)])
    assert not contest.box.exists()


def test_a_batch_that_another_took_meanwhile_is_refused_under_the_lock(
    table, efua, pat, proved, monkeypatch
):
    contest, _, _ = table
    counts = iter([6, 1])
    monkeypatch.setattr(box_selectors, "paper_awaited", lambda _: next(counts))
    with pytest.raises(RuleBroken, match="1 paper envelope waits"):
        enter(contest, efua, proved(pat))
    assert not contest.box.exists()


def test_a_ballot_read_differently_is_named_and_nothing_is_saved(table, efua, pat, proved):
    contest, _, _ = table
    other = [(1, 2), (1,), (), (3, 1), (2,)]
    second = proved(pat)
    with pytest.raises(RuleBroken, match="Ballots 2, 5: the two readings differ"):
        enter(contest, efua, second, FIVE, other)
    assert not contest.box.exists()
    enter(contest, efua, second)  # the code was not used up


def test_one_ballot_that_differs(table, efua, pat, proved):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="Ballot 2: the two"):
        enter(contest, efua, proved(pat), FIVE, [(1, 2), (1,), (), (3, 1), (1,)])


def test_a_ballot_for_who_withdrew_is_named(table, efua, pat, proved):
    contest, _, _ = table
    contest.candidates.filter(number=3).update(status="withdrawn")
    with pytest.raises(RuleBroken, match="Ballot 4: Candidate C withdrew"):
        enter(contest, efua, proved(pat))


def test_the_second_reader_must_prove_themselves(table, efua, pat, proved):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="Enter the 6 digits"):
        enter(contest, efua, Proved(pat, ""))
    assert not contest.box.exists()


def test_a_code_is_not_in_the_repr(pat):
    assert "123456" not in repr(Proved(pat, "123456"))


def test_who_may_be_the_second_reader(table, efua, pat, proved, carys):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="another one than you"):
        enter(contest, efua, proved(efua))
    with pytest.raises(RuleBroken, match="neither a polling clerk"):
        enter(contest, efua, proved(carys))
    CandidateFactory(contest=contest, user=pat)
    with pytest.raises(RuleBroken, match="stands in this election"):
        enter(contest, efua, proved(pat))


def test_only_the_returning_officer_enters_ballots(table, pat, efua, proved):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="Only a returning officer"):
        enter(contest, pat, proved(efua))


def test_a_batch_without_an_envelope(contest, efua, pat, proved):
    with pytest.raises(RuleBroken, match="No paper envelope waits"):
        enter(contest, efua, proved(pat))


# No pairing


def test_no_ballot_shares_a_transaction_with_a_mark(transactional_db, efua, pat, proved):
    """Mark and ballot written together could be paired for as long as a backup of the poll is kept."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL's rows remember their transaction")
    voters = [organisation_with_voter() for _ in range(5)]
    contest, _ = poll(election__returning_officer=efua)
    for organisation, person in voters:
        mark_envelope(contest, organisation, signed_by=person, by=efua, at=DURING)
    enter(contest, efua, proved(pat))

    def transactions(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")  # noqa: S608 - ours
            return {row[0] for row in cursor.fetchall()}

    ballots = transactions("elections_sealedballot")
    assert len(ballots) == 1, "a batch is one transaction"
    assert not ballots & transactions("elections_rollentry")


# Empty envelopes


def test_an_empty_envelope_is_recorded_by_two_and_published(table, efua, pat, proved, client):
    contest, _, _ = table
    enter(contest, efua, proved(pat))
    found = paper.record_empty_envelope(
        contest, " Two  blank sheets. ", second=proved(pat), by=efua, at=DURING
    )
    assert (found.empty, found.because) == (1, "Two blank sheets.")
    assert box_selectors.paper_awaited(contest) == 0
    publish_receipts(contest.election, by=efua, at=CLOSE)
    published = contest.published_receipts
    assert (published.marks, published.empty, published.awaited, published.agree) == (6, 1, 0, True)


def test_an_empty_envelope_needs_words_and_an_envelope(table, efua, pat, proved):
    contest, _, _ = table
    with pytest.raises(RuleBroken, match="Write down what was found"):
        paper.record_empty_envelope(contest, " ", second=proved(pat), by=efua, at=DURING)
    other, _ = poll(election__returning_officer=efua)
    with pytest.raises(RuleBroken, match="No paper envelope waits"):
        paper.record_empty_envelope(other, "Nothing", second=proved(pat), by=efua, at=DURING)


def test_of_two_empty_envelopes_at_once_only_the_one_that_waits_is_recorded(
    closed, efua, pat, proved, monkeypatch
):
    """One envelope waits, and while the second person of one tab gives their code, the other tab records it."""
    contest, _ = closed
    mine, others = proved(pat, OPENING), proved(PollingClerkFactory(), OPENING)
    accept = paper.second_person

    def meanwhile(*arguments, **more):
        accept(*arguments, **more)
        monkeypatch.setattr(paper, "second_person", accept)
        paper.record_empty_envelope(contest, "Nothing.", second=others, by=efua, at=OPENING)

    monkeypatch.setattr(paper, "second_person", meanwhile)
    with pytest.raises(RuleBroken, match="No paper envelope waits"):
        paper.record_empty_envelope(contest, "Nothing at all.", second=mine, by=efua, at=OPENING)
    assert [each.because for each in contest.paper_batches.filter(empty__gt=0)] == ["Nothing."]
    assert box_selectors.paper_awaited(contest) == 0


def test_after_the_rewriting_nothing_is_recorded(table, efua):
    contest, _, _ = table
    contest.election.box_rewritten_at = OPENING
    for ruling in (
        rules.staff.may_record_empty(contest.election, contest, "Nothing", 1),
        rules.staff.may_enter_paper(contest.election, contest, 1, 1),
    ):
        assert not ruling
        assert "has been rewritten" in ruling.reason


def test_a_batch_says_why_or_how_many(contest):
    with pytest.raises(IntegrityError):
        PaperBatch.objects.create(contest=contest, entered_on=DURING.date())


# At the count


@pytest.fixture
def closed(table, efua, pat, proved):
    """Five were entered, one is left; the receipts are published and the draw is recorded."""
    contest, share, _ = table
    enter(contest, efua, proved(pat))
    publish_receipts(contest.election, by=efua, at=CLOSE)
    record_draw(contest, "3 17 22", by=efua, at=CLOSE)
    contest.refresh_from_db()
    return contest, share


def at_the_count(contest, efua, readers, ballots):
    return paper.enter_at_the_count(
        contest, (ballots, ballots), readers=readers, by=efua, at=OPENING
    )


def test_receipts_agree_with_the_marks_but_for_what_waits(closed):
    published = closed[0].published_receipts
    assert (len(published.listed), published.marks, published.awaited) == (5, 6, 1)
    assert published.agree


def test_a_missing_ballot_is_not_explained_by_paper(table, efua, pat, proved):
    contest, _, _ = table
    enter(contest, efua, proved(pat))
    contest.box.first().delete()
    publish_receipts(contest.election, by=efua, at=CLOSE)
    assert not contest.published_receipts.agree


def test_the_opening_waits_for_the_last_paper(closed, efua):
    contest, _ = closed
    with pytest.raises(RuleBroken, match="1 paper ballot waits for two scrutineers"):
        rewrite_box(contest.election, by=efua, at=OPENING)


def test_the_last_is_entered_by_two_scrutineers_and_opened(closed, efua, proved):
    contest, share = closed
    readers = tuple(proved(person, OPENING) for person in watchers(contest))
    at_the_count(contest, efua, readers, [(2, 3)])
    published = contest.published_receipts
    published.refresh_from_db()
    assert len(published.listed) == 5
    assert len(published.listed_at_count) == 1
    assert published.agree
    rewrite_box(contest.election, by=efua, at=OPENING)
    open_box(contest.election, share, by=efua, at=OPENING)
    assert contest.opened_rankings.ballots == 6


def test_the_box_with_an_empty_envelope_is_opened(closed, efua, pat, proved):
    contest, share = closed
    paper.record_empty_envelope(
        contest, "Nothing inside.", second=proved(pat, OPENING), by=efua, at=OPENING
    )
    rewrite_box(contest.election, by=efua, at=OPENING)
    open_box(contest.election, share, by=efua, at=OPENING)
    assert contest.opened_rankings.ballots == 5


def test_a_stuffed_ballot_beside_an_empty_envelope_stops_the_opening():
    ruling = rules.opening.ballots_match_marks(ballots=2, marks=2, empty=1)
    assert not ruling
    assert "2 marks, 1 for envelopes without a ballot" in ruling.reason


def test_after_the_receipts_no_batch_is_entered_by_staff(closed, efua, pat, proved):
    contest, _ = closed
    with pytest.raises(RuleBroken, match="two scrutineers enter what is left"):
        enter(contest, efua, proved(pat, OPENING), [(1,)], at=OPENING)


def test_before_the_receipts_scrutineers_enter_nothing(table, efua, proved):
    contest, _, _ = table
    readers = tuple(proved(person) for person in watchers(contest))
    with pytest.raises(RuleBroken, match="publish them first"):
        paper.enter_at_the_count(contest, (FIVE, FIVE), readers=readers, by=efua, at=DURING)


def test_at_the_count_all_that_are_left_are_entered_together(table, efua, proved):
    contest, _, _ = table
    publish_receipts(contest.election, by=efua, at=CLOSE)
    contest.refresh_from_db()
    readers = tuple(proved(person, OPENING) for person in watchers(contest))
    with pytest.raises(RuleBroken, match="all 6 paper ballots are entered together"):
        at_the_count(contest, efua, readers, FIVE)


def test_who_reads_at_the_count(closed, efua, pat, proved):
    contest, _ = closed
    one, other = watchers(contest)
    with pytest.raises(RuleBroken, match="two people"):
        at_the_count(contest, efua, (Proved(one, "1"), Proved(one, "2")), [(1,)])
    with pytest.raises(RuleBroken, match="Pat Price is no scrutineer"):
        at_the_count(contest, efua, (Proved(one, "1"), Proved(pat, "2")), [(1,)])
    CandidateFactory(contest=contest, user=other)
    with pytest.raises(RuleBroken, match="Vic Vance stands in this election"):
        at_the_count(contest, efua, (Proved(one, "1"), Proved(other, "2")), [(1,)])


def test_codes_are_sent_to_scrutineers_and_to_assistants_only(closed, efua, pat, carys, mailoutbox):
    contest, _ = closed
    for person in (*watchers(contest), pat):
        send_code_to(contest, person, by=efua, at=OPENING)
        assert mailoutbox[-1].to == [person.email]
    with pytest.raises(RuleBroken, match="neither a polling clerk"):
        send_code_to(contest, carys, by=efua, at=OPENING)


def test_what_waits_by_contest(table, contest):
    polled, _, _ = table
    assert box_selectors.paper_waiting(polled.election) == [(polled, 6)]
    assert box_selectors.paper_waiting(contest.election) == []


def test_no_ballot_of_paper_is_told_from_another(table, efua, pat, proved):
    """The box has no column that says how a ballot came."""
    contest, _, _ = table
    enter(contest, efua, proved(pat))
    assert {field.name for field in SealedBallot._meta.get_fields()} == {
        "id",
        "contest",
        "ciphertext",
    }
