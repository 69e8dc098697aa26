"""Reports on undelivered mail are read from a mailbox, and mark the mail that each belongs to."""

import datetime as dt
import imaplib
import mailbox
import re
from email.message import EmailMessage

from django.core.mail import get_connection
from django.core.management import CommandError, call_command

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembly.core import retention
from assembly.notifications import bounces, sending, services, tasks, verp
from assembly.notifications.bounces import Verdict
from assembly.notifications.mailboxes import open_mailbox
from assembly.notifications.models import Email, FailingAddress
from tests.factories.notifications import EmailFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _bounces_are_followed(settings):
    settings.BOUNCE_ADDRESS = "bounces@assembly.example.org"


@pytest.fixture
def gone():
    """A mail that the mail server took."""
    return EmailFactory(address="Gone@example.org", state=Email.State.HANDED_OVER)


REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind};
 boundary="A1B2.1227000000/mail.example.org"

This is a MIME-encapsulated message.

--A1B2.1227000000/mail.example.org
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--A1B2.1227000000/mail.example.org
Content-Description: Delivery report
Content-Type: message/{kind}

Reporting-MTA: dns; mail.example.org
X-Postfix-Queue-ID: A1B2
Arrival-Date: Mon, 30 Nov 2026 09:00:00 +0000 (GMT)

Final-Recipient: rfc822; gone@example.org
Original-Recipient: rfc822;gone@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <gone@example.org>: Recipient address rejected

--A1B2.1227000000/mail.example.org
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: VCS Assembly <assembly@example.org>
To: gone@example.org
Subject: A piece of news

