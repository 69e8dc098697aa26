"""Receipts are signed: what exactly, after what, and who can check it; and what is left when they cannot be."""

import html
import re
import sqlite3
from contextlib import closing
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.checks import run_checks
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse

import pytest
from nacl.signing import VerifyKey

from assembly.core.backup import databases
from assembly.core.backup.services import left_out
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from elections import declaration, offline, receipts, safekeeping
from elections.models import Contest, Election, Objection, ReceiptKey
from elections.receipt_page import receipt_shown
from elections.services import receipts as signing
from elections.services.ending import void_poll
from elections.services.objecting import decide_objection, find_founded, raise_objection
from elections.services.receipts import cast_online, sign_receipt
from elections.services.result import declare
from tests.factories.elections import DAY, POLL_OPENS, limits_missing_on, poll

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CHALLENGE = POLL_OPENS + 9 * DAY
NOW = POLL_OPENS + 16 * DAY
MISSING = "A" * 20


@pytest.fixture
def during_the_poll(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def given(contest, member, asha, during_the_poll):
    return cast_online(contest, member, ranking=(2, 1), by=asha)


# The key


def test_the_key_is_made_at_notice_of_poll_and_its_public_half_is_in_the_notice(contest, client):
    election = contest.election
    assert len(election.receipt_public_key) == 64
    noted = Event.objects.get(name="elections.roll_frozen", subject_id=contest.pk)
    assert noted.data["receipt_key"] == election.receipt_public_key
    page = client.get(election.get_absolute_url()).content.decode()
    assert election.receipt_public_key in page


def test_an_election_without_a_poll_has_no_receipt_key(efua):
    contest, _ = poll(candidates=1, election__returning_officer=efua)
    assert not contest.election.has_poll
    assert contest.election.receipt_public_key == ""
    assert not ReceiptKey.objects.exists()


def test_the_private_half_is_kept_encrypted(contest, settings):
    kept = bytes(ReceiptKey.objects.get().sealed)
    private = receipts.open_key(kept, settings.RECEIPT_SECRET)
    assert private not in kept
    with pytest.raises(receipts.KeyIsClosed):
        receipts.open_key(kept, "another secret of the environment, as long as the first one")


def test_the_private_half_is_in_no_backup(tmp_path):
    """That a whole backup has none: tests/core/test_backup.py. Here, that no page of the copy remembers one."""
    assert ReceiptKey._meta.db_table in left_out
    file, secret = tmp_path / "copy.sqlite3", b"a key that was sealed to the environment"
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("CREATE TABLE elections_receiptkey (sealed BLOB)")
        copy.execute("INSERT INTO elections_receiptkey VALUES (?)", [secret])
        copy.commit()
        assert secret in file.read_bytes()
        databases.take_out(copy, list(left_out))
    assert secret not in file.read_bytes()


def test_after_a_restore_the_operator_reads_that_receipts_are_unsigned(contest, during_the_poll):
    assert not list(safekeeping.receipts_unsigned_since_a_backup(DURING))
    ReceiptKey.objects.all().delete()
    (told,) = safekeeping.receipts_unsigned_since_a_backup(DURING)
    assert "receipt without a signature" in told


def test_it_is_destroyed_with_the_sealed_ballots(challenged, efua):
    contest = challenged(4, 1)
    assert ReceiptKey.objects.exists()
    declare(contest.election, by=efua, at=NOW)
    assert not ReceiptKey.objects.exists()
    assert Election.objects.get(pk=contest.election_id).receipt_public_key


def test_it_is_destroyed_when_the_poll_is_void(contest, efua):
    contest.election.key_shares.filter(number__gt=1).update(lost_at=DURING)
    void_poll(contest.election, "Two shares are lost.", by=efua, at=POLL_OPENS + 8 * DAY)
    assert not ReceiptKey.objects.exists()


@pytest.mark.parametrize(
    ("secret", "said"),
    [("short", "fewer than 32"), (settings.SECRET_KEY.ljust(40, "x"), "the same as SECRET_KEY")],
)
def test_a_secret_that_will_not_do_stops_the_start(settings, secret, said):
    assert not [each for each in run_checks() if each.id == "elections.E001"]
    settings.RECEIPT_SECRET = secret
    if said.startswith("the same"):
        settings.SECRET_KEY = secret
    assert any(said in each.msg for each in run_checks() if each.id == "elections.E001")


# What is signed


def test_exactly_this_is_signed_and_nothing_else(given, contest):
    election = contest.election
    message = f"assembly receipt 1\n{election.pk}\n{contest.pk}\n1\n{given.code}".encode()
    VerifyKey(bytes.fromhex(election.receipt_public_key)).verify(
        message, bytes.fromhex(given.signed.signature)
    )
    assert given.signed.text == (
        f"assembly receipt 1\nelection: {election.pk}\ncontest: {contest.pk}\npoll: 1\n"
        f"receipt: {given.code}\nsignature: {given.signed.signature}\n"
    )


def test_a_contest_that_is_polled_again_has_the_next_number(contest):
    again = Contest(election=contest.election, repeats=contest)
    assert (contest.poll_number, again.poll_number) == (1, 2)


@pytest.mark.parametrize("field", ["election", "contest", "poll", "code"])
def test_a_receipt_that_was_changed_is_not_signed(given, contest, field):
    one = given.signed.receipt
    other = MISSING if field == "code" else getattr(one, field) + 1
    changed = receipts.SignedReceipt(
        receipts.Receipt(
            **{
                name: other if name == field else getattr(one, name)
                for name in ("election", "contest", "poll", "code")
            }
        ),
        given.signed.signature,
    )
    key = contest.election.receipt_public_key
    assert given.signed.is_by(key)
    assert not changed.is_by(key)
    assert not given.signed.is_by("not a key")


@pytest.mark.parametrize("broken", [" ".join, "\r\n".join, lambda lines: "> " + " \n ".join(lines)])
def test_a_copied_text_is_read_however_its_lines_broke(given, broken):
    lines = given.signed.text.splitlines()
    cut = [*lines[:-1], lines[-1][:60], lines[-1][60:]]
    assert receipts.read(broken(cut)) == given.signed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a signed receipt"),
        ("ABCDEFGHIJKLMNOPQRST", "not a signed receipt"),
        ("assembly receipt 2\nelection: 1", "not a signed receipt"),
    ],
)
def test_what_is_no_signed_receipt_is_told_so(text, said):
    with pytest.raises(receipts.ReceiptError, match=said):
        receipts.read(text)


