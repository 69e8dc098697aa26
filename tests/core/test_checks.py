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
