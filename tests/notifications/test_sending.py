import datetime as dt
import smtplib

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

import pytest
from django_q.models import Task

from assembly.core import retention
from assembly.notifications import sending, tasks
from assembly.notifications.models import Email
from tests.factories.notifications import EmailFactory

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(dt.datetime(2026, 11, 30, 12))  # noqa: DTZ001 - made aware


def state(email):
    email.refresh_from_db()
    return email.state, email.error


@pytest.fixture
def server(monkeypatch):
    """Make the mail server answer with these problems, one a mail; afterwards it accepts."""
    answers = []
    accept = EmailMultiAlternatives.send

    def send(message, *args):
        if answers:
            raise answers.pop(0)
        return accept(message, *args)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    return answers


def test_a_mail_goes_once_when_its_job_runs_twice(mailoutbox):
    email = EmailFactory()
    tasks.send_new_mail()
    tasks.send_new_mail()
    tasks.send_all_mail()
    assert len(mailoutbox) == 1
    assert state(email) == (Email.State.HANDED_OVER, "")
    assert email.claimed_at is None


def test_a_mail_goes_once_when_two_jobs_meet(monkeypatch, mailoutbox):
    """The second job starts while the first one is talking to the mail server."""
    EmailFactory()
    accept = EmailMultiAlternatives.send

    def send_while_another_job_starts(message):
        monkeypatch.setattr(EmailMultiAlternatives, "send", accept)
        sending.send(Email.objects.all())
        return accept(message)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_while_another_job_starts)
    sending.send(Email.objects.all())
    assert len(mailoutbox) == 1


def test_a_mail_whose_job_died_is_set_aside_and_not_repeated_by_itself(server, mailoutbox):
    email = EmailFactory()
    server.append(KeyboardInterrupt())  # the worker is killed
    with pytest.raises(KeyboardInterrupt):
        sending.send(Email.objects.waiting())
    tasks.send_all_mail()
    assert state(email)[0] == Email.State.SENDING  # it may still be at work

    sending.tidy(at=timezone.now() + sending.ABANDONED_AFTER)
    tasks.send_all_mail()
    assert state(email) == (Email.State.UNCERTAIN, "interrupted")
    assert mailoutbox == []


def test_an_uncertain_mail_is_repeated_by_hand_with_the_same_message_id(mailoutbox, capsys):
    email = EmailFactory(state=Email.State.UNCERTAIN, written_on=timezone.localdate())
    call_command("send_mail")
    assert mailoutbox == []
    call_command("send_mail", "--uncertain")
    assert state(email) == (Email.State.HANDED_OVER, "")
    assert mailoutbox[0].message()["Message-ID"] == f"<{email.pk}@127.0.0.1>"
    assert "     1 Handed over to the mail server" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("problem", "becomes", "code"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no such x")}), "refused", "550"),
        (smtplib.SMTPRecipientsRefused({"x": (451, b"later")}), "queued", "451"),
        (smtplib.SMTPSenderRefused(553, b"no", "y"), "refused", "553"),
        (smtplib.SMTPDataError(452, b"full"), "queued", "452"),
        (smtplib.SMTPNotSupportedError(), "refused", "SMTPNotSupportedError"),
        (ValueError("a header with a line break"), "refused", "ValueError"),
        (smtplib.SMTPServerDisconnected("gone"), "uncertain", "SMTPServerDisconnected"),
        (TimeoutError(), "uncertain", "TimeoutError"),
    ],
)
def test_what_becomes_of_a_mail_the_server_does_not_take(server, problem, becomes, code):
    email = EmailFactory()
    server.append(problem)
    sending.send(Email.objects.waiting())
    assert state(email) == (becomes, code)


def test_one_refused_mail_does_not_hold_up_the_others(server, mailoutbox):
    EmailFactory.create_batch(3)
    server.append(smtplib.SMTPRecipientsRefused({"x": (550, b"no")}))
    sending.send(Email.objects.waiting())
    assert len(mailoutbox) == 2


def test_a_mail_put_off_by_the_server_waits_for_the_round(server, mailoutbox):
    EmailFactory(written_on=timezone.localdate())
    server.append(smtplib.SMTPRecipientsRefused({"x": (451, b"later")}))
    tasks.send_new_mail()
    tasks.send_new_mail()
    assert mailoutbox == []
    tasks.send_all_mail()
    assert len(mailoutbox) == 1


def test_nothing_is_claimed_while_the_server_cannot_be_reached(monkeypatch):
    def refuse(backend):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.backends.locmem.EmailBackend, "open", refuse)
    email = EmailFactory()
    assert sending.send(Email.objects.waiting()) is False
    assert state(email) == (Email.State.QUEUED, "")
    assert email.attempts == 0


def test_a_job_out_of_time_leaves_the_rest():
    EmailFactory.create_batch(2)
    assert sending.send(Email.objects.waiting(), seconds=0) is True
    assert Email.objects.waiting().count() == 2


def test_the_rest_is_queued_as_another_job(monkeypatch):
    queued = []
    monkeypatch.setattr(sending, "send", lambda emails: True)
    monkeypatch.setattr(tasks.jobs, "after_commit", queued.append)
    tasks.send_new_mail()
    assert queued == [tasks.SEND]


def test_long_lists_go_over_several_connections(monkeypatch, mailoutbox):
    monkeypatch.setattr(sending, "BATCH", 2)
    EmailFactory.create_batch(5)
    assert sending.send(Email.objects.waiting()) is False
    assert len(mailoutbox) == 5


def test_after_three_days_a_mail_is_given_up():
    kept = EmailFactory(written_on=dt.date(2026, 11, 27))
    given_up = EmailFactory(written_on=dt.date(2026, 11, 26))
    sending.tidy(at=NOON)
    assert state(kept) == (Email.State.QUEUED, "")
    assert state(given_up) == (Email.State.REFUSED, "gave up")


@pytest.mark.parametrize("old_state", ["queued", "handed-over", "refused", "uncertain"])
def test_mail_and_jobs_are_forgotten_after_thirty_days(old_state):
    kept = EmailFactory(written_on=dt.date(2026, 10, 31), state=old_state)
    EmailFactory(written_on=dt.date(2026, 10, 30), state=old_state)
    for name, days in (("old", 31), ("young", 29)):
        moment = NOON - dt.timedelta(days=days)
        Task.objects.create(id=name, name=name, func="x", started=moment, stopped=moment)
    assert retention.forget_what_is_old(on=NOON.date()) == 2
    assert list(Email.objects.all()) == [kept]
    assert Task.objects.get().name == "young"


def test_jobs_switched_off_send_nothing(settings, mailoutbox):
    settings.BACKGROUND_JOBS = False
    EmailFactory()
    tasks.send_new_mail()
    tasks.send_all_mail()
    assert mailoutbox == []


def test_the_database_refuses_a_moment_on_a_mail_that_is_not_being_sent():
    with pytest.raises(IntegrityError):
        EmailFactory(claimed_at=NOON)
