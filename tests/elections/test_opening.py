"""Receipts, the rewriting of the box, and its opening."""

import dataclasses
import datetime as dt
import hashlib

from django.db import IntegrityError, connection
from django.http import Http404

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from elections import box, rules, sealing, shares
from elections.counting import CountingError
from elections.frozen_roll import fingerprint
from elections.models import Election, OpenedRankings, SealedBallot
from elections.services import roll
from elections.services.ending import void_poll
from elections.services.opening import (
    give_reason,
    open_box,
    publish_receipts,
    record_draw,
    rewrite_box,
)
from elections.services.voting import cast_ballot
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    ContestFactory,
    ElectionFactory,
    ScrutineerFactory,
    key_for,
    opener_of,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY
HOUR = dt.timedelta(hours=1)
INSTANT = dt.timedelta(microseconds=1)
RANKINGS = [(1, 2), (1, 2, 3), (2,), (), (3, 1)]


@pytest.fixture
def voted(efua):
    """Five organisations have voted and the poll is over. The contest, and the share."""
    voters = [organisation_with_voter() for _ in RANKINGS]
    contest, share = poll(election__returning_officer=efua)
    for (organisation, person), ranking in zip(voters, RANKINGS, strict=True):
        cast_ballot(contest, organisation, ranking=ranking, by=person, at=DURING)
    return contest, share


@pytest.fixture
def published(voted, efua):
    """The same, with receipts published and the draw recorded: ready to be opened."""
    contest, share = voted
    publish_receipts(contest.election, by=efua, at=CLOSE)
    record_draw(contest, "3 17 22 41 42 59", by=efua, at=CLOSE)
    contest.refresh_from_db()
    return contest, share


@pytest.fixture
def rewritten(published, efua):
    contest, share = published
    rewrite_box(contest.election, by=efua, at=OPENING)
    return contest, share


def receipts(contest):
    return sorted(sealing.receipt_of(bytes(each.ciphertext)) for each in contest.box.all())


# Receipts


def test_receipts_are_published_sorted_beside_the_marks(voted, efua):
    contest, _ = voted
    publish_receipts(contest.election, by=efua, at=CLOSE)
    published = contest.published_receipts
    assert published.listed == receipts(contest)
    assert (published.marks, published.agree) == (5, True)


def test_receipts_are_not_published_while_voting_is_open(voted, efua):
    contest, _ = voted
    with pytest.raises(
        RuleBroken, match="published once voting closes, at 9am on Monday 9 November 2026"
    ):
        publish_receipts(contest.election, by=efua, at=CLOSE - INSTANT)


def test_receipts_are_published_once(voted, efua):
    contest, _ = voted
    publish_receipts(contest.election, by=efua, at=CLOSE)
    with pytest.raises(RuleBroken, match="published already"):
        publish_receipts(contest.election, by=efua, at=CLOSE)


def test_a_poll_that_never_was_has_no_receipts(efua):
    contest = ContestFactory(election__returning_officer=efua)
    with pytest.raises(RuleBroken, match="There was no poll"):
        publish_receipts(contest.election, by=efua, at=CLOSE)


def test_a_list_that_does_not_agree_is_published_and_says_so(voted, efua):
    contest, _ = voted
    SealedBallot.objects.create(contest=contest, ciphertext=b"stuffed")
    publish_receipts(contest.election, by=efua, at=CLOSE)
    assert not contest.published_receipts.agree


def test_an_empty_box_agrees_with_an_unmarked_roll(contest, efua):
    publish_receipts(contest.election, by=efua, at=CLOSE)
    assert (contest.published_receipts.listed, contest.published_receipts.agree) == ([], True)


# The draw


def test_the_draw_is_recorded_after_the_close_and_before_the_opening(rewritten, efua):
    contest, share = rewritten
    assert contest.lot_seed == "3 17 22 41 42 59"
    record_draw(contest, " 3  17 22 41 42 59 ", by=efua, at=CLOSE)  # sent twice
    open_box(contest.election, share, by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="is fixed"):
        record_draw(contest, "1 2 3 4 5 6", by=efua, at=OPENING)
    contest.refresh_from_db()
    assert contest.lot_seed == "3 17 22 41 42 59"


