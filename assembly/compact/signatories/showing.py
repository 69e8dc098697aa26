"""The public list: who has signed, edition by edition and side by side, with exceptions and what has ended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assembly.compact.models import Edition, Signature, SignatureException
from assembly.core.addresses import page_at
from assembly.core.key_pages import KeyPage, key_page
from assembly.core.names import searched, wanted
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from . import champions, selectors
from .rules import Signatory
from .selectors import BODIES, ENDED, HOLDING

PER_PAGE = 100
MOST_ENDED = 20
AT_ONCE = 500

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One signature as a reader sees it; addresses are empty where there is no public page."""

    signature: Signature
    url: str
    standing: str  # over all editions in force
    champion: str
    inherited_from: list[Link]

    @property
    def how(self) -> str:
        one = self.signature
        day = short_day(one.signed_on)
        if one.way == Signature.Way.INHERITED:
            return f"Inherited on {day}"
        return (
            f"Pledged on this site on {day}" if one.way == one.Way.PLEDGED else f"Signed on {day}"
        )

    @property
    def now_called(self) -> str:
        """Where the signatory was renamed since."""
        name = str(self.signature.signatory)
        return "" if name == self.signature.name else name


@dataclass(frozen=True, slots=True)
class Section:
    """The signatories of one side to one edition, or a page of them."""

    edition: Edition
    heading: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Who of a group did not sign an edition."""

    edition: Edition
    group: str
    listed: list[tuple[SignatureException, str]]


@dataclass(frozen=True, slots=True)
class Listed:
    page: KeyPage[Signature]
    sections: list[Section]
    exceptions: list[Exceptions]
    ended: list[Line]
    more_ended: int

    def __bool__(self) -> bool:
        return bool(self.page.items or self.ended or self.exceptions)


def address_of(signatory: Signatory) -> str:
    """A body's page is that of its consultations."""
    if isinstance(signatory, PublicBody):
        return page_at(f"consultations/{signatory.slug}")
    return signatory.get_absolute_url() if signatory.status in Organisation.PUBLIC else ""


def lines_of(signatures: Iterable[Signature], on: dt.date) -> list[Line]:
    """Of `selectors.listed`; a fixed number of queries."""
    signatures = list(signatures)
    standings = selectors.standings({one.signatory for one in signatures}, on)
    names = champions.shown(signatures, on)
    return [
        Line(
            one,
            address_of(one.signatory),
            standings.get(one.signatory, ""),
            names.get(one.pk, ""),
            [(former.name, address_of(former.signatory)) for former in one.inherited_from.all()],
        )
        for one in signatures
    ]


def shown(chosen: Mapping[str, Any], asked: Mapping[str, str], on: dt.date) -> Listed:
    """What the page shows: those in force page by page, and on the first page what has ended."""
    if chosen.get("state") == ENDED:
        found = selectors.narrowed(selectors.listed(), chosen, on)
        page = key_page(found, selectors.NEWEST_END_FIRST, asked, per_page=PER_PAGE)
        return Listed(page, [], [], lines_of(page, on), 0)
    found = selectors.narrowed(selectors.listed(), {**chosen, "state": HOLDING}, on)
    page = key_page(found, selectors.IN_PLACE, asked, per_page=PER_PAGE)
    is_first = not page.before
    over = selectors.narrowed(selectors.listed(), {**chosen, "state": ENDED}, on)
    ended = []
    if is_first and chosen.get("state") != HOLDING:
        ended = list(over.order_by(*selectors.NEWEST_END_FIRST.names)[: MOST_ENDED + 1])
    more = over.count() if len(ended) > MOST_ENDED else 0
    lines = {line.signature.pk: line for line in lines_of([*page, *ended[:MOST_ENDED]], on)}
    return Listed(
        page,
        list(_sections(lines[one.pk] for one in page)),
        list(exceptions(chosen)) if is_first else [],
        [lines[one.pk] for one in ended[:MOST_ENDED]],
        more,
    )


def _sections(lines: Iterable[Line]) -> Iterator[Section]:
    def place(line: Line) -> tuple[Edition, bool]:
        return line.signature.edition, line.signature.body_id is not None

    for (edition, is_body), found in groupby(lines, place):
        yield Section(edition, "Public bodies" if is_body else "Organisations", list(found))


def exceptions(chosen: Mapping[str, Any]) -> Iterator[Exceptions]:
    """By edition and group. They are organisations, so public bodies alone have none."""
    if chosen.get("side") == BODIES:
        return
    found = SignatureException.objects.filter(edition__published_at__isnull=False)
    if edition := chosen.get("edition"):
        found = found.filter(edition=edition)
    words = wanted(chosen.get("q", ""))
    found = found.select_related("edition", "group", "organisation")
    by_group = defaultdict(list)
    for one in found.order_by("-edition__number", "group__name", "name"):
        if not all(word in searched(one.name) for word in words):
            continue
        address = address_of(one.organisation) if one.organisation else ""
        by_group[one.edition, str(one.group or "")].append((one, address))
    for (edition, group), listed in by_group.items():
        yield Exceptions(edition, group, listed)


HEADER = (
    "Edition",
    "In force from",
    "Side",
    "Signatory",
    "Name as signed",
    "How",
    "Day",
    "Who decided",
    "Inherited from",
    "Signed apart from",
    "Champion",
    "Ended on",
    "Why it ended",
    "Editions signed",
)


def rows(chosen: Mapping[str, Any], on: dt.date) -> Iterator[list[Any]]:
    """For a file: some hundred signatures are in memory at a time."""
    found = selectors.narrowed(selectors.listed(), chosen, on)
    keys = list(found.order_by(*selectors.IN_PLACE.names).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        chunk = selectors.listed().in_bulk(keys[start : start + AT_ONCE])
        in_order = [chunk[key] for key in keys[start : start + AT_ONCE] if key in chunk]
        for line in lines_of(in_order, on):
            yield _cells(line, on)


def _cells(line: Line, on: dt.date) -> list[Any]:
    one = line.signature
    is_over = one.over_on is not None and one.over_on <= on
    return [
        str(one.edition),
        one.edition.in_force_from,
        "Public body" if one.body_id else "Organisation",
        str(one.signatory),
        one.name,
        one.get_way_display(),
        one.signed_on,
        one.decided_by,
        selectors.inherited_from(one),
        str(one.apart_from or ""),
        line.champion,
        one.over_on if is_over else None,
        one.over_because if is_over else "",
        line.standing,
    ]
