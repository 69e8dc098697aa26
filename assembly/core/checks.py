"""House rules that code can check; `manage.py check` names whatever breaks one."""

import pydoc
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.db import models

from assembly import schedules

HOUSE = ("assembly.", "elections", "forums", "home")
LONG_ENOUGH = 32
KEY = "Set BACKUP_KEY to 50 random characters of its own (.env.example, docs/operations.md)."


def figures_are_exact(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """docs/design.md, rule 8: no float ever decides a result or a total."""
    return [
        Error(
            f"{model._meta.label}.{field.name} is a float.",
            hint="Money is a DecimalField, votes are whole numbers.",
            obj=model,
            id="core.E001",
        )
        for model in _our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField)
    ]


def there_is_one_way_in(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Django's own admin has a sign-in of its own, which asks for no second factor."""
    if not apps.is_installed("django.contrib.admin"):
        return []
    return [
        Error(
            "django.contrib.admin is installed: its sign-in knows no second factor.",
            hint="Staff work in the Wagtail admin; remove it from INSTALLED_APPS.",
            id="core.E002",
        )
    ]


def transactions_are_short(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A transaction around every request locks SQLite for as long as a page takes to draw."""
    return [
        Error(
            f"ATOMIC_REQUESTS is on for the database {alias}.",
            hint="Services open the transactions they need; remove ATOMIC_REQUESTS.",
            id="core.E003",
        )
        for alias, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]


def jobs_exist(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A job whose function was renamed would fail in the worker, where nobody looks."""
    return [
        Error(
            f"The job “{job.name}” calls {job.function}, which does not exist.",
            hint="Correct the name in assembly/schedules.py.",
            id="core.E004",
        )
        for job in schedules.JOBS
        if not callable(pydoc.locate(job.function))
    ]


def redis_asks_for_a_password(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Anyone who can write to Redis can run code here: the cache unpacks the Python objects it finds there."""
    if not settings.REDIS_URL or urlsplit(settings.REDIS_URL).password:
        return []
    return [
        CheckWarning(
            "REDIS_URL has no password.",
            hint="Set requirepass in redis.conf, and REDIS_URL=redis://:secret@127.0.0.1:6379/0",
            id="core.W002",
        )
    ]


def backups_can_be_encrypted(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A nightly backup that is refused for want of a key would be missed on the day it is needed."""
    key = settings.BACKUP_KEY
    if settings.DEBUG or settings.DEMO:
        return []
    if not key:
        return [
            CheckWarning(
                "BACKUP_KEY is not set: manage.py backup will refuse.", hint=KEY, id="core.W001"
            )
        ]
    problems = []
    if len(key) < LONG_ENOUGH:
        problems.append(f"BACKUP_KEY has fewer than {LONG_ENOUGH} characters.")
    if key in (settings.SECRET_KEY, settings.RECEIPT_SECRET):
        problems.append("BACKUP_KEY is the same as another secret.")
    return [Error(problem, hint=KEY, id="core.E005") for problem in problems]


CHECKS = (
    figures_are_exact,
    there_is_one_way_in,
    transactions_are_short,
    jobs_exist,
    backups_can_be_encrypted,
)
CHECKS_OF_A_REAL_SITE = (redis_asks_for_a_password,)  # check --deploy


def _our_models() -> Iterator[type[models.Model]]:
    for app in apps.get_app_configs():
        if app.name.startswith(HOUSE):
            yield from app.get_models()
