"""Every mail belongs to a category: `manage.py check` names those that do not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.template import engines

from . import kinds

SUBJECT = ".subject"


def every_mail_has_a_category(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    written = mail_templates()
    return [
        *(
            Error(
                f"The mail {name} has no category.",
                hint="Its app declares it in AppConfig.ready, with notifications.kinds.register.",
                id="notifications.E001",
            )
            for name in sorted(written - kinds.KINDS.keys())
        ),
        *(
            Error(
                f"The mail {name} is declared and has no templates.",
                hint=f"Write templates/emails/{name}.subject, .txt and .html, or take the line out.",
                id="notifications.E002",
            )
            for name in sorted(kinds.KINDS.keys() - written)
        ),
    ]


def mail_templates() -> set[str]:
    """The name of every mail that has a subject."""
    folders = [
        Path(folder, "emails")
        for engine in engines.all()
        for folder in getattr(engine, "template_dirs", ())
    ]
    return {
        path.relative_to(folder).as_posix().removesuffix(SUBJECT)
        for folder in folders
        for path in folder.rglob(f"*{SUBJECT}")
    }