--A1B2.1227000000/mail.example.org--
"""


def report(to, action="failed", status="5.1.1", kind="delivery-status"):
    """A report on one undelivered mail (RFC 3464), as a mail server writes it."""
    return REPORT.format(to=to, action=action, status=status, kind=kind).encode()


def plain(to, subject="I am on holiday"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "x@example.org", to, subject
    message.set_content("Back in June.")
    return message.as_bytes()


def judge(raw):
    return bounces.judge(raw, on=TODAY)


# The sender on the envelope


def test_each_mail_has_an_envelope_sender_of_its_own(gone, mailoutbox):
    gone.state = Email.State.QUEUED
    gone.save()
    sending.send(Email.objects.waiting())
    [mail] = mailoutbox
    assert mail.from_email == verp.envelope_sender(gone.pk)
    assert mail.message()["From"] == "VCS Assembly <assembly@example.org>"


def test_the_mail_server_is_given_that_sender(gone, monkeypatch, settings):
    class Server:
        def __init__(self):
            self.given = []

        def sendmail(self, sender, recipients, message):
            self.given.append((sender, recipients, b"From: VCS Assembly" in message))

    backend = get_connection("django.core.mail.backends.smtp.EmailBackend")
    backend.connection = Server()
    sending._hand_over(gone, backend, "")
    sender = verp.envelope_sender(gone.pk)
    assert backend.connection.given == [(sender, ["Gone@example.org"], True)]


def test_without_a_setting_mail_goes_as_ever(mailoutbox, settings):
    settings.BOUNCE_ADDRESS = ""
    EmailFactory()
    sending.send(Email.objects.waiting())
    assert mailoutbox[0].from_email == "VCS Assembly <assembly@example.org>"


@pytest.mark.parametrize("pk", [1, 2**62 - 1])
def test_an_envelope_sender_is_short_enough_and_leads_back(pk, settings):
    settings.BOUNCE_ADDRESS = f"{'b' * 24}@assembly.example.org"
    address = verp.envelope_sender(pk)
    assert len(address.partition("@")[0]) <= 64
    assert verp.mail_of(verp.tag_in(address.upper())) == pk


@pytest.mark.parametrize(
    "change",
    [
        lambda tag: "1-" + tag.partition("-")[2],
        lambda tag: tag[:-1] + ("0" if tag[-1] != "0" else "1"),
        lambda tag: tag + "0",
        lambda tag: "0" + tag,
        lambda tag: "",
        lambda tag: "9" * 60,
    ],
)
def test_nobody_else_writes_such_an_address(change):
    tag = verp.tag_in(verp.envelope_sender(77))
    assert verp.mail_of(tag) == 77
    assert verp.mail_of(change(tag)) is None or verp.mail_of(change(tag)) == 77
    if not change(tag).startswith("0"):
        assert verp.mail_of(change(tag)) is None


@pytest.mark.parametrize(
    "address", ["bounces@assembly.example.org", "bounces+x@example.org", "b+x@x", "", "@", "+"]
)
def test_other_addresses_bear_no_tag(address):
    assert verp.tag_in(address) is None


# What a mail in the mailbox is


def test_a_mail_that_came_back_is_marked_with_its_code(gone):
    assert judge(report(verp.envelope_sender(gone.pk))) is Verdict.BOUNCED
    gone.refresh_from_db()
    assert (gone.state, gone.error, gone.claimed_at) == (Email.State.BOUNCED, "5.1.1", None)
    failing = FailingAddress.objects.get()
    assert (failing.address, failing.code, failing.on) == ("gone@example.org", "5.1.1", TODAY)


def test_a_report_read_twice_changes_nothing_more(gone):
    raw = report(verp.envelope_sender(gone.pk))
    assert [judge(raw), judge(raw)] == [Verdict.BOUNCED, Verdict.AGAIN]
    assert FailingAddress.objects.count() == 1


def test_a_second_mail_to_the_same_address_is_marked_too(gone):
    second = EmailFactory(address="gone@EXAMPLE.org", state=Email.State.HANDED_OVER)
    judge(report(verp.envelope_sender(gone.pk)))
    assert judge(report(verp.envelope_sender(second.pk), status="5.2.2")) is Verdict.BOUNCED
    assert FailingAddress.objects.get().code == "5.2.2"


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Envelope-To"])
def test_the_address_may_stand_where_the_mail_server_keeps_it(gone, header):
    raw = report("undisclosed-recipients:;")
    assert judge(raw) is Verdict.ODD
    address = f"{header}: {verp.envelope_sender(gone.pk)}\n".encode()
    assert judge(address + raw) is Verdict.BOUNCED


@pytest.mark.parametrize(
    ("status", "kept"),
    [
        ("5.2.2 (mailbox full)", "5.2.2"),
        ("4.4.7", "4.4.7"),
        ("", "5.0.0"),
        ("2.0.0", "5.0.0"),
        ("550", "5.0.0"),
    ],
)
def test_the_code_is_kept_where_there_is_one(gone, status, kept):
    judge(report(verp.envelope_sender(gone.pk), status=status))
    gone.refresh_from_db()
    assert gone.error == kept


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_mail_that_is_late_or_arrived_has_not_come_back(gone, action):
    assert judge(report(verp.envelope_sender(gone.pk), action, "4.4.1")) is Verdict.DELAYED
    gone.refresh_from_db()
    assert gone.state == Email.State.HANDED_OVER


def test_a_forged_address_marks_nothing(gone):
    forged = f"bounces+{gone.pk:x}-{'0' * 20}@assembly.example.org"
    assert judge(report(forged)) is Verdict.FORGED
    gone.refresh_from_db()
    assert gone.state == Email.State.HANDED_OVER


@pytest.mark.parametrize(
    "raw",
    [
        plain,
        lambda to: report(to, kind="disposition-notification"),
        lambda to: b"To: " + to.encode() + b"\nContent-Type: multipart/report\n\nnothing in it",
        lambda to: b"To: " + to.encode() + b"\nContent-Type: multipart/report; boundary=x\n\n--x",
        lambda to: report("bounces@assembly.example.org"),
        lambda to: report("somebody@example.org"),
        lambda to: b"",
        lambda to: b"\xff\xfe\x00",
    ],
)
def test_anything_else_is_odd_and_marks_nothing(gone, raw):
    assert judge(raw(verp.envelope_sender(gone.pk))) is Verdict.ODD
    gone.refresh_from_db()
    assert gone.state == Email.State.HANDED_OVER


@settings(
    max_examples=150,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.binary(max_size=60), st.integers(0, 2_000), st.integers(0, 40))
def test_no_mail_however_broken_stops_the_reading(gone, noise, at, cut):
    raw = report(verp.envelope_sender(gone.pk))
    assert judge(raw[:at] + noise + raw[at + cut :]) in Verdict


@pytest.mark.parametrize("state", [Email.State.SENDING, Email.State.UNCERTAIN, Email.State.QUEUED])
def test_a_mail_may_come_back_before_we_know_that_it_went(state):
    claimed_at = "2026-11-30 12:00Z" if state == Email.State.SENDING else None
    mail = EmailFactory(state=state, claimed_at=claimed_at)
    assert judge(report(verp.envelope_sender(mail.pk))) is Verdict.BOUNCED
    mail.refresh_from_db()
    assert (mail.state, mail.claimed_at) == (Email.State.BOUNCED, None)


def test_a_mail_that_is_no_longer_kept_is_said_to_be_gone(gone):
    raw = report(verp.envelope_sender(gone.pk))
    gone.delete()
    assert judge(raw) is Verdict.GONE
    assert not FailingAddress.objects.exists()


def test_failing_addresses_are_forgotten_with_the_mails():
    for days in (30, 31):
        on = TODAY - dt.timedelta(days=days)
        FailingAddress.objects.create(address=f"{days}@example.org", on=on)
    retention.forget_what_is_old(on=TODAY)
    assert FailingAddress.objects.get().address == "30@example.org"


# Where they lie


class Imap:
    """Enough of a mail server for a mailbox: a dictionary of mails, and which of them are deleted."""

    mails = {}

    def __init__(self, host, port, timeout):
        self.deleted = set()
        self.address = (host, port)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return None

    def login(self, user, password):
        if (user, password) != ("user@example.org", "pass/word"):
            raise imaplib.IMAP4.error(b"no such user pass/word")

    def select(self, folder):
        return ("OK" if folder == '"Bounces"' else "NO"), [b""]

    def uid(self, command, *arguments):
        if command == "SEARCH":
            return "OK", [" ".join(self.mails).encode()]
        if command == "FETCH":
            return "OK", [(b"1 (UID 1 BODY[] {3}", self.mails[arguments[0]]), b")"]
        self.deleted.add(arguments[0])
        return "OK", [b""]

    def expunge(self):
        for uid in self.deleted:
            del self.mails[uid]


@pytest.fixture(params=["mbox", "maildir", "imaps"])
def filled(request, tmp_path, gone, monkeypatch):
    """The address of a mailbox with one of each, and how to count what is left in it."""
    mails = [
        plain("office@example.org"),
        report(verp.envelope_sender(gone.pk)),
        report(f"bounces+1-{'0' * 20}@assembly.example.org"),
        report(verp.envelope_sender(gone.pk), action="delayed"),
        report(verp.envelope_sender(5)),
    ]
    if request.param == "imaps":
        Imap.mails = {str(uid): raw for uid, raw in enumerate(mails, 7)}
        monkeypatch.setattr(imaplib, "IMAP4_SSL", Imap)
        address = "imaps://user%40example.org:pass%2Fword@mail.example.org/Bounces"
        return address, lambda: len(Imap.mails)
    kind = {"mbox": mailbox.mbox, "maildir": mailbox.Maildir}[request.param]
    box = kind(tmp_path / "box")
    for raw in mails:
        box.add(raw)
    box.close()
    return f"{request.param}:{tmp_path / 'box'}", lambda: len(kind(tmp_path / "box"))


SUMMARY = """\
     1 marked as come back
     0 were marked before
     1 only say that a mail is late, or has arrived
     1 are about mails that are no longer kept
     1 bear an address that is not ours: left in the mailbox
     1 are no reports: left in the mailbox
