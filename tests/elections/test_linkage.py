"""An attacker with two dumps of the database, every log and, in the end, the key: who voted how?

They know what the database keeps beside the rows (PostgreSQL: xmin, ctid; SQLite: rowid), the sizes, the times of
sessions, the record, tasks and notifications. Before the rewriting of the box they pair marks with ciphertexts, so
they are a real attacker. From the dump after the opening they do no better than somebody who guesses.

Guessing, they hit one organisation of twenty-four on average, whatever the number; more than eight once in a million
times. The tests allow eight for each way they try.
"""

import itertools
import json
import logging
import random
import re

from django.db import connection
from django.urls import reverse

import pytest

from elections import sealing, shares
from elections.models import Election, OpenedRankings
from elections.services import paper, proof
from elections.services.assistance import Proved
from elections.services.telephone import cast_by_telephone
from elections.services.voting import mark_envelope
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    PollingClerkFactory,
    ReturningOfficerFactory,
    opener_of,
    organisation_with_voter,
    poll,
)
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

DURING = POLL_OPENS + DAY
ONLINE, BY_TELEPHONE, ON_PAPER = 16, 2, 6
VOTERS = ONLINE + BY_TELEPHONE + ON_PAPER
CANDIDATES = 9
LUCK = 8


class Dump:
    """Every table as rows of dictionaries, with what the database keeps beside a row."""

    def __init__(self):
        postgres = connection.vendor == "postgresql"
        self.tables = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                beside = "xmin::text AS xmin, ctid::text AS ctid," if postgres else ""
                if not postgres and has_rowid(cursor, table):
                    beside = "rowid AS rowid,"
                cursor.execute(f'SELECT {beside} "{table}".* FROM "{table}"')  # noqa: S608 - its own names
                columns = [column[0] for column in cursor.description]
                self.tables[table] = [
                    dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()
                ]

    def __getitem__(self, table):
        return self.tables[table]

    @property
    def text(self):
        return json.dumps(self.tables, default=str)


def has_rowid(cursor, table):
    """Tables of the search index are without."""
    cursor.execute("SELECT wr FROM pragma_table_list WHERE name = %s", [table])
    return not cursor.fetchone()[0]


def plain(value):
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def place(row):
    """Where a row lies: its page and line, or its place in the sequence."""
    if "ctid" in row:
        return tuple(map(int, re.findall(r"\d+", row["ctid"])))
    return row["rowid"]


def receipt(row):
    return sealing.receipt_of(bytes.fromhex(row["ciphertext"]))


class Attacker:
    """Reads a dump. Knows which account votes for which organisation: leads are told, and it is in the dump."""

    def __init__(self, dump, proved_at):
        self.dump = dump
        self.proved_at = proved_at  # by organisation; the sessions do not tell
        self.roll = [row for row in dump["elections_rollentry"] if row["voted_on"]]
        self.box = dump["elections_sealedballot"]

    def pairs_by_transaction(self):
        """Marks and ballots that one transaction wrote."""
        marks = {row["xmin"]: row["organisation_id"] for row in self.roll if "xmin" in row}
        return {marks[row["xmin"]]: receipt(row) for row in self.box if row.get("xmin") in marks}

    def pairs_by_time(self):
        """The first who proved themselves wrote the first ballot, and so on."""
        ballots = sorted(self.box, key=place)
        in_time = sorted(self.proved_at, key=self.proved_at.get)
        return dict(zip(in_time, map(receipt, ballots), strict=False))

    def orders_of_organisations(self):
        """Every order in which the dump may have kept the organisations as they voted."""
        organisations = [row["organisation_id"] for row in self.roll]
        keys = {
            "key": lambda row: row["organisation_id"],
            "line of the roll": lambda row: row["id"],
            "place of the mark": place,
            "transaction of the mark": lambda row: int(row.get("xmin", 0)),
            "time of the proof": lambda row: self.proved_at.get(row["organisation_id"], 0),
            "channel": lambda row: row["channel"],
        }
        for name, key in keys.items():
            yield name, [row["organisation_id"] for row in sorted(self.roll, key=key)]
        yield "as it comes", organisations

    def orders_of_ballots(self):
        """Every order in which the dump keeps the sealed ballots."""
        for name, key in {
            "place": place,
            "id": lambda row: str(row["id"]),
            "ciphertext": lambda row: row["ciphertext"],
            "receipt": receipt,
            "transaction": lambda row: int(row.get("xmin", 0)),
        }.items():
            yield name, sorted(self.box, key=key)


