"""Every mail belongs to a category: `manage.py check` names those that do not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.template import engines

from . import kinds

FRAME = "base"  # around every mail


def every_mail_has_a_category(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    written, registered = mail_templates(), {kind.name for kind in kinds.kinds}
    return [
        *(
            Error(
                f"The mail {name} has no category.",
                hint="Its app registers a kind for it, in registrations.py.",
                id="notifications.E001",
            )
            for name in sorted(written - registered)
        ),
        *(
            Error(
                f"The mail {name} is registered and has no templates.",
                hint=f"Write templates/emails/{name}.html, or take the line out.",
                id="notifications.E002",
            )
            for name in sorted(registered - written)
        ),
    ]


def mail_templates() -> set[str]:
    """The name of every mail."""
    folders = [
        Path(folder, "emails")
        for engine in engines.all()
        for folder in getattr(engine, "template_dirs", ())
    ]
    return {
        path.relative_to(folder).with_suffix("").as_posix()
        for folder in folders
        for path in folder.rglob("*.html")
    } - {FRAME}
