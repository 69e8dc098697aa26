"""The record binds what it speaks of, and gives nothing away: rankings, counts, roll, draw."""

import base64
import csv
import datetime as dt
import hashlib
import io
import itertools
import json
import logging
import re
import zipfile
from importlib import import_module

from django.apps import apps
from django.http import Http404

import pytest

from assembly.core import chain
from assembly.core.models import Event
from assembly.core.record import leaves, seal_events
from assembly.core.rules import RuleBroken
from elections import binding, box_selectors, offline
from elections.count_sheet import CountSheet
from elections.frozen_roll import fingerprint
from elections.models import Contest, Count, CountSignature, Election, RollEntry, Scrutineer
from elections.services import roll
from elections.services.draw import agree_to_change, ask_for_change
from elections.services.ending import void_poll
from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.result import count_election
from elections.services.scrutiny import sign_count
from elections.services.voting import cast_ballot
from elections.unsealing import OpenedBox
from tests.factories.elections import DAY, POLL_OPENS, organisation_with_voter, poll

from .test_linkage import Dump
from .test_objecting import CHALLENGE

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY
INSTANT = dt.timedelta(seconds=1)
FEW = [(1, 2), (2,), (), (3, 1, 2)]
ENOUGH = [*FEW * 4, *[(1, 3, 2)] * 6]  # to publish them, as far as the count used them


@pytest.fixture
def counted(efua, time_machine, mailoutbox, caplog):
    """Four organisations ranked three candidates; the count is signed and sealed in the record."""
    caplog.set_level(logging.DEBUG)
    return play(FEW, efua, time_machine)


@pytest.fixture
def published(efua, time_machine, mailoutbox, caplog):
    """As many that their rankings are published."""
    caplog.set_level(logging.DEBUG)
    return play(ENOUGH, efua, time_machine)


def play(cast, efua, time_machine):
    voters = [organisation_with_voter() for _ in cast]
    contest, shares = poll(election__returning_officer=efua)
    for (organisation, person), ranking in zip(voters, cast, strict=True):
        cast_ballot(contest, organisation, ranking=ranking, by=person, at=POLL_OPENS + DAY)
    publish_receipts(contest.election, by=efua, at=CLOSE)
    record_draw(contest, "3 17 22", by=efua, at=CLOSE)
    rewrite_box(contest.election, by=efua, at=OPENING)
    open_box(contest.election, shares[:2], by=efua, at=OPENING)
    count_election(Election.objects.get(), by=efua, at=OPENING)
    contest = Contest.objects.get()
    for scrutineer in contest.election.scrutineers.all():
        sign_count(contest, "agrees", by=scrutineer.user, at=CHALLENGE)
    seal_events()
    time_machine.move_to(CHALLENGE)
    return contest


# What everybody can read.


def public_bytes(client, contest, mailoutbox, caplog):
    """Every public byte about a contest, and more: what the record holds of every act, all mails, all logs."""
    own = f"/elections/{contest.election.slug}/"
    addresses = [
        *(own + page for page in ("", "result/", "receipts/", "destruction/", "audit.zip")),
        f"{own}receipts/{contest.pk}.txt",
        *(f"{own}result/{contest.pk}.{kind}" for kind in ("blt", "json", "txt", "html")),
        *("/elections/", "/feeds/elections.atom", "/calendar.ics", "/search/?q=partnership"),
        *("/api/v1/elections", f"/api/v1/elections/{contest.election.slug}"),
        *("/about/record/", "/about/record.json", "/about/record/leaves-1.csv", "/readyz"),
    ]
    parts = []
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        if address.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(body)) as pack:
                parts += [pack.read(name) for name in pack.namelist()]
        else:
            parts.append(body)
    events = [f"{event.name} {json.dumps(event.data)}" for event in Event.objects.all()]
    mails = [f"{mail.subject}\n{mail.body}\n{mail.alternatives}" for mail in mailoutbox]
    return "\n".join([*(part.decode() for part in parts), *events, *mails, caplog.text])


