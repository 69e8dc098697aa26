"""What the Compact's front page and the pages of its codes show."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assembly.compact import citing
from assembly.compact.models import (
    EXAMPLE,
    VOLUNTARY,
    Code,
    CodePage,
    Edition,
    UndertakingText,
)
from assembly.core.addresses import page_at
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.hiding.selectors import hidden_keys
from assembly.core.templatetags.assembly import short_day

from .blocks import blocks
from .editions import adopted_in_words, public_editions
from .lineage import Lineage, lineage
from .selectors import Reading, edition_in_force, read_all, sizes

Party = UndertakingText.Party
PROMISE = {
    Party.PUBLIC_BODY: "Public bodies promise",
    Party.SECTOR: "The voluntary and community sector promises",
    Party.BOTH: "Both sides promise",
}


def front_context(on: dt.date) -> dict[str, Any]:
    """The edition in force with its words, and the ways on from there."""
    editions = public_editions(on)
    listed = next((one for one in editions if one.edition.is_in_force(on)), None)
    edition = listed.edition if listed else None
    coming = [one for one in editions if not one.edition.is_in_force(on)]
    return {
        "listed": listed,
        "coming": coming[::-1],
        "out_for_comment": Edition.objects.out_for_comment(on).first(),
        "adopted": adopted_in_words(edition) if edition else "",
        "introduction": blocks(edition.introduction) if edition else [],
        "principles": blocks(edition.principles) if edition else [],
        "codes": code_cards(edition),
        "voluntary": VOLUNTARY,
        "example": EXAMPLE if edition and edition.is_example else "",
    }


def code_cards(edition: Edition | None) -> list[Card]:
    """One card for each published page of a code, with the number of its promises in an edition."""
    pages = CodePage.objects.live().select_related("code").order_by("code")
    hidden, size = hidden_keys(timezone.now()), sizes(edition)
    return [
        Card(
            heading=page.title,
            url=page.code.get_absolute_url(),
            text="" if page.pk in hidden else page.lead,
            meta=in_words(size.get(page.code_id, 0), "undertakings"),
        )
        for page in pages
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """An undertaking in the list of its code: what cites it, and what an edition to come does to it."""

    reading: Reading
    cited: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The promises of one side."""

    heading: str
    lines: list[Listed]


def code_context(code: Code) -> dict[str, Any]:
    today = timezone.localdate()
    readings = read_all(code.undertakings.public(), today)
    in_force = [one for one in readings if one.in_force]
    return {
        "code": code,
        "edition": readings[0].edition if readings else edition_in_force(today),
        "groups": _by_party(in_force),
        "coming": [one for one in readings if one.current is None and one.coming],
        "dropped": [one for one in readings if one.current and one.current.is_dropped],
        "size": in_words(len(in_force), "undertakings"),
        "other_codes": Code.objects.exclude(pk=code.pk).filter(page__live=True),
        "voluntary": VOLUNTARY,
        "example": example_note(readings),
    }


def _by_party(readings: list[Reading]) -> list[Group]:
    counts = citing.public_counts()
    line = lineage(readings[0].edition) if readings else {}
    found = [
        Group(
            heading,
            [
                Listed(one, cited_in_words(one, line, counts), _to_come(one))
                for one in readings
                if one.in_force and one.in_force.party == party
            ],
        )
        for party, heading in PROMISE.items()
    ]
    return [group for group in found if group.lines]


def cited_in_words(reading: Reading, line: Lineage, counts: dict[int, citing.Counts]) -> str:
    """Such as: Cited by 2 consultations. As C2 cited by 1 consultation."""
    said = []
    if own := counts.get(reading.undertaking.pk):
        said.append(f"Cited by {citing.in_words(own)}.")
    for before in line.get(reading.undertaking.pk, ()):
        if earlier := counts.get(before.undertaking.pk):
            said.append(f"As {before.undertaking.number}, cited by {citing.in_words(earlier)}.")
    return " ".join(said)


def _to_come(reading: Reading) -> str:
    if not reading.coming:
        return ""
    first = reading.coming[0]
    what = "Dropped" if first.is_dropped else "New words"
    return f"{what} from {short_day(first.edition.in_force_from)}."


def example_note(readings: list[Reading]) -> str:
    return (
        EXAMPLE if any(one.current and one.current.edition.is_example for one in readings) else ""
    )


def print_context(code: Code) -> dict[str, Any]:
    """One code on a page of its own, to be printed."""
    return {
        **code_context(code),
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            (str(code), code.get_absolute_url()),
        ],
    }
