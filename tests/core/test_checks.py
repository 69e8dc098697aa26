from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

import pytest

from assembly import schedules
from assembly.core import checks


def ids(check):
    return [(message.id, message.msg) for message in check(None)]


def test_the_house_keeps_its_rules():
    assert run_checks() == []


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_a_hint_and_is_run(check):
    assert ids(check) == []


@isolate_apps("forums")
def test_a_float_is_named(monkeypatch):
    class Collection(models.Model):
        total = models.FloatField()

        class Meta:
            app_label = "forums"

        def __str__(self):
            return "a collection"

    monkeypatch.setattr(checks, "_our_models", lambda: [Collection])
    assert ids(checks.figures_are_exact) == [("core.E001", "forums.Collection.total is a float.")]


def test_only_models_of_the_house_are_held_to_its_rules():
    assert {model._meta.app_label for model in checks._our_models()} >= {"core", "membership"}
    assert not {"wagtailcore", "django_q"} & {
        model._meta.app_label for model in checks._our_models()
    }


def test_a_second_way_in_is_named(monkeypatch):
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: True)
    [(number, _)] = ids(checks.there_is_one_way_in)
    assert number == "core.E002"


def test_a_transaction_around_every_request_is_named(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert ids(checks.transactions_are_short) == [
        ("core.E003", "ATOMIC_REQUESTS is on for the database default.")
    ]


@pytest.mark.parametrize("function", ["assembly.core.tasks.fly", "nowhere.at.all"])
def test_a_job_that_calls_nothing_is_named(monkeypatch, function):
    monkeypatch.setattr(schedules, "JOBS", [schedules.Job("Fly", function, "0 1 * * *")])
    [(number, words)] = ids(checks.jobs_exist)
    assert number == "core.E004"
    assert function in words


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("", []),
        ("redis://:secret@127.0.0.1:6379/0", []),
        ("redis://assembly:secret@127.0.0.1:6379/0", []),
        ("redis://127.0.0.1:6379/0", ["core.W002"]),
        ("redis://:@127.0.0.1:6379/0", ["core.W002"]),
    ],
)
def test_a_redis_without_a_password_is_named(settings, address, named):
    settings.REDIS_URL = address
    found = run_checks(include_deployment_checks=True)
    assert [message.id for message in found if message.id == "core.W002"] == named


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("", ("core.W001", "BACKUP_KEY is not set: manage.py backup will refuse.")),
        ("short", ("core.E005", "BACKUP_KEY has fewer than 32 characters.")),
        (
            "the same secret twice, and it is long",
            ("core.E005", "BACKUP_KEY is the same as another secret."),
        ),
    ],
)
def test_a_backup_key_that_is_none_is_named(settings, key, found):
    settings.SECRET_KEY = "the same secret twice, and it is long"
    settings.BACKUP_KEY = key
    assert ids(checks.backups_can_be_encrypted) == [found]
    settings.DEMO = True
    assert ids(checks.backups_can_be_encrypted) == []