def test_the_draw_is_not_known_while_votes_are_cast(voted, efua):
    contest, _ = voted
    with pytest.raises(RuleBroken, match="after voting has closed"):
        record_draw(contest, "3 17", by=efua, at=CLOSE - INSTANT)


def test_an_empty_draw_is_refused(voted, efua):
    contest, _ = voted
    with pytest.raises(RuleBroken, match="Write down what the event gave"):
        record_draw(contest, "  ", by=efua, at=CLOSE)


# Rewriting


def test_rewriting_keeps_every_ballot_under_a_new_id_in_the_order_of_its_hash(published, efua):
    contest, _ = published
    before = {bytes(each.ciphertext): each.pk for each in contest.box.all()}
    rewrite_box(contest.election, by=efua, at=OPENING)
    after = {bytes(each.ciphertext): each.pk for each in contest.box.all()}
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    column = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ciphertext FROM elections_sealedballot ORDER BY {column}")  # noqa: S608 - ours
        stored = [hashlib.sha256(bytes(row[0])).digest() for row in cursor.fetchall()]
    assert stored == sorted(stored)


def test_after_rewriting_no_ballot_shares_a_transaction_with_its_mark(transactional_db):
    """PostgreSQL remembers which transaction wrote a row; the mark on the roll was written by the same."""
    if connection.vendor != "postgresql":
        pytest.skip("xmin is PostgreSQL's; SQLite's order of rows is tested above")
    voters = [organisation_with_voter() for _ in range(3)]
    contest, _ = poll()
    for organisation, person in voters:
        cast_ballot(contest, organisation, ranking=(1,), by=person, at=DURING)
    officer = contest.election.returning_officer
    publish_receipts(contest.election, by=officer, at=CLOSE)
    record_draw(contest, "1", by=officer, at=CLOSE)
    assert written_by("sealedballot") == written_by("rollentry")
    rewrite_box(contest.election, by=officer, at=OPENING)
    assert len(written_by("sealedballot")) == 1
    assert not written_by("sealedballot") & written_by("rollentry")


