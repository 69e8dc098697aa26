import datetime as dt
import pickle

from django.db import connection, transaction
from django.utils import timezone

import pytest
from django_q.conf import Conf
from django_q.models import OrmQ, Task

from assembly.core.models import SiteSettings
from assembly.notifications import services
from assembly.notifications.models import Email, Notification
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

EVENING = timezone.make_aware(dt.datetime(2026, 11, 30, 23, 30))  # noqa: DTZ001 - made aware
TELL = {"context": {"organisation": "Salt & Pepper <Trust>"}, "url": "/my/"}


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_each_person_is_told_once_on_their_list_and_by_mail(asha, carys, mailoutbox, committed):
    with committed():
        services.notify([asha, carys, asha], "tests/told", **TELL)
    for person in (asha, carys):
        [told] = Notification.objects.filter(user=person)
        assert (told.text, told.url, told.is_read) == (
            "Salt & Pepper <Trust> is told",
            "/my/",
            False,
        )
    assert sorted(mail.to[0] for mail in mailoutbox) == [asha.email, carys.email]


def test_only_the_html_of_a_mail_is_escaped(asha, mailoutbox, committed):
    with committed():
        services.notify([asha], "tests/told", **TELL)
    [mail] = mailoutbox
    assert mail.subject == "Salt & Pepper <Trust> is told"
    assert "Salt & Pepper <Trust>: http://127.0.0.1:8000/my/" in mail.body
    assert "Salt &amp; Pepper &lt;Trust&gt;" in mail.alternatives[0].content


def test_a_mail_bears_the_names_of_the_assembly(asha, mailoutbox, committed):
    site = SiteSettings.load()
    site.assembly_name, site.contact_email = "Wessex VCS Assembly", "office@example.org"
    site.save()
    with committed():
        services.notify([asha], "tests/told", **TELL)
    [mail] = mailoutbox
    assert "Hello Asha Amin," in mail.body
    assert "Wessex VCS Assembly" in mail.body
    assert "Wessex VCS Assembly" in mail.alternatives[0].content
    assert mail.reply_to == ["office@example.org"]


def test_a_subject_stays_one_line_whatever_a_name_contains(asha):
    context = {"organisation": "Two\r\nBcc: everybody@example.org"}
    services.notify([asha], "tests/told", url="/my/", context=context)
    assert Email.objects.get().subject == "Two Bcc: everybody@example.org is told"


def test_a_long_subject_is_shortened(asha):
    services.notify([asha], "tests/told", url="/my/", context={"organisation": "x" * 300})
    assert len(Notification.objects.get().text) == services.LONGEST


def test_an_act_that_is_undone_tells_nobody(asha, mailoutbox, committed):
    with committed(), transaction.atomic():
        services.notify([asha], "tests/told", **TELL)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not Email.objects.exists()
    assert mailoutbox == []


def test_nothing_is_sent_before_the_act_is_committed(asha, mailoutbox):
    services.notify([asha], "tests/told", **TELL)
    assert mailoutbox == []
    assert Email.objects.get().state == Email.State.QUEUED


def test_a_closed_account_is_told_nothing(asha):
    asha.is_active = False
    services.notify([asha], "tests/told", **TELL)
    assert not Notification.objects.exists()
    assert not Email.objects.exists()


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "my/", ""])
def test_a_notification_leads_to_a_page_of_this_site(asha, url):
    with pytest.raises(ValueError, match="a page of this site"):
        services.notify([asha], "tests/told", url=url)


def test_a_notification_keeps_its_day_in_london_and_its_moment(asha):
    services.notify([asha], "tests/told", url="/my/", at=EVENING)
    told = Notification.objects.get()
    assert (told.on, told.at) == (dt.date(2026, 11, 30), EVENING)


def test_of_a_vote_no_row_says_more_than_the_day(asha, committed):
    """docs/design.md, rule 5: neither the notice, nor its mail before and after sending, nor a job tells the time."""
    with committed():
        services.notify([asha], "tests/vote", url="/my/", at=EVENING)
        assert days_and_moments(Email.objects.get()) == [dt.date(2026, 11, 30)]
    mail = Email.objects.get()
    assert mail.state == Email.State.HANDED_OVER
    assert days_and_moments(mail) == [dt.date(2026, 11, 30)]
    assert days_and_moments(Notification.objects.get()) == [dt.date(2026, 11, 30)]
    assert not Task.objects.exists()


def test_the_job_that_sends_names_nobody(asha, monkeypatch, committed):
    monkeypatch.setattr(Conf, "SYNC", False)
    with committed():
        services.notify([asha], "tests/vote", url="/my/")
    task = OrmQ.objects.get().task
    assert (task["func"], task["args"], task["kwargs"]) == (services.SEND, (), {})
    assert task["save"] is False
    assert asha.email.encode() not in pickle.dumps(task)


@pytest.mark.parametrize("model", [Notification, Email])
def test_ids_say_nothing_of_the_order_of_writing(asha, model):
    written = []
    for number in range(12):
        services.notify([asha], "tests/told", url=f"/{number}/")
        written.append(model.objects.exclude(pk__in=written).get().pk)
    assert written != sorted(written)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own bookkeeping")
@pytest.mark.parametrize("model", [Notification, Email])
def test_sqlite_keeps_the_rows_in_the_order_of_their_random_ids(asha, model):
    services.notify([asha], "tests/told", url="/my/")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {model._meta.db_table}")  # noqa: S608 - our own table
        assert cursor.fetchall() == [(model.objects.get().pk,)]


def test_jobs_switched_off_queue_nothing(asha, settings, monkeypatch, committed):
    settings.BACKGROUND_JOBS = False
    monkeypatch.setattr(Conf, "SYNC", False)
    with committed():
        services.notify([asha], "tests/told", url="/my/")
    assert not OrmQ.objects.exists()


def test_jobs_switched_off_send_nothing(asha, settings, mailoutbox, committed):
    settings.BACKGROUND_JOBS = False
    with committed():
        services.notify([asha], "tests/told", url="/my/")
    assert mailoutbox == []
    assert Notification.objects.count() == Email.objects.count() == 1


def test_somebody_without_an_account_gets_a_mail(mailoutbox, committed):
    with committed():
        services.write_to("guest@example.org", "tests/told", **TELL)
    [mail] = mailoutbox
    assert mail.to == ["guest@example.org"]
    assert mail.body.startswith("Hello,\n")
    assert "because you have an account" not in mail.body
    assert not Notification.objects.exists()


def test_telling_many_people_costs_no_more_queries(django_assert_num_queries):
    for count in (2, 20):
        people = UserFactory.create_batch(count)
        SiteSettings.load()
        with django_assert_num_queries(6):
            services.notify(people, "tests/told", url="/my/")


def days_and_moments(row):
    return [
        value
        for field in row._meta.concrete_fields
        if isinstance(value := getattr(row, field.attname), dt.date)
    ]