@pytest.fixture
def election(client, mailoutbox, time_machine, caplog):
    """Twenty-four organisations have voted by three channels, each with a ranking of its own."""
    time_machine.move_to(DURING, tick=False)
    caplog.set_level(logging.DEBUG)
    efua = ReturningOfficerFactory()
    pat = PollingClerkFactory()
    voters = [organisation_with_voter() for _ in range(VOTERS)]
    contest, share = poll(candidates=CANDIDATES, election__returning_officer=efua)
    chance = random.Random(6)  # noqa: S311 - the same rankings in every run
    numbers = range(1, CANDIDATES + 1)
    every = [tuple(chance.sample(numbers, CANDIDATES)) for _ in range(VOTERS)]
    chance.shuffle(voters)
    voted = dict(zip([organisation.pk for organisation, _ in voters], every, strict=True))
    receipts = {}
    contest.watched = {}  # when each voter proved themselves: somebody may have stood beside them

    def code():
        proof.send_code(pat, Election())
        return Proved(pat, re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])

    for minute, (organisation, person) in enumerate(voters[:ONLINE]):
        time_machine.move_to(DURING + minute * DAY / 24, tick=False)
        contest.watched[organisation.pk] = (DURING + minute * DAY / 24).timestamp()
        receipts[organisation.pk] = vote_online(
            client, contest, organisation, person, voted[organisation.pk]
        )
    for organisation, person in voters[ONLINE : ONLINE + BY_TELEPHONE]:
        time_machine.move_to(DURING + 2 * DAY, tick=False)
        receipts[organisation.pk] = cast_by_telephone(
            contest.roll.get(organisation=organisation),
            voter=person,
            ranking=voted[organisation.pk],
            second=code(),
            by=efua,
        )
    envelopes = voters[ONLINE + BY_TELEPHONE :]
    for organisation, person in envelopes:
        mark_envelope(contest, organisation, signed_by=person, by=efua)
    mixed = [voted[organisation.pk] for organisation, _ in envelopes]
    chance.shuffle(mixed)
    paper.enter_batch(contest, (mixed, mixed), second=code(), by=efua)
    return contest, share, voted, receipts


def vote_online(client, contest, organisation, person, ranking):
    """Through the pages, in a session of their own that says when they proved themselves."""
    from django.utils import timezone

    client.force_login(person)
    session = client.session
    session["elections_proved"] = {"user": person.pk, "at": timezone.now().timestamp()}
    session.save()
    ranks = {f"rank_{number}": str(rank) for rank, number in enumerate(ranking, 1)}
    sent = {"organisation": organisation.pk, "contest": contest.pk, "order": "", **ranks}
    for page in ("ballot_review", "ballot_cast"):
        answer = client.post(reverse(f"elections:{page}", args=[contest.election.slug]), sent)
    client.cookies.clear()  # the session stays, as that of somebody who closed the window
    return re.search(r"\b[A-Z2-7]{20}\b", answer.content.decode())[0]


def proofs():
    """When each organisation's voter proved themselves, as far as the sessions of the dump tell."""
    from django.contrib.sessions.models import Session

    from assembly.membership.models import Delegate

    of_person = dict(Delegate.objects.values_list("user_id", "organisation_id"))
    found = [session.get_decoded().get("elections_proved") for session in Session.objects.all()]
    return {of_person[one["user"]]: one["at"] for one in found if one}


def written(ranking):
    """The forms in which a ranking would be recognised in a dump or a log."""
    packed = sealing.pack(ranking, CANDIDATES)
    ranks = {number: rank for rank, number in enumerate(ranking, 1)}
    by_candidate = [ranks[number] for number in sorted(ranks)]
    for numbers in (ranking, by_candidate):
        for between in (" ", ",", ", ", ";", "", "-"):
            yield between.join(map(str, numbers))
    yield packed.hex()
    yield packed.hex(" ")
    yield repr(packed)[2:-1]


def found_in(text, rankings):
    return [form for ranking in rankings for form in written(ranking) if form in text]


def test_the_search_finds_a_ranking(election):
    """So that finding none below means something."""
    _, _, voted, _ = election
    one = next(iter(voted.values()))
    for form in written(one):
        assert found_in(f"… {form} …", [one])


def test_a_dump_of_the_poll_pairs_marks_with_ciphertexts_and_reads_none(election, caplog):
    contest, _, voted, receipts = election
    dump = Dump()
    assert proofs() == {}, "no session tells when its voter proved themselves"
    attacker = Attacker(dump, contest.watched)
    by_time = attacker.pairs_by_time()
    assert {pk: by_time[pk] for pk in attacker.proved_at} == {
        pk: receipts[pk] for pk in attacker.proved_at
    }
    assert len(attacker.proved_at) == ONLINE
    if connection.vendor == "postgresql":
        assert attacker.pairs_by_transaction() == receipts, "online and telephone, never paper"
    assert len({len(row["ciphertext"]) for row in attacker.box}) == 1
    assert found_in(dump.text, voted.values()) == []
    assert found_in(caplog.text, voted.values()) == []


