"""What became of a consultation's page with the Board: who submitted, approved or sent it back, when, and why."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, PageLogEntry

from assembly.accounts.models import User
from assembly.consultations import rules

WORDS = {
    "wagtail.workflow.start": "submitted it to the Board",
    "wagtail.workflow.resume": "submitted it to the Board again",
    "wagtail.workflow.approve": "approved it",
    "wagtail.workflow.reject": "sent it back",
    "wagtail.workflow.cancel": "took it back from the Board",
}
SUBMITS = ("wagtail.workflow.start", "wagtail.workflow.resume")
A_FORMER_USER = "A former user"


@dataclass(frozen=True, slots=True)
class Line:
    """One step on the way to the page that everybody reads."""

    who: str
    what: str
    at: dt.datetime
    comment: str


def log_of(page: Page) -> list[Line]:
    """The newest first. One query, and one for the names."""
    if page.pk is None:
        return []
    found = PageLogEntry.objects.filter(page=page.pk, action__in=WORDS).select_related("user")
    return [
        Line(
            who=str(entry.user) if entry.user else A_FORMER_USER,
            what=WORDS[entry.action],
            at=entry.timestamp,
            comment=entry.data.get("comment", "") or "",
        )
        for entry in found.order_by("-timestamp", "-pk")
    ]


def submitted_by(page: Page) -> User | None:
    """Who asked the Board last."""
    entry = (
        PageLogEntry.objects.filter(page=page.pk, action__in=SUBMITS)
        .select_related("user")
        .order_by("-timestamp", "-pk")
        .first()
    )
    return entry.user if entry else None


def of_draft(page: Any) -> dict[str, Any]:
    return {"waits_for_two": rules.waits_for_two(page.consultation)}


def of_page(page: Any) -> dict[str, Any]:
    """For the editor."""
    return {"lines": log_of(page), **of_draft(page)}
