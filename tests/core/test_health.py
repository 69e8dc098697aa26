"""`/readyz` names what is not well, with nothing that a stranger may not read; staff are told too."""

import datetime as dt
import json
from unittest.mock import patch

from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

import pytest
import redis
from django_q.conf import Conf
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage

from assembly.core import health, jobs
from assembly.notifications.models import Email
from assembly.notifications.services import SEND
from tests.factories.notifications import EmailFactory

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
DEAD_REDIS = "redis://127.0.0.1:1/0"


def ask(client):
    response = client.get(reverse("readyz"))
    return response, response.json()["checks"]


def wait_in_queue(age):
    return OrmQ.objects.create(key="assembly", payload="", lock=timezone.now() - age)


def test_a_healthy_site_is_ready_and_says_what_was_asked(client):
    response, checks = ask(client)
    assert response.status_code == 200
    assert response.json()["ready"] is True
    assert set(checks) >= {"database", "migrations", "queue", "worker", "mail"}
    assert all(check["ok"] for check in checks.values())
    assert "no-store" in response.headers["Cache-Control"]


def test_a_job_may_wait_as_long_as_the_setting_says(client, settings):
    settings.QUEUE_AGE_LIMIT = 600
    job = wait_in_queue(9 * MINUTE)
    assert ask(client)[0].status_code == 200
    job.lock -= 2 * MINUTE
    job.save()
    response, checks = ask(client)
    assert response.status_code == 503
    assert not checks["queue"]["ok"]
    assert checks["queue"]["oldest_seconds"] >= 660
    assert "worker" in checks["queue"]["problem"]


def test_a_job_that_is_worked_on_does_not_wait(client):
    OrmQ.objects.create(key="assembly", payload="", lock=timezone.now() + 5 * MINUTE)
    assert ask(client)[1]["queue"]["oldest_seconds"] == 0


def test_the_queue_in_redis_is_asked_there(client, settings):
    settings.REDIS_URL = "redis://anywhere"

    class Broker:
        list_key = "q"

        class connection:  # noqa: N801
            @staticmethod
            def lindex(key, place):
                assert (key, place) == ("q", 0)
                return SignedPackage.dumps({"started": timezone.now() - 61 * MINUTE})

    with patch("assembly.core.health.get_broker", Broker):
        response, checks = ask(client)
    assert response.status_code == 503
    assert checks["queue"]["oldest_seconds"] >= 3600


def test_a_queue_that_cannot_be_asked_is_named_without_its_address(client, settings):
    settings.REDIS_URL = DEAD_REDIS

    class Broker:
        list_key = "q"
        connection = redis.Redis.from_url(DEAD_REDIS)

    with patch("assembly.core.health.get_broker", Broker):
        response, checks = ask(client)
    assert response.status_code == 503
    assert checks["queue"] == {"ok": False, "problem": "It cannot be asked."}


def test_a_timetable_that_nobody_runs_is_found_with_an_empty_queue(client):
    Schedule.objects.create(
        name="Late", func="math.sqrt", schedule_type="D", next_run=timezone.now() - 60 * MINUTE
    )
    response, checks = ask(client)
    assert response.status_code == 503
    assert checks["queue"]["ok"]
    assert not checks["worker"]["ok"]


@pytest.mark.parametrize(("days", "status"), [(0, 200), (1, 200), (2, 503)])
def test_mail_may_wait_until_the_next_day(client, days, status):
    EmailFactory(written_on=timezone.localdate() - dt.timedelta(days=days))
    response, checks = ask(client)
    assert response.status_code == status
    assert checks["mail"]["oldest_days"] == days


def test_mail_that_was_sent_does_not_wait(client):
    EmailFactory(
        written_on=timezone.localdate() - dt.timedelta(days=9), state=Email.State.HANDED_OVER
    )
    assert ask(client)[0].status_code == 200


def test_a_waiting_migration_is_counted(client):
    with patch("assembly.core.health.MigrationExecutor.migration_plan", return_value=[1, 2]):
        response, checks = ask(client)
    assert response.status_code == 503
    assert checks["migrations"]["pending"] == 2


def test_a_database_that_is_away_is_named_without_its_address(client):
    def away(*args, **kwargs):
        raise OperationalError("connection to server at 10.0.0.7, user assembly, failed")

    with patch("assembly.core.health.connection.cursor", away):
        response, checks = ask(client)
    assert response.status_code == 503
    assert checks["database"] == {"ok": False, "problem": "It cannot be asked."}
    assert "10.0.0.7" not in response.content.decode()


def test_a_site_without_jobs_does_not_wait_for_them(client, settings):
    settings.BACKGROUND_JOBS = False
    wait_in_queue(60 * MINUTE)
    response, checks = ask(client)
    assert response.status_code == 200
    assert set(checks) == {"maintenance", "database", "migrations"}


def test_no_setting_that_is_secret_stands_in_the_answer(client, settings):
    wait_in_queue(60 * MINUTE)
    answer = json.dumps(ask(client)[0].json())
    assert settings.SECRET_KEY not in answer
    assert str(settings.DATABASES["default"]["NAME"]) not in answer


# A worker that is down


def test_what_an_act_tells_waits_for_a_worker_that_is_down(
    client, asha, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(Conf, "SYNC", False)
    monkeypatch.setattr(Conf, "ORM", "default")
    client.force_login(asha)
    with django_capture_on_commit_callbacks(execute=True):
        EmailFactory(user=asha)
        jobs.after_commit(SEND)
    assert OrmQ.objects.count() == 1
    assert client.get("/my/").status_code == 200
    later = health.findings(timezone.now() + 60 * MINUTE)
    assert [finding.name for finding in later if not finding.ok] == ["queue"]


def test_a_queue_that_is_away_undoes_nothing(asha, caplog, django_capture_on_commit_callbacks):
    with (
        patch("assembly.core.jobs.async_task", side_effect=redis.ConnectionError),
        django_capture_on_commit_callbacks(execute=True),
    ):
        EmailFactory(user=asha)
        jobs.after_commit(SEND)
    assert Email.objects.waiting().count() == 1
    assert "Error calling" in caplog.text


def test_staff_are_told_that_background_work_is_late(client, dev):
    client.force_login(dev)
    assert "background work are late" not in client.get("/cms/").content.decode()
    wait_in_queue(60 * MINUTE)
    page = client.get("/cms/").content.decode()
    assert "background work are late" in page
    assert "A job has waited for 60 minutes" in page