def test_no_session_says_when_in_its_day_it_was_written(election):
    """Two days: midnight in London lies within the hours in which these voted."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    ends = set(Session.objects.values_list("expire_date", flat=True))
    assert len(ends) == 2
    assert {timezone.localtime(end).time().isoformat() for end in ends} == {"00:00:00"}


def test_nothing_is_kept_of_a_vote_but_mark_and_ballot(election, caplog):
    """Every table, every session and every log, searched for any sign of a choice or a receipt."""
    from django.contrib.sessions.models import Session
    from django.core.cache import cache

    _, _, voted, receipts = election
    sessions = str([session.get_decoded() for session in Session.objects.all()])
    for text in (Dump().text, sessions, str(getattr(cache, "_cache", "")), caplog.text):
        assert found_in(text, voted.values()) == []
        assert "rank_" not in text
        assert not [one for one in receipts.values() if one in text]
    assert "ballot_cast" not in caplog.text, "the log has no line of a vote"


def test_after_the_opening_the_attacker_does_no_better_than_chance(election, tmp_path):
    contest, share, voted, receipts = election
    proved_at = contest.watched
    before = Dump()
    first, second = (int.from_bytes(shares.read_share(text).value) for text in share[:2])
    storm = Storm(tmp_path, "tests.elections.storm")
    storm("opened", contest.pk, first, second)
    after = Dump()
    attacker = Attacker(after, proved_at)

    # What stands in both dumps is the ciphertext alone; no row is where it was, and none has its transaction.
    old, new = before["elections_sealedballot"], attacker.box
    assert {row["ciphertext"] for row in old} == {row["ciphertext"] for row in new}
    assert not {str(row["id"]) for row in old} & {str(row["id"]) for row in new}
    assert attacker.pairs_by_transaction() == {}
    assert len({row.get("xmin") for row in new}) == 1
    if connection.vendor == "sqlite":
        kept = b"".join(path.read_bytes() for path in tmp_path.glob("storm.sqlite3*"))
        assert not [row for row in old if str(row["id"]).replace("-", "").encode() in kept]

    # With the published rankings alone, and even with the key: in no order of theirs do they meet their voters.
    published = _published(contest)
    opener = opener_of(share)
    orders = {"as published": published}
    for name, ballots in attacker.orders_of_ballots():
        orders[name] = [
            opener.open(bytes.fromhex(row["ciphertext"]), CANDIDATES) for row in ballots
        ]
    for (whom, organisations), (what, rankings) in itertools.product(
        attacker.orders_of_organisations(), orders.items()
    ):
        for guess in (rankings, rankings[::-1]):
            hits = sum(
                voted[pk] == ranking for pk, ranking in zip(organisations, guess, strict=True)
            )
            assert hits <= LUCK, f"{whom} beside {what}"

    # Both dumps without the key: whose ciphertext is whose is known, and leads to no ranking.
    for name, ballots in attacker.orders_of_ballots():
        guess = dict(zip(map(receipt, ballots), published, strict=True))
        hits = sum(voted[pk] == guess[one] for pk, one in receipts.items())
        assert hits <= LUCK, f"{name} beside the published order"


def test_a_dump_of_the_poll_with_the_key_reads_them_all(election):
    """The honest limit of docs/ballot-secrecy.md, and the proof that the attack above would see a link."""
    contest, share, voted, _ = election
    attacker = Attacker(Dump(), contest.watched)
    opener = opener_of(share)
    sealed = {receipt(row): bytes.fromhex(row["ciphertext"]) for row in attacker.box}
    pairs = attacker.pairs_by_time()
    read = {pk: opener.open(sealed[pairs[pk]], CANDIDATES) for pk in attacker.proved_at}
    assert read == {pk: voted[pk] for pk in attacker.proved_at}


def _published(contest):
    """The rankings one by one, as anybody reads them in the ballot file."""
    blt = OpenedRankings.objects.get(contest=contest).blt
    rankings = []
    for line in blt.splitlines()[1:]:
        weight, *numbers = line.split()
        if weight == "0":
            return rankings
        rankings += [tuple(map(int, numbers[:-1]))] * int(weight)
    raise ValueError("no 0 after the ballots")