"""


def test_a_mailbox_is_read_and_what_is_settled_is_deleted(filled, gone, capsys):
    address, left = filled
    call_command("read_bounces", "--mailbox", address)
    assert capsys.readouterr().out == SUMMARY
    gone.refresh_from_db()
    assert gone.state == Email.State.BOUNCED
    assert left() == 2
    call_command("read_bounces", "--mailbox", address)
    assert capsys.readouterr().out == re.sub(r"1 (marked|only|are about)", r"0 \1", SUMMARY)


def test_reports_may_be_kept_and_read_again(filled, capsys):
    address, left = filled
    for _ in range(2):
        call_command("read_bounces", "--mailbox", address, "--keep")
    assert left() == 5
    assert "     1 were marked before" in capsys.readouterr().out


def test_the_job_reads_the_mailbox_of_the_settings(filled, gone, settings):
    settings.BOUNCE_MAILBOX, left = filled
    settings.BACKGROUND_JOBS = False
    tasks.read_bounces()
    assert left() == 5
    settings.BACKGROUND_JOBS = True
    tasks.read_bounces()
    assert left() == 2


def test_the_job_has_nothing_to_do_without_a_mailbox(settings):
    settings.BOUNCE_MAILBOX = ""
    tasks.read_bounces()


def test_the_command_says_what_is_not_set(settings):
    settings.BOUNCE_MAILBOX = ""
    with pytest.raises(CommandError, match="Set BOUNCE_ADDRESS and BOUNCE_MAILBOX first"):
        call_command("read_bounces")


@pytest.mark.parametrize(
    "address",
    [
        "mbox:/nowhere/at/all",
        "maildir:/nowhere/at/all",
        "imaps://user:hunter2@mail.example.org/Bounces",
        "imaps://user%40example.org:pass%2Fword@mail.example.org/Elsewhere",
    ],
)
def test_a_mailbox_that_cannot_be_read_is_named_without_its_password(
    address, monkeypatch, settings, caplog
):
    monkeypatch.setattr(imaplib, "IMAP4_SSL", Imap)
    with pytest.raises(CommandError, match="cannot be read") as stopped:
        call_command("read_bounces", "--mailbox", address)
    assert "hunter2" not in str(stopped.value)
    assert "pass" not in str(stopped.value)
    settings.BOUNCE_MAILBOX = address
    tasks.read_bounces()
    assert "cannot be read" in caplog.text
    assert "hunter2" not in caplog.text


def test_what_was_not_judged_is_not_deleted(gone, tmp_path, monkeypatch):
    box = mailbox.mbox(tmp_path / "box")
    box.add(report(verp.envelope_sender(gone.pk)))
    box.close()
    monkeypatch.setattr(bounces, "judge", lambda raw, on: 1 / 0)
    with pytest.raises(ZeroDivisionError), open_mailbox(f"mbox:{tmp_path / 'box'}") as opened:
        bounces.read(opened)
    monkeypatch.undo()
    assert len(mailbox.mbox(tmp_path / "box")) == 1


def test_a_mail_to_a_person_marks_the_address_it_went_to(asha):
    services.notify([asha], "tests/told", url="/my/")
    mail = Email.objects.get()
    judge(report(verp.envelope_sender(mail.pk)))
    assert FailingAddress.objects.get().address == asha.email