def test_half_a_signature_is_told_so(given):
    with pytest.raises(receipts.ReceiptError, match="128"):
        receipts.read(given.signed.text.strip()[:-3])


# After the commit


def test_it_is_signed_only_when_the_vote_is_in_the_box(
    contest, member, asha, monkeypatch, during_the_poll
):
    seen = []

    def sign(contest, code):
        seen.append((connection.in_atomic_block, contest.box.count()))
        return

    monkeypatch.setattr(signing, "sign_receipt", sign)
    outside = connection.in_atomic_block  # the test's own transaction
    cast_online(contest, member, ranking=(1,), by=asha)
    assert seen == [(outside, 1)]
    with pytest.raises(RuleBroken, match="already voted"):
        cast_online(contest, member, ranking=(1,), by=asha)
    assert len(seen) == 1


@pytest.mark.parametrize("lost", ["key", "secret"])
def test_a_vote_counts_though_its_receipt_cannot_be_signed(contest, settings, lost):
    if lost == "key":
        ReceiptKey.objects.all().delete()
    else:
        settings.RECEIPT_SECRET = "another secret of the environment, as long as the first"
    assert not signing.signs_receipts(contest.election)
    assert sign_receipt(contest, MISSING) is None


def test_the_officer_reads_that_receipts_are_not_signed(contest, client, efua, during_the_poll):
    efua.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(efua)
    run = reverse("elections_officer:election_run", args=[contest.election_id])
    assert "receipts without a signature" not in client.get(run).content.decode()
    ReceiptKey.objects.all().delete()
    assert "receipts without a signature" in client.get(run).content.decode()


# The pages


def vote(client, contest, member, person):
    client.force_login(person)
    base = f"/elections/{contest.election.slug}/vote/"
    form = {"organisation": member.pk, "contest": contest.pk, "order": "3 1 2", "rank_1": "1"}
    return base, form


@pytest.fixture
def page_of_receipt(client, contest, member, asha, mailoutbox, during_the_poll):
    def cast():
        base, form = vote(client, contest, member, asha)
        client.post(f"{base}prove/", {**form, "step": "send"})
        code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
        client.post(f"{base}prove/", {**form, "code": code, "step": "check"})
        return client.post(f"{base}cast/", form).content.decode()

    return cast


def test_the_page_shows_text_code_and_file_of_what_was_signed(page_of_receipt, contest):
    page = page_of_receipt()
    text = html.unescape(re.search(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)[1])
    signed = receipts.read(text)
    assert signed.is_by(contest.election.receipt_public_key)
    assert signed.receipt.code == re.search(r'asm-code">([A-Z2-7]{20})', page)[1]
    assert 'aria-label="QR code of the signed receipt"' in page
    assert f'download="receipt-{signed.receipt.code}.txt"' in page
    file = html.unescape(re.search(r'href="(data:text/plain[^"]*)"', page)[1])
    assert receipts.read(unquote(file.partition(",")[2])) == signed
    assert limits_missing_on(page) == []


