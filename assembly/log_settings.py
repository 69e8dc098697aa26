"""What is written into the log, and in which form."""

from typing import Any


def logging(form: str) -> dict[str, Any]:
    """For a form of the log, “plain” or “json”: docs/logs.md."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": "assembly.core.logs.NamelessFormatter"},
        },
        "filters": {"no_trace": {"()": "assembly.core.logs.NoTraceFilter"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["no_trace"],
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # The database records each job and each saved page; four log lines about each would drown the warnings.
            "django-q": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},
            # A plain log is read on one's own computer, where the server shows its requests itself.
            "assembly.requests": {"level": "INFO" if form == "json" else "WARNING"},
            "django.request": {"level": "ERROR" if form == "json" else "WARNING"},
        },
    }