def every_file(contest):
    """Each ballot file that four ballots over three candidates can make: 3,876."""
    names = [candidate.name for candidate in contest.candidates.all()]
    rankings = [
        ranking for length in range(4) for ranking in itertools.permutations((1, 2, 3), length)
    ]
    title = box_selectors.title_of_ballots(contest)
    for cast in itertools.combinations_with_replacement(sorted(rankings), 4):
        yield OpenedBox(cast, ()).blt(names, contest.seats.count(), title)


def found_by_trying(public, files):
    """The files whose SHA-256 is in what was published: alone, or behind any bytes that were published."""
    prefixes, starts = digests_in(public)
    return [
        file
        for file in files
        if any(
            hashlib.sha256(prefix + file.encode()).digest()[:START] in starts for prefix in prefixes
        )
    ]


START = 10  # bytes; a receipt shows no more than the first 20 characters in base32


def digests_in(public):
    """What random bytes there may be in these texts, and how every digest begins: hexadecimal, base32 and base64."""
    hexes = set(re.findall(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", public))
    whole = {bytes.fromhex(each) for each in hexes}
    starts = {each[:START] for each in whole}
    starts |= {base64.b32decode(each[:16]) for each in re.findall(r"[A-Z2-7]{20,56}", public)}
    for each in re.findall(r"(?<![\w+/-])[\w+/-]{43}(?![\w+/-])", public, re.ASCII):
        starts.add(base64.urlsafe_b64decode(each.translate(URL_SAFE) + "=")[:START])
    return [b"", *whole, *(each.encode() for each in hexes)], starts


URL_SAFE = str.maketrans("+/", "-_")


def test_nobody_finds_the_ballots_of_a_small_poll_by_trying_all_there_can_be(
    client, counted, mailoutbox, caplog
):
    public = public_bytes(client, counted, mailoutbox, caplog)
    files = list(every_file(counted))
    true = counted.opened_rankings.blt
    assert len(files) == 3_876
    assert true in files
    files.append(counted.count_result.shortened)
    assert (
        counted.opened_rankings.commitment in public
    )  # what was looked through is the right thing
    assert found_by_trying(public, files) == []
    assert counted.opened_rankings.random_bytes not in public
    assert counted.count_result.random_bytes not in public


@pytest.mark.parametrize("form", ["hex", "base32", "base64", "random bytes"])
def test_the_program_would_find_them_by_a_plain_hash_or_by_the_random_bytes(
    client, counted, mailoutbox, caplog, form
):
    """So the test above can fail."""
    public = public_bytes(client, counted, mailoutbox, caplog)
    digest = hashlib.sha256(counted.opened_rankings.blt.encode()).digest()
    told = {
        "hex": digest.hex(),
        "base32": base64.b32encode(digest).decode()[:20],
        "base64": base64.b64encode(digest).decode(),
        "random bytes": counted.opened_rankings.random_bytes,
    }[form]
    found = found_by_trying(f"{public} {told}", every_file(counted))
    assert found == [counted.opened_rankings.blt]


def test_no_plain_hash_of_secret_ballots_is_kept_anywhere(counted):
    """Not in the database either: it stays when the rankings have been forgotten."""
    scrutineers = CountSheet(counted, counted.count_result, for_scrutineer=True)
    texts = [counted.opened_rankings.blt, *(body for body, _ in scrutineers.files.values())]
    kept = Dump().text
    for text in texts:
        assert hashlib.sha256(text.encode()).hexdigest() not in kept


def test_of_the_rankings_behind_published_ones_there_is_no_plain_hash(
    client, published, mailoutbox, caplog
):
    """The published ones leave few places open: by a hash of the full ones anybody could fill them in."""
    public = public_bytes(client, published, mailoutbox, caplog)
    made, full = published.count_result, published.opened_rankings
    assert found_by_trying(public, [made.shortened, full.blt]) == [made.shortened] != [full.blt]
    assert full.commitment in public
    assert full.random_bytes not in public
    assert made.random_bytes not in public
    assert full.blt not in public
    assert hashlib.sha256(full.blt.encode()).hexdigest() not in Dump().text
    of_published = hashlib.sha256(made.shortened.encode()).hexdigest()
    signed = Event.objects.filter(name="elections.count_signed").last().data
    assert data_of("counted")["blt"] == made.blt_sha256 == signed["published"] == of_published


def test_scrutineers_hold_no_file_that_names_the_full_rankings_by_their_hash(published):
    """They would publish it unawares."""
    sheet = CountSheet(published, published.count_result, for_scrutineer=True)
    digest = hashlib.sha256(published.opened_rankings.blt.encode()).hexdigest()
    assert sheet.files["blt"][0] == published.opened_rankings.blt
    for kind, (body, _) in sheet.files.items():
        assert digest not in body, kind


# What the record says.


def data_of(name):
    return Event.objects.get(name=f"elections.{name}").data


def test_every_act_carries_what_binds_the_file_it_speaks_of(client, counted):
    rankings, made = counted.opened_rankings, counted.count_result
    scrutineers = CountSheet(counted, made, for_scrutineer=True).data
    assert data_of("box_opened")["commitment"] == rankings.commitment == made.rankings_commitment
    assert data_of("counted") == {"ballots": 4, "commitment": made.commitment}
    assert made.commitment == binding.commitment(made.random_bytes, scrutineers)
    assert data_of("roll_frozen")["fingerprint"] == counted.roll_fingerprint
    listed = client.get(f"/elections/{counted.election.slug}/receipts/{counted.pk}.txt").content
    assert data_of("receipts_published")["sha256"] == hashlib.sha256(listed).hexdigest()
    assert data_of("lot_recorded")["sha256"] == hashlib.sha256(b"3 17 22").hexdigest()
    signed = Event.objects.filter(name="elections.count_signed").last().data
    assert (signed["rankings"], signed["count"]) == (rankings.commitment, made.commitment)


def test_what_is_published_is_bound_by_its_own_hash(client, challenged, time_machine):
    contest = challenged(14, 6)
    time_machine.move_to(CHALLENGE)
    said = data_of("counted")
    for kind in ("blt", "json", "txt"):
        file = client.get(f"/elections/{contest.election.slug}/result/{contest.pk}.{kind}").content
        assert said[kind] == hashlib.sha256(file).hexdigest(), kind
    assert (
        json.loads(
            client.get(f"/elections/{contest.election.slug}/result/{contest.pk}.json").content
        )["input_sha256"]
        == said["blt"]
    )
    contest.opened_rankings.delete()  # at the end of the term: the count as data stays as it was bound
    file = client.get(f"/elections/{contest.election.slug}/result/{contest.pk}.json").content
    assert said["json"] == hashlib.sha256(file).hexdigest()


def test_random_bytes_are_of_one_file_each(challenged):
    one, other = challenged(3, 1), challenged(3, 1)
    bytes_of = [
        each.random_bytes
        for contest in (one, other)
        for each in (contest.opened_rankings, contest.count_result)
    ]
    assert len({*bytes_of}) == 4
    assert {len(each) for each in bytes_of} == {64}


def test_the_pack_opens_what_is_public_and_it_fits_the_leaves(client, counted):
    answer = client.get(f"/elections/{counted.election.slug}/audit.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        rows = list(
            csv.DictReader(io.StringIO(pack.read(f"{counted.election.slug}/events.csv").decode()))
        )
    opened = [row for row in rows if row["text"]]
    assert {row["name"] for row in opened} >= {
        f"elections.{name}"
        for name in ("roll_frozen", "receipts_published", "box_opened", "counted")
    }
    of_leaves = {position: leaf for position, leaf, _ in leaves(1)}
    for row in opened:
        leaf = chain.leaf_of(row["random bytes"], row["text"])
        assert of_leaves[int(row["seal number"])] == leaf
    assert not any("object" in row["name"] or "paper" in row["name"] for row in opened)


def test_scrutineers_check_a_commitment_away_from_the_site(counted, monkeypatch, tmp_path, capsys):
    file = tmp_path / "ballots.blt"
    file.write_bytes(counted.opened_rankings.blt.encode())
    typed = iter([counted.opened_rankings.random_bytes, "12ab"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert offline.main(["commitment", str(file)]) == 0
    assert counted.opened_rankings.commitment in capsys.readouterr().out
    assert offline.main(["commitment", str(file)]) == 2
    assert "64 digits" in capsys.readouterr().err


def test_counts_of_an_old_site_lose_their_plain_hashes(counted):
    """As they were kept before there were commitments."""
    plain = hashlib.sha256(counted.opened_rankings.blt.encode()).hexdigest()
    made = counted.count_result
    Count.objects.update(
        blt_sha256=plain,
        rankings_commitment="",
        commitment="",
        result={**made.result, "input_sha256": plain},
        sheet=f"{made.sheet}Ballot file SHA-256:\n{plain}\n",
    )
    CountSignature.objects.update(rankings_commitment="", commitment="")
    migration = import_module("elections.migrations.0013_forget_hashes_of_secret_ballots")
    migration.forget_hashes(apps, None)
    now = Count.objects.get()
    rankings = Contest.objects.get().opened_rankings
    assert plain not in Dump().text
    assert (now.result, now.sheet) == (made.result, made.sheet)
    assert now.rankings_commitment == rankings.commitment
    assert now.commitment == binding.commitment(
        now.random_bytes, CountSheet(counted, now, for_scrutineer=True).data
    )
    assert {each.commitment for each in CountSignature.objects.all()} == {now.commitment}


# The roll.


@pytest.fixture
def frozen(efua):
    """Three organisations on a roll, one of which was struck from it rightly."""
    first, second, third = (organisation_with_voter() for _ in range(3))
    contest, shares = poll(election__returning_officer=efua)
    entry = contest.roll.get(organisation=third[0])
    roll.remove_from_roll(entry, "Merged.", by=efua, at=POLL_OPENS)
    cast_ballot(contest, first[0], ranking=(1,), by=first[1], at=POLL_OPENS + DAY)
    contest.shares, contest.second = shares, second[0]
    return contest


def test_the_fingerprint_is_of_public_names_and_stands_in_the_notice(client, frozen, time_machine):
    time_machine.move_to(POLL_OPENS)
    names = frozen.roll.values_list("organisation__slug", flat=True)
    typed = "".join(f"{name}\n" for name in sorted(names))
    assert frozen.roll_fingerprint == hashlib.sha256(typed.encode()).hexdigest()
    page = client.get(frozen.election.get_absolute_url()).content.decode()
    assert frozen.roll_fingerprint in page
    assert data_of("roll_frozen")["fingerprint"] == frozen.roll_fingerprint


def test_a_recorded_correction_stops_nothing(frozen, efua):
    publish_receipts(frozen.election, by=efua, at=CLOSE)
    record_draw(frozen, "3", by=efua, at=CLOSE)
    rewrite_box(frozen.election, by=efua, at=OPENING)
    assert open_box(frozen.election, frozen.shares[:2], by=efua, at=OPENING).opened_at


def put_on(contest):
    RollEntry.objects.create(contest=contest, organisation=organisation_with_voter()[0])


def take_off(contest):
    contest.roll.get(organisation=contest.second).delete()


def exchange(contest):
    contest.roll.filter(organisation=contest.second).update(
        organisation=organisation_with_voter()[0]
    )


def strike_by_hand(contest):
    contest.roll.filter(organisation=contest.second).update(struck_on=CLOSE.date())


def unstrike_by_hand(contest):
    contest.roll.exclude(struck_on=None).update(struck_on=None)


TAMPERING = [
    (put_on, "does not match the fingerprint published"),
    (take_off, "does not match the fingerprint published"),
    (exchange, "does not match the fingerprint published"),
    (strike_by_hand, "the record disagree about 1 correction"),
    (unstrike_by_hand, "the record disagree about 1 correction"),
]


@pytest.mark.parametrize(("tamper", "said"), TAMPERING)
def test_a_roll_that_is_another_stops_the_receipts_and_the_opening(frozen, efua, tamper, said):
    tamper(frozen)
    with pytest.raises(RuleBroken, match=said):
        publish_receipts(frozen.election, by=efua, at=CLOSE)
    assert not Election.objects.get().receipts_published_at


@pytest.mark.parametrize(("tamper", "said"), TAMPERING)
def test_a_roll_changed_after_the_receipts_stops_the_opening(frozen, efua, tamper, said):
    publish_receipts(frozen.election, by=efua, at=CLOSE)
    record_draw(frozen, "3", by=efua, at=CLOSE)
    tamper(frozen)
    with pytest.raises(RuleBroken, match=said):
        rewrite_box(frozen.election, by=efua, at=OPENING)
    Election.objects.update(box_rewritten_at=OPENING)
    with pytest.raises(RuleBroken, match=said):
        open_box(frozen.election, frozen.shares[:2], by=efua, at=OPENING)


def test_a_poll_whose_roll_is_another_can_be_declared_void(frozen, efua):
    with pytest.raises(RuleBroken, match="the poll stands"):
        void_poll(frozen.election, "Why not", by=efua, at=CLOSE)
    take_off(frozen)
    assert void_poll(frozen.election, "The roll was changed.", by=efua, at=CLOSE).voided_at


def test_a_roll_frozen_over_keys_goes_on(frozen, efua):
    keys = frozen.roll.values_list("organisation_id", flat=True)
    Contest.objects.update(roll_fingerprint=fingerprint(keys))
    assert publish_receipts(frozen.election, by=efua, at=CLOSE)
    record_draw(frozen, "3", by=efua, at=CLOSE)
    take_off(frozen)
    with pytest.raises(RuleBroken, match="does not match the fingerprint"):
        rewrite_box(frozen.election, by=efua, at=OPENING)


# The draw.


@pytest.fixture
def to_draw(efua):
    """A poll that has closed; its event is the next evening, its substitute a day later."""
    organisation, person = organisation_with_voter()
    contest, shares = poll(
        election__returning_officer=efua,
        lot_at=CLOSE + 2 * INSTANT,
        lot_numbers=3,
        lot_substitute="Another draw",
        lot_substitute_at=CLOSE + 4 * INSTANT,
    )
    cast_ballot(contest, organisation, ranking=(1,), by=person, at=POLL_OPENS + DAY)
    publish_receipts(contest.election, by=efua, at=CLOSE)
    contest.shares = shares
    return contest


def test_a_draw_is_not_entered_before_its_event(to_draw, efua):
    with pytest.raises(RuleBroken, match="Record what it gives after that"):
        record_draw(to_draw, "3 17 22", by=efua, at=to_draw.lot_at - INSTANT)
    with pytest.raises(RuleBroken, match="Record what it gives after that"):
        record_draw(to_draw, "3 17 22", by=efua, at=to_draw.lot_at, instead="It was put off.")
    assert record_draw(to_draw, "3 17 22", by=efua, at=to_draw.lot_at).lot_seed == "3 17 22"


def test_the_substitute_event_gives_the_draw_with_a_public_reason(
    client, to_draw, efua, time_machine
):
    at = to_draw.lot_substitute_at
    record_draw(to_draw, "1 2 3", by=efua, at=at, instead="The machine broke.")
    time_machine.move_to(at)
    assert "The machine broke." in client.get(to_draw.election.get_absolute_url()).content.decode()
    assert data_of("lot_recorded")["substitute"] is True


def test_a_substitute_that_was_not_named_gives_nothing(to_draw, efua):
    Contest.objects.update(lot_substitute="", lot_substitute_at=None)
    with pytest.raises(RuleBroken, match="named no substitute event"):
        record_draw(to_draw, "1 2 3", by=efua, at=OPENING, instead="It was put off.")


@pytest.mark.parametrize(
    "seed", ["3 17", "3 17 22 23", "3, 17, 22", "03 17 22", "3 x 22", "٣ 17 22"]
)
def test_a_draw_has_the_form_of_the_notice(to_draw, efua, seed):
    with pytest.raises(RuleBroken, match="as 3 whole numbers"):
        record_draw(to_draw, seed, by=efua, at=OPENING)


def test_numbers_are_written_in_rising_order(to_draw, efua):
    with pytest.raises(RuleBroken, match="rising order"):
        record_draw(to_draw, "17 3 22", by=efua, at=OPENING)


def test_the_first_entry_stands(to_draw, efua):
    record_draw(to_draw, "3 17 22", by=efua, at=to_draw.lot_at)
    with pytest.raises(RuleBroken, match="the first entry is final"):
        record_draw(to_draw, "3 17 23", by=efua, at=to_draw.lot_at)
    assert Contest.objects.get().lot_seed == "3 17 22"


def test_a_draw_changes_with_a_reason_and_two_scrutineers(client, to_draw, efua, time_machine):
    at = to_draw.lot_at
    with pytest.raises(RuleBroken, match="Record the draw"):
        ask_for_change(to_draw, "3 17 23", "A slip", by=efua, at=at)
    record_draw(to_draw, "3 17 22", by=efua, at=at)
    for seed, because, said in [
        ("3 17 23", " ", "Say why"),
        ("3 17 22", "A slip", "is already recorded"),
        ("3 17", "A slip", "3 whole numbers"),
    ]:
        with pytest.raises(RuleBroken, match=said):
            ask_for_change(to_draw, seed, because, by=efua, at=at)
    ask_for_change(to_draw, "3 17 24", "A slip", by=efua, at=at)
    change = ask_for_change(to_draw, "3 17 23", "A slip of the pen", by=efua, at=at)
    assert ask_for_change(to_draw, "3 17 23", "A slip of the pen", by=efua, at=at) == change
    first, second, _ = (each.user for each in Scrutineer.objects.order_by("pk"))
    with pytest.raises(Http404):
        agree_to_change(change, by=efua, at=at)
    agree_to_change(change, by=first, at=at)
    assert Contest.objects.get().lot_seed == "3 17 22"
    with pytest.raises(RuleBroken, match="already agreed to this change"):
        agree_to_change(change, by=first, at=at)
    assert Contest.objects.get().lot_seed == "3 17 22"
    agree_to_change(change, by=second, at=at)
    assert Contest.objects.get().lot_seed == "3 17 23"
    assert data_of("lot_changed")["sha256"] == hashlib.sha256(b"3 17 23").hexdigest()
    time_machine.move_to(at)
    page = client.get(to_draw.election.get_absolute_url()).content.decode()
    assert "changed it from 3 17 22 to 3 17 23: A slip of the pen" in page
    assert "3 17 24" not in page
    with pytest.raises(RuleBroken, match="has already been made"):
        agree_to_change(change, by=first, at=at)


def test_no_draw_changes_once_the_box_is_open(to_draw, efua):
    record_draw(to_draw, "3 17 22", by=efua, at=to_draw.lot_at)
    change = ask_for_change(to_draw, "3 17 23", "A slip", by=efua, at=to_draw.lot_at)
    first, second, _ = (each.user for each in Scrutineer.objects.order_by("pk"))
    agree_to_change(change, by=first, at=to_draw.lot_at)
    rewrite_box(to_draw.election, by=efua, at=OPENING)
    open_box(to_draw.election, to_draw.shares[:2], by=efua, at=OPENING)
    with pytest.raises(RuleBroken, match="is fixed"):
        agree_to_change(change, by=second, at=OPENING)
    with pytest.raises(RuleBroken, match="is fixed"):
        ask_for_change(to_draw, "3 17 24", "A slip", by=efua, at=OPENING)


def test_the_pages_ask_for_the_change_and_the_agreement(client, to_draw, efua, time_machine):
    time_machine.move_to(OPENING)
    client.force_login(efua)
    address = f"/cms/elections/{to_draw.election.pk}/contests/{to_draw.pk}/lot/"
    page = client.get(address).content.decode()
    assert "3 whole numbers in rising order" in page
    assert f"If that event does not take place: {to_draw.lot_substitute}" in page
    Contest.objects.update(lot_substitute="", lot_substitute_at=None)
    page = client.get(address).content.decode()
    assert "substitute event" not in page, "the notice named none"
    client.post(address, {"seed": "3 17 22"})
    page = client.get(address).content.decode()
    assert "unless two scrutineers agree" in page
    assert (
        "Change the draw" in client.get(f"/cms/elections/{to_draw.election.pk}/").content.decode()
    )
    client.post(address, {"seed": "3 17 23", "because": " "})
    assert not to_draw.lot_changes.exists()
    client.post(address, {"seed": "3 17 23", "because": "A slip of the pen"})
    own = f"/elections/{to_draw.election.slug}/"
    for scrutineer in Scrutineer.objects.order_by("pk")[:2]:
        client.force_login(scrutineer.user)
        assert "Agree to 3 17 23" in client.get(f"{own}share/").content.decode()
        client.post(f"{own}lot-changes/{to_draw.lot_changes.get().pk}/agree/")
    assert Contest.objects.get().lot_seed == "3 17 23"
    assert "Changed," in client.get(f"{own}share/").content.decode()