def test_an_unsigned_receipt_says_so(page_of_receipt):
    ReceiptKey.objects.all().delete()
    page = page_of_receipt()
    assert "This receipt has no signature." in page
    assert re.search(r'asm-code">[A-Z2-7]{20}', page)


def test_who_lost_the_page_reads_that_the_vote_has_no_receipt(page_of_receipt):
    page_of_receipt()
    again = page_of_receipt()
    assert "has already voted" in again
    assert "Its receipt is not: we keep none" in again


def test_the_limits_are_printed_with_the_ballot_and_the_election(
    client, contest, member, asha, mailoutbox, during_the_poll
):
    base, form = vote(client, contest, member, asha)
    client.post(f"{base}prove/", {**form, "step": "send"})
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    page = client.post(f"{base}prove/", {**form, "code": code, "step": "check"}).content.decode()
    assert limits_missing_on(page) == []
    assert limits_missing_on(client.get(contest.election.get_absolute_url()).content.decode()) == []


# The offline command


def check(tmp_path, text, key, *listed):
    (tmp_path / "receipt.txt").write_text(text)
    (tmp_path / "list.txt").write_text("\n".join(listed))
    return offline.main(
        [
            "check-receipt",
            str(tmp_path / "receipt.txt"),
            "--key",
            key,
            "--receipts",
            str(tmp_path / "list.txt"),
        ]
    )


def test_a_receipt_is_checked_without_a_network(given, contest, tmp_path, capsys):
    key = contest.election.receipt_public_key
    assert check(tmp_path, given.signed.text, key, MISSING, given.code) == 0
    assert "signed this receipt" in capsys.readouterr().out
    assert check(tmp_path, given.signed.text, key, MISSING) == offline.DIFFERS
    assert "NOT in the published list" in capsys.readouterr().out
    other = receipts.make_key()[1]
    assert check(tmp_path, given.signed.text, other, given.code) == offline.DIFFERS
    assert "did NOT sign" in capsys.readouterr().out
    assert check(tmp_path, "a receipt", key) == offline.BAD_INPUT


# Objections about a missing receipt


def signed_receipt(contest, code=MISSING):
    return sign_receipt(contest, code)


def missing(contest, place=0, receipt=MISSING, signature=""):
    organisation, person = contest.voters[place]
    made = Objection(
        contest=contest,
        organisation=organisation,
        kind="missing receipt",
        words="It is not there.",
        receipt=receipt,
        signature=signature,
    )
    return raise_objection(made, by=person, at=CHALLENGE)


def test_a_signed_receipt_that_is_missing_puts_two_votes_in_doubt(challenged):
    contest = challenged(4, 1)
    missing(contest, signature=signed_receipt(contest).signature)
    assert declaration.doubt_of(contest) == 2


def test_an_unsigned_one_counts_only_when_three_find_it_founded(challenged, efua):
    contest = challenged(4, 1, scrutineers=2)
    first, second = contest.election.scrutineers.all()
    made = missing(contest)
    assert declaration.doubt_of(contest) == 0
    with pytest.raises(RuleBroken, match="0 of 2 have"):
        decide_objection(made, "founded", "They say so.", by=efua, at=CHALLENGE)
    find_founded(made, by=first.user, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="said already"):
        find_founded(made, by=first.user, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="1 of 2 have"):
        decide_objection(made, "founded", "They say so.", by=efua, at=CHALLENGE)
    find_founded(made, by=second.user, at=CHALLENGE)
    assert declaration.doubt_of(contest) == 0
    decide_objection(made, "founded", "Both clerks recorded it.", by=efua, at=CHALLENGE)
    assert declaration.doubt_of(contest) == 2


def test_scrutineers_find_nothing_founded_that_is_signed_decided_or_declared(challenged, efua):
    contest = challenged(4, 1, scrutineers=2)
    first, second = contest.election.scrutineers.all()
    signed = missing(contest, signature=signed_receipt(contest).signature)
    with pytest.raises(RuleBroken, match="only about a missing receipt without a signature"):
        find_founded(signed, by=first.user, at=CHALLENGE)
    made = missing(contest, 1, "B" * 20)
    decide_objection(made, "unsettled", "Nobody knows.", by=efua, at=CHALLENGE)
    with pytest.raises(RuleBroken, match="has been decided"):
        find_founded(made, by=second.user, at=CHALLENGE)
    waiting = missing(contest, 2, "C" * 20)
    Election.objects.update(declared_at=CHALLENGE)
    with pytest.raises(RuleBroken, match="The result has been declared"):
        find_founded(waiting, by=second.user, at=CHALLENGE)


def test_an_unsigned_one_that_could_not_be_settled_counts_for_nothing(challenged, efua):
    contest = challenged(4, 1)
    decide_objection(missing(contest), "unsettled", "Nobody knows.", by=efua, at=CHALLENGE)
    assert declaration.doubt_of(contest) == 0


