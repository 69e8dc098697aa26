"""Reports of the Compact Board to the strategic partnership: the last one, and what is overdue."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.db.models import QuerySet
from django.utils.text import slugify

from assembly.compact.models import BoardReport
from assembly.core.figures import in_words
from assembly.core.key_pages import KeyPage, Order, key_page
from assembly.partners.models import Partnership

PER_PAGE = 12
NEWEST = Order("reported_on", dt.date.fromisoformat, descending=True)
Kind = Partnership.Kind
# The first of these is the one that the Board reports to unless it says otherwise.
REPORTED_TO = (Kind.LSP, Kind.LAA, Kind.THEMATIC)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last report to one partnership."""

    report: BoardReport
    on: dt.date

    @property
    def is_overdue(self) -> bool:
        return self.report.is_overdue(self.on)

    @property
    def late(self) -> str:
        return f"Overdue by {in_words((self.on - self.report.next_due_on).days, 'days')}"


def partnerships() -> QuerySet[Partnership]:
    """To which the Board can report."""
    return Partnership.objects.filter(kind__in=REPORTED_TO)


def usual() -> Partnership | None:
    return Partnership.objects.filter(kind=Kind.LSP).first()


def standings(on: dt.date) -> list[Standing]:
    """The last report to each partnership. One query."""
    last: dict[int, Standing] = {}
    for report in _with_names().order_by("to__order", "to__name", "-reported_on", "-pk"):
        last.setdefault(report.to_id, Standing(report, on))
    return list(last.values())


def overdue(on: dt.date) -> list[Standing]:
    return [one for one in standings(on) if one.is_overdue]


def page_of(asked: Mapping[str, str]) -> KeyPage[BoardReport]:
    return key_page(_with_names(), NEWEST, asked, per_page=PER_PAGE)


def _with_names() -> QuerySet[BoardReport]:
    return BoardReport.objects.select_related("to")


def ending(report: BoardReport) -> str:
    return PurePath(report.paper.name or "").suffix.removeprefix(".").lower()


def file_name(report: BoardReport) -> str:
    """As it is saved by who reads it: in plain letters, whatever the title holds."""
    name = slugify(report.title) or "report"
    return f"{name}-{report.reported_on:%Y-%m-%d}.{ending(report)}"
