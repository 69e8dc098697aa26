"""The editions as everybody sees them: which is in force, how each was adopted, and the whole text of one."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.urls import reverse

from assembly.compact.models import EXAMPLE, VOLUNTARY, Code, Edition, Present
from assembly.core.addresses import page_at
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day

from .blocks import blocks
from .reading import Change, Line
from .selectors import contents, edition_in_force

ONE_DAY = dt.timedelta(days=1)


class Standing(StrEnum):
    """What an edition is on a day."""

    COMING = "To come"
    IN_FORCE = "In force"
    SUPERSEDED = "Superseded"
    EXAMPLE = "Example text"


COLOURS = {Standing.IN_FORCE: "green", Standing.COMING: "purple", Standing.EXAMPLE: "orange"}
SIDES = {
    Present.Side.SECTOR: "for the voluntary and community sector",
    Present.Side.PUBLIC_BODIES: "for public bodies",
    Present.Side.NEITHER: "for neither side",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition with what it is on a day. `last_day` is the one before the next edition came into force."""

    edition: Edition
    standing: Standing
    last_day: dt.date | None = None

    @property
    def colour(self) -> str:
        return COLOURS.get(self.standing, "")

    @property
    def days(self) -> str:
        """From when to when it is in force."""
        since = short_day(self.edition.in_force_from)
        if self.standing is Standing.EXAMPLE:
            return "This text has not been adopted. The first adopted edition replaces it."
        if self.standing is Standing.COMING:
            return f"Comes into force on {since}."
        if self.last_day:
            return f"In force from {since} to {short_day(self.last_day)}."
        return f"In force since {since}."

    @property
    def dates(self) -> str:
        """The days alone, for use beside a tag that says what the edition is."""
        since = short_day(self.edition.in_force_from)
        if self.standing is Standing.EXAMPLE:
            return self.days
        if self.standing is Standing.COMING:
            return f"From {since}"
        return f"{since} to {short_day(self.last_day)}" if self.last_day else f"Since {since}"


def public_editions(on: dt.date) -> list[Listed]:
    """Those that were adopted, the newest first; while there is none in force, the example text too."""
    published = list(Edition.objects.published().order_by("-number"))
    found: list[Listed] = []
    later_from: dt.date | None = None
    in_force = next((one for one in published if one.is_in_force(on)), None)
    for edition in published:
        if edition.is_example and edition != in_force:
            continue
        last_day = later_from - ONE_DAY if later_from else None
        found.append(Listed(edition, _standing(edition, in_force, on), last_day))
        later_from = edition.in_force_from
    return found


def _standing(edition: Edition, in_force: Edition | None, on: dt.date) -> Standing:
    if edition.is_example:
        return Standing.EXAMPLE
    if edition == in_force:
        return Standing.IN_FORCE
    return Standing.SUPERSEDED if edition.is_in_force(on) else Standing.COMING


def public_edition(number: int, on: dt.date) -> Listed | None:
    found = (one for one in public_editions(on) if one.edition.number == number)
    return next(found, None)


def adopted_in_words(edition: Edition) -> str:
    """On which day, and how many of each side were there; never who."""
    if edition.is_example or edition.adopted_on is None:
        return ""
    day = short_day(edition.adopted_on)
    sides = Counter(
        Present.objects.filter(
            adoption__edition=edition, adoption__confirmed_at__isnull=False
        ).values_list("side", flat=True)
    )
    present = [
        f"{number} {words}" for side, words in SIDES.items() if (number := sides.get(side, 0))
    ]
    if not present:
        return f"It was adopted on {day}."
    *first, last = present
    listed = f"{', '.join(first)} and {last}" if first else last
    members = in_words(sum(sides.values()), "members were", one="member was")
    return f"The Compact Board adopted it on {day}. {members} present: {listed}."


def edition_list_context(on: dt.date) -> dict[str, Any]:
    editions = public_editions(on)
    return {
        "editions": editions,
        "out_for_comment": Edition.objects.out_for_comment(on).first(),
        "voluntary": VOLUNTARY,
        "example": _example(editions[0].edition) if editions else "",
        "breadcrumbs": [("The Compact", page_at("compact"))],
    }


@dataclass(frozen=True, slots=True)
class Part:
    """What an edition says in one code."""

    code: Code
    lines: list[Line] = field(default_factory=list)
    dropped: list[Line] = field(default_factory=list)


def edition_context(listed: Listed, on: dt.date) -> dict[str, Any]:
    edition = listed.edition
    return {
        **_whole(edition, on),
        "listed": listed,
        "adopted": adopted_in_words(edition),
        "changes_url": reverse("compact:edition_changes", args=[edition.number]),
    }


def draft_context(edition: Edition, on: dt.date) -> dict[str, Any]:
    """A draft that was put out for comment."""
    is_open = edition.is_out_for_comment(on)
    last = short_day(edition.comments_until)
    said = (
        f"This is a draft. You can comment on it until {last}."
        if is_open
        else f"This is a draft. The time for comments ended on {last}. The Compact Board decides next."
    )
    return {
        **_whole(edition, on),
        "listed": {"standing": "Out for comment" if is_open else "Draft", "days": said},
        "adopted": "",
        "is_draft": True,
        "is_open": is_open,
        "changes_url": reverse("compact:draft_changes", args=[edition.number]),
    }


def _whole(edition: Edition, on: dt.date) -> dict[str, Any]:
    in_force = edition_in_force(on)
    return {
        "edition": edition,
        "introduction": blocks(edition.introduction),
        "principles": blocks(edition.principles),
        "parts": _by_code(contents(edition)),
        "in_force": None if in_force == edition else in_force,
        "has_changes": edition.number > 1,
        "voluntary": VOLUNTARY,
        "example": _example(edition),
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            ("Editions", reverse("compact:edition_list")),
        ],
    }


def _by_code(lines: list[Line]) -> list[Part]:
    found: dict[int, Part] = {}
    for line in lines:
        code = line.undertaking.code
        part = found.setdefault(code.pk, Part(code))
        (part.dropped if line.change is Change.DROPPED else part.lines).append(line)
    return list(found.values())


def _example(edition: Edition) -> str:
    return EXAMPLE if edition.is_example else ""