def test_scrutineers_are_told_of_an_unsigned_one_and_of_no_other(
    challenged, mailoutbox, django_capture_on_commit_callbacks
):
    contest = challenged(4, 1, scrutineers=1)
    watching = contest.election.scrutineers.get().user

    def told(**more):
        before = watching.notifications.count()
        missing(contest, **more)
        return watching.notifications.count() - before

    assert told() == 1
    assert (
        told(place=1, receipt="B" * 20, signature=signed_receipt(contest, "B" * 20).signature) == 0
    )


def test_a_false_signature_is_refused(challenged):
    contest = challenged(4, 1)
    other = signed_receipt(contest, "B" * 20).signature
    with pytest.raises(RuleBroken, match="not made by the receipt key"):
        missing(contest, signature=other)


def test_a_missing_receipt_needs_a_mark_on_the_roll(challenged):
    contest = challenged(4, 1)
    contest.voters.append(contest.silent)
    with pytest.raises(RuleBroken, match="not marked as having voted"):
        missing(contest, place=-1, signature=signed_receipt(contest).signature)


def test_one_receipt_counts_once_however_many_show_it(challenged):
    contest = challenged(4, 1)
    signature = signed_receipt(contest).signature
    missing(contest, 0, signature=signature)
    with pytest.raises(RuleBroken, match="one receipt counts once"):
        missing(contest, 1, signature=signature)
    assert declaration.doubt_of(contest) == 2


def test_a_receipt_of_the_second_list_is_not_missing(challenged):
    contest = challenged(4, 1)
    contest.published_receipts.at_count = MISSING
    contest.published_receipts.save()
    with pytest.raises(RuleBroken, match="is in the published list"):
        missing(contest)


def test_the_form_takes_the_whole_text_and_checks_it(challenged, client, time_machine):
    contest = challenged(4, 1)
    time_machine.move_to(CHALLENGE)
    organisation, person = contest.voters[0]
    client.force_login(person)
    address = f"/elections/{contest.election.slug}/object/"
    typed = {
        "whose": f"organisation-{organisation.pk}",
        "contest": contest.pk,
        "kind": "missing receipt",
        "words": "It is not in the list.",
    }
    field = re.search(r'<textarea name="receipt"[^>]*>', client.get(address).content.decode())[0]
    assert "maxlength" not in field, "a browser would cut off what is pasted"
    text = signed_receipt(contest).text
    for wrong, said in (
        (text.replace("contest: ", "contest: 9"), "signed for another contest"),
        (text.replace(MISSING, "B" * 20), "not made by the receipt key"),
        (text[:-9], "copy all of it"),
    ):
        page = client.post(address, {**typed, "receipt": wrong}).content.decode()
        assert said in page
        assert not Objection.objects.exists()
    client.post(address, {**typed, "receipt": text})
    made = Objection.objects.get()
    assert (made.receipt, made.is_unsigned) == (MISSING, False)
    client.logout()
    page = client.get(f"/elections/{contest.election.slug}/result/").content.decode()
    assert "our receipt is missing (with a signed receipt)" in page


def test_a_scrutineer_reads_an_unsigned_objection_and_finds_it_founded(
    challenged, client, time_machine
):
    contest = challenged(4, 1, scrutineers=1)
    made = missing(contest)
    time_machine.move_to(CHALLENGE)
    client.force_login(contest.election.scrutineers.get().user)
    base = f"/elections/{contest.election.slug}/scrutiny/"
    address = f"{base}objections/{made.pk}/"
    assert address in client.get(base).content.decode()
    assert "It is not there." in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert made.findings.count() == 1
    assert "You have said already" in client.get(address).content.decode()
    client.force_login(contest.voters[1][1])
    assert client.get(address).status_code == 404
    signed = missing(contest, 1, "B" * 20, signed_receipt(contest, "B" * 20).signature)
    client.force_login(contest.election.scrutineers.get().user)
    assert client.get(f"{base}objections/{signed.pk}/").status_code == 404


def test_a_receipt_and_what_shows_it_say_nothing_in_their_repr(given):
    assert given.code not in repr(given)
    assert given.code not in repr(receipt_shown(given.signed))


def test_who_votes_where_notice_was_given_before_is_told_why(page_of_receipt, contest):
    Election.objects.filter(pk=contest.election_id).update(receipt_public_key="")
    ReceiptKey.objects.all().delete()
    assert "before receipts were signed" in page_of_receipt()


def test_organisations_read_the_key_in_the_notice_of_poll(contest, member, asha):
    text = render_to_string(
        "emails/elections/poll_notice.html",
        {"election": contest.election, "organisation": member, "contests": [contest]},
    )
    assert contest.election.receipt_public_key in text