def written_by(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text FROM elections_{table}")  # noqa: S608 - ours
        return {row[0] for row in cursor.fetchall()}


def test_rewriting_keeps_the_ballots_of_other_elections(published, efua, asha, member):
    contest, _ = published
    other, two_shares = poll(poll_opens=POLL_OPENS + 4 * DAY)
    cast_ballot(other, member, ranking=(3,), by=asha, at=OPENING)
    rewrite_box(contest.election, by=efua, at=OPENING)
    opener = opener_of(two_shares)
    assert opener.open(bytes(other.box.get().ciphertext), 3) == (3,)


def test_a_box_that_cannot_be_wiped_is_not_marked_as_rewritten(published, efua, monkeypatch):
    def busy():
        raise box.BoxBusy

    contest, _ = published
    monkeypatch.setattr(box, "wipe_file", busy)
    with pytest.raises(RuleBroken, match="is using the database"):
        rewrite_box(contest.election, by=efua, at=OPENING)
    contest.election.refresh_from_db()
    assert contest.election.box_rewritten_at is None
    assert contest.box.count() == 5


def test_a_box_that_was_opened_while_it_was_wiped_is_not_marked_again(published, efua, monkeypatch):
    """Rewritten in two tabs: the other is through, and has opened the box, before this one has wiped the disk."""
    contest, share = published
    wipe = box.wipe_file

    def opened_meanwhile():
        wipe()
        monkeypatch.setattr(box, "wipe_file", wipe)
        rewrite_box(contest.election, by=efua, at=OPENING)
        open_box(contest.election, share, by=efua, at=OPENING)

    monkeypatch.setattr(box, "wipe_file", opened_meanwhile)
    with pytest.raises(RuleBroken, match="open already"):
        rewrite_box(contest.election, by=efua, at=OPENING + HOUR)
    contest.election.refresh_from_db()
    assert contest.election.box_rewritten_at == OPENING
    assert Event.objects.filter(name="elections.box_rewritten").count() == 1


def test_a_poll_that_became_void_while_its_box_was_wiped_is_not_marked(
    published, efua, monkeypatch
):
    contest, _ = published
    contest.election.key_shares.filter(number__gt=1).update(lost_at=OPENING)
    wipe = box.wipe_file

    def void_meanwhile():
        monkeypatch.setattr(box, "wipe_file", wipe)
        void_poll(contest.election, "Two shares are lost.", by=efua, at=OPENING)

    monkeypatch.setattr(box, "wipe_file", void_meanwhile)
    with pytest.raises(RuleBroken, match="void"):
        rewrite_box(contest.election, by=efua, at=OPENING)
    contest.election.refresh_from_db()
    assert contest.election.box_rewritten_at is None


# Opening


def test_the_share_opens_the_box_into_sorted_rankings(rewritten, efua):
    contest, share = rewritten
    open_box(contest.election, share, by=efua, at=OPENING)
    opened = contest.opened_rankings
    assert opened.ballots == 5
    assert opened.blt.splitlines()[:7] == [
        "3 1",
        "1 0",
        "1 1 2 0",
        "1 1 2 3 0",
        "1 2 0",
        "1 3 1 0",
        "0",
    ]


def test_nothing_of_a_ciphertext_stands_with_the_rankings(rewritten, efua):
    contest, share = rewritten
    ids = {str(each.pk) for each in contest.box.all()} | set(receipts(contest))
    open_box(contest.election, share, by=efua, at=OPENING)
    opened = OpenedRankings.objects.values().get()
    assert set(opened) == {"contest_id", "ballots", "blt", "random_bytes"}
    assert not any(text in opened["blt"] for text in ids)
    events = str(list(Event.objects.values()))
    assert not any(text in events for text in ids)


TOO_EARLY = [
    # published        at                         refusal
    (CLOSE,            CLOSE - INSTANT,           "once voting closes, at"),
    (CLOSE,            OPENING - INSTANT,         "can be opened from 9am on Tuesday 10 November"),
    (CLOSE,            OPENING,                   None),
    (OPENING,          OPENING + HOUR - INSTANT,  "can be opened from 10am on Tuesday 10 November"),
    (OPENING,          OPENING + HOUR,            None),
]  # fmt: skip


@pytest.mark.parametrize(("published_at", "at", "refusal"), TOO_EARLY)
def test_no_share_is_taken_early(voted, efua, published_at, at, refusal):
    """Not before the close, nor the stated hour, nor an hour after the receipts."""
    contest, share = voted
    election = contest.election
    publish_receipts(election, by=efua, at=published_at)
    record_draw(contest, "3", by=efua, at=CLOSE)
    late = max(at, OPENING + HOUR)
    rewrite_box(election, by=efua, at=late)
    if refusal:
        with pytest.raises(RuleBroken, match=refusal):
            open_box(election, share, by=efua, at=at)
        assert not OpenedRankings.objects.exists()
    else:
        assert open_box(election, share, by=efua, at=at).opened_at == at


def test_a_box_is_rewritten_before_it_is_opened(published, efua):
    contest, share = published
    with pytest.raises(RuleBroken, match="must be rewritten"):
        open_box(contest.election, share, by=efua, at=OPENING)


def test_the_database_itself_refuses_an_opening_out_of_order(contest):
    contest.election.opened_at = OPENING
    with pytest.raises(IntegrityError):
        contest.election.save()


def test_a_box_is_opened_once(rewritten, efua):
    contest, share = rewritten
    open_box(contest.election, share, by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="open already"):
        open_box(contest.election, share, by=efua, at=OPENING)


def test_receipts_come_before_the_opening(voted, efua):
    contest, share = voted
    with pytest.raises(RuleBroken, match="Publish the receipts first"):
        open_box(contest.election, share, by=efua, at=OPENING)


def test_the_draw_comes_before_the_opening(voted, efua):
    """Whoever opened first could choose the draw by the votes."""
    contest, _ = voted
    publish_receipts(contest.election, by=efua, at=CLOSE)
    with pytest.raises(RuleBroken, match="Record the draw first for Local Strategic Partnership"):
        rewrite_box(contest.election, by=efua, at=OPENING)


TYPED = [
    # what is typed instead of a right pair, and the sentences that name it
    (lambda right: [right[0]],                    ["1 of the 2 shares that open the box were typed."]),
    (lambda right: ["", "  "],                    ["0 of the 2 shares that open the box were typed."]),
    (lambda right: [right[0], right[0]],          ["Share 1 was typed more than once: 2 different shares are needed."]),
    (lambda right: [right[0], slip(right[1])],    ["In field 2: There is a typing error: the last two"]),
    (lambda right: [wrong(1), right[1]],          ["In field 1: This is a share, and typed without a slip"]),
    (lambda right: [wrong(9), right[1]],          ["In field 1: Seats on the Local Strategic"]),
    (lambda right: [wrong(1), slip(right[1])],    ["In field 1: This is a share", "In field 2: There is"]),
    (lambda right: [proof(right[0]), right[1]],   ["In field 1: This is the proof of a share, not the share"]),
]  # fmt: skip


def slip(text):
    return text[:-1] + ("A" if text[-1] != "A" else "B")


def wrong(number):
    return shares.Share(number, bytes(16)).text


def proof(text):
    return shares.read_share(text).proof.text


@pytest.mark.parametrize(("typed", "sentences"), TYPED)
def test_each_share_that_cannot_be_used_is_named(rewritten, efua, typed, sentences):
    contest, right = rewritten
    with pytest.raises(RuleBroken) as refusal:
        open_box(contest.election, typed(right), by=efua, at=OPENING)
    assert len(refusal.value.args) == len(sentences)
    assert all(said in problem for said, problem in zip(sentences, refusal.value.args, strict=True))
    assert not OpenedRankings.objects.exists()
    assert not any(text[2:10] in str(refusal.value) for text in right)


@pytest.mark.parametrize("chosen", [(0, 1), (0, 2), (2, 1)])
def test_any_two_of_the_three_shares_open_the_box(rewritten, efua, chosen):
    contest, right = rewritten
    open_box(contest.election, [right[each] for each in chosen], by=efua, at=OPENING)
    assert contest.opened_rankings.ballots == 5
    opened = Event.objects.get(name="elections.box_opened")
    assert opened.data["shares"] == "-".join(str(each + 1) for each in chosen)


def test_shares_that_make_another_key_open_nothing(rewritten, efua):
    """Their hashes would have to be forged too; the last check does not rely on them."""
    contest, right = rewritten
    Election.objects.filter(pk=contest.election_id).update(public_key="0" * 64)
    with pytest.raises(RuleBroken, match="do not make the key"):
        open_box(contest.election, right[:2], by=efua, at=OPENING)


def test_a_ballot_changed_after_publication_is_named_by_both_receipts(rewritten, efua):
    contest, share = rewritten
    ballot = contest.box.first()
    was = sealing.receipt_of(bytes(ballot.ciphertext))
    ballot.ciphertext = bytes(ballot.ciphertext)[:-1] + b"\0"
    ballot.save()
    becomes = sealing.receipt_of(bytes(ballot.ciphertext))
    with pytest.raises(RuleBroken, match=f"Not published: {becomes}. Missing: {was}."):
        open_box(contest.election, share, by=efua, at=OPENING)


def test_a_ballot_spoilt_before_publication_is_named_by_its_receipt(voted, efua):
    contest, share = voted
    ballot = contest.box.first()
    ballot.ciphertext = b"\0" * len(ballot.ciphertext)
    ballot.save()
    make_ready(contest, efua)
    receipt = sealing.receipt_of(bytes(ballot.ciphertext))
    with pytest.raises(RuleBroken, match=f"no ballot of this election: {receipt}"):
        open_box(contest.election, share, by=efua, at=OPENING)
    assert not OpenedRankings.objects.exists()


def explain(contest, reasons=2, says="The sheet was torn."):
    finding = contest.findings.get()
    for scrutineer in contest.election.scrutineers.all()[:reasons]:
        give_reason(finding, says, by=scrutineer.user, at=OPENING)
    return finding


def test_two_scrutineers_explain_a_spoilt_ballot_and_it_is_left_out(voted, efua):
    contest, share = voted
    ballot = contest.box.first()
    ballot.ciphertext = b"\0" * len(ballot.ciphertext)
    ballot.save()
    make_ready(contest, efua)
    with pytest.raises(RuleBroken, match=r"The opening stops .* 0 of them have"):
        open_box(contest.election, share, by=efua, at=OPENING)
    explain(contest)
    open_box(contest.election, share, by=efua, at=OPENING)
    assert contest.opened_rankings.ballots == 4


@pytest.mark.parametrize("change", ["stuffed", "lost"])
def test_marks_without_ballots_stop_until_two_scrutineers_say_why(voted, efua, change):
    contest, share = voted
    if change == "lost":
        contest.box.first().delete()
    else:
        stuffed = sealing.seal(sealing.pack((1,), 3), contest.election.public_key)
        SealedBallot.objects.create(contest=contest, ciphertext=stuffed)
    make_ready(contest, efua)
    count = 4 if change == "lost" else 6
    with pytest.raises(RuleBroken, match=f"The box holds {count} ballots and the roll 5 marks"):
        open_box(contest.election, share, by=efua, at=OPENING)
    explain(contest, reasons=1)
    with pytest.raises(RuleBroken, match="1 of them has"):
        open_box(contest.election, share, by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="recorded your reason already"):
        explain(contest, reasons=1)
    other = contest.election.scrutineers.last()
    give_reason(contest.findings.get(), "Seen.", by=other.user, at=OPENING)
    open_box(contest.election, share, by=efua, at=OPENING)
    assert contest.opened_rankings.ballots == count
    names = list(Event.objects.values_list("name", flat=True))
    assert names.count("elections.opening_stopped") == 1  # the same finding is written down once
    assert names.count("elections.finding_explained") == 2


def test_what_was_explained_stays_explained_in_other_words(voted, efua, monkeypatch):
    contest, share = voted
    contest.box.first().delete()
    make_ready(contest, efua)
    with pytest.raises(RuleBroken):
        open_box(contest.election, share, by=efua, at=OPENING)
    explain(contest)
    told = rules.opening.ballots_match_marks

    def reworded(**numbers):
        return dataclasses.replace(told(**numbers), reason="A ballot is missing.")

    monkeypatch.setattr(rules.opening, "ballots_match_marks", reworded)
    open_box(contest.election, share, by=efua, at=OPENING)
    assert contest.opened_rankings.ballots == 4


def test_what_was_explained_does_not_explain_something_else(voted, efua):
    contest, share = voted
    contest.box.first().delete()
    make_ready(contest, efua)
    with pytest.raises(RuleBroken):
        open_box(contest.election, share, by=efua, at=OPENING)
    explain(contest)
    two = contest.roll.marked().values("pk")[:2]
    contest.roll.filter(pk__in=list(two.values_list("pk", flat=True))).update(
        voted_on=None, channel=""
    )
    with pytest.raises(RuleBroken, match="0 of them have"):
        open_box(contest.election, share, by=efua, at=OPENING)


def test_a_reason_comes_from_a_scrutineer_in_time_and_says_something(voted, efua, dev):
    contest, share = voted
    contest.box.first().delete()
    make_ready(contest, efua)
    with pytest.raises(RuleBroken):
        open_box(contest.election, share, by=efua, at=OPENING)
    finding, watching = contest.findings.get(), contest.election.scrutineers.first()
    with pytest.raises(Http404):
        give_reason(finding, "Mine.", by=dev, at=OPENING)
    with pytest.raises(RuleBroken, match="Write down why"):
        give_reason(finding, "  ", by=watching.user, at=OPENING)
    stranger = ScrutineerFactory()
    assert not rules.opening.may_give_reason(finding, stranger, "Why.")
    explain(contest)
    open_box(contest.election, share, by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="The opening is over"):
        give_reason(finding, "Late.", by=contest.election.scrutineers.last().user, at=OPENING)


def make_ready(contest, efua):
    publish_receipts(contest.election, by=efua, at=CLOSE)
    record_draw(contest, "3", by=efua, at=CLOSE)
    rewrite_box(contest.election, by=efua, at=OPENING)


def test_a_replayed_ballot_stops_the_opening(voted, efua):
    contest, share = voted
    first, second = contest.box.all()[:2]
    second.ciphertext = bytes(first.ciphertext)
    second.save()
    make_ready(contest, efua)
    receipt = sealing.receipt_of(bytes(first.ciphertext))
    with pytest.raises(RuleBroken, match=f"the same sealed ballot more than once: {receipt}"):
        open_box(contest.election, share, by=efua, at=OPENING)


# Who


@pytest.mark.parametrize("act", ["publish", "lot", "rewrite", "open"])
def test_only_the_returning_officer_of_the_election_acts(rewritten, dev, efua, act):
    from tests.factories.elections import ReturningOfficerFactory

    contest, share = rewritten
    election = contest.election
    acts = {
        "publish": lambda by: publish_receipts(election, by=by, at=OPENING),
        "lot": lambda by: record_draw(contest, "1", by=by, at=OPENING),
        "rewrite": lambda by: rewrite_box(election, by=by, at=OPENING),
        "open": lambda by: open_box(election, share, by=by, at=OPENING),
    }
    with pytest.raises(RuleBroken, match="Only a returning officer"):
        acts[act](dev)
    with pytest.raises(RuleBroken, match="Only Efua Essel, its returning officer"):
        acts[act](ReturningOfficerFactory())


# The roll


def test_a_contest_without_seats_is_refused(efua):
    from elections.services.setup import save_contest

    contest = ContestFactory(election__returning_officer=efua)
    with pytest.raises(RuleBroken, match="at least one seat"):
        save_contest(contest, [], by=efua, at=POLL_OPENS - 41 * DAY)


FREEZING = [
    # what is missing        at                           refusal
    ("nothing",              POLL_OPENS - 7 * DAY - INSTANT, "Notice of poll is announced for"),
    ("nothing",              POLL_OPENS - 7 * DAY,        None),
    ("nothing",              POLL_OPENS - INSTANT,        None),
    ("nothing",              POLL_OPENS,                  "frozen before voting opens"),
    ("key",                  POLL_OPENS - DAY,            "Make the key first"),
    ("proof",                POLL_OPENS - DAY,            "Not yet shown that it is held: share 2"),
    ("contests",             POLL_OPENS - DAY,            "The election has no contest"),
    ("electors",             POLL_OPENS - DAY,            "No organisation is entitled"),
]  # fmt: skip


@pytest.mark.parametrize(("missing", "at", "refusal"), FREEZING)
def test_when_the_roll_can_be_frozen(efua, missing, at, refusal):
    contest = ContestFactory(election__returning_officer=efua)
    election = contest.election
    for _ in range(2):  # one more than the seats, so that there is a poll
        CandidateFactory(contest=contest, organisation=OrganisationFactory())
    if missing != "electors":
        OrganisationFactory(member=True)
    if missing != "key":
        key_for(election)
        if missing == "proof":
            election.key_shares.filter(number=2).update(proved_at=None)
    if missing == "contests":
        contest.delete()
    if refusal:
        with pytest.raises(RuleBroken, match=refusal):
            roll.freeze_roll(election, by=efua, at=at)
    else:
        assert roll.freeze_roll(election, by=efua, at=at).roll_frozen_at == at


def test_the_roll_is_frozen_once(contest, efua):
    with pytest.raises(RuleBroken, match="frozen already"):
        roll.freeze_roll(contest.election, by=efua, at=POLL_OPENS - DAY)


def test_the_database_itself_refuses_a_frozen_roll_without_a_key(efua):
    election = ElectionFactory(returning_officer=efua)
    election.roll_frozen_at = POLL_OPENS
    with pytest.raises(IntegrityError):
        election.save()


def test_the_fingerprint_of_the_roll_does_not_depend_on_an_order():
    assert fingerprint("cab") == fingerprint("abc")
    assert fingerprint(["a", "b"]) != fingerprint(["ab"])


def test_a_file_of_ballots_that_cannot_be_written_is_refused_in_words(rewritten, efua, monkeypatch):
    def fails(*_):
        raise CountingError("Candidate 1 has no name.")

    contest, share = rewritten
    monkeypatch.setattr("elections.unsealing.OpenedBox.blt", fails)
    with pytest.raises(RuleBroken, match="cannot be written as a file: Candidate 1 has no name"):
        open_box(contest.election, share, by=efua, at=OPENING)
