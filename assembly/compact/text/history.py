"""What the page of one undertaking shows: its text, what comes, what it was before, and what cites it."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assembly.compact.cases.register.learnt import taught
from assembly.compact.citing import citing
from assembly.compact.guidance.selectors import in_force_on
from assembly.compact.models import VOLUNTARY, Edition, Undertaking, UndertakingText
from assembly.core.addresses import page_at
from assembly.core.differences import Piece, differences
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel

from .lineage import Renumbered, lineage
from .pages import example_note
from .selectors import Reading, named, read_all

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """What an edition made of the undertaking. `pieces` are its words with what they changed of the words before."""

    text: UndertakingText
    days: str
    pieces: list[Piece]
    before: UndertakingText | None
    became: str = ""

    @property
    def continues(self) -> Undertaking | None:
        """What it was under another number in the edition before."""
        if self.before and self.before.undertaking_id != self.text.undertaking_id:
            return self.before.undertaking
        return None

    @property
    def title_was(self) -> str:
        return self.before.title if self.before and self.before.title != self.text.title else ""

    @property
    def party_was(self) -> str:
        changed = self.before and self.before.party != self.text.party
        return self.before.get_party_display() if self.before and changed else ""


def undertaking_context(undertaking: Undertaking, on: dt.date) -> dict[str, Any]:
    around = read_all(undertaking.code.undertakings.public(), on)
    reading = next(one for one in around if one.undertaking.pk == undertaking.pk)
    before = lineage(reading.edition).get(undertaking.pk, [])
    titles = {one.undertaking.pk: one.title for one in around}
    return {
        "reading": reading,
        "was": [_was(one) for one in before],
        "becomes": _becomes(reading, titles),
        "is_only_example": not (reading.current or reading.coming),
        "guidance": in_force_on([reading]).get(undertaking.pk),
        "cited_by": _cited_by(undertaking, before),
        "taught": [panel] if (panel := taught(undertaking)) else [],
        "coming": _versions(reading.coming[::-1], reading.in_force, titles)[::-1],
        "history": _versions(_past(reading), _continued(reading, before, around), titles),
        "is_first": bool(reading.in_force) and not (reading.earlier or before),
        "code": undertaking.code,
        **_beside(around, undertaking),
        "voluntary": VOLUNTARY,
        "example": example_note([reading]),
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            (str(undertaking.code), undertaking.code.get_absolute_url()),
        ],
    }


def _beside(around: Sequence[Reading], undertaking: Undertaking) -> dict[str, Reading | None]:
    """The promises before and after it, by their order in the code; what was dropped is passed over."""
    kept = [one for one in around if one.in_force or one.undertaking.pk == undertaking.pk]
    place = next(at for at, one in enumerate(kept) if one.undertaking.pk == undertaking.pk)
    return {
        "previous": kept[place - 1] if place else None,
        "next": kept[place + 1] if place + 1 < len(kept) else None,
    }


def _past(reading: Reading) -> list[UndertakingText]:
    """The newest first."""
    return [*([reading.current] if reading.current else []), *reading.earlier]


def _continued(
    reading: Reading, before: list[Renumbered], around: Sequence[Reading]
) -> UndertakingText | None:
    """The last words of the promise under the number before this one, where one promise of the code became it."""
    texts = _past(reading)
    became = [one for one in before if texts and one.edition == texts[-1].edition]
    if len(became) != 1:
        return None
    found = (one for one in around if one.undertaking.pk == became[0].undertaking.pk)
    old = next(found, None)
    return next((text for text in _past(old) if not text.is_dropped), None) if old else None


def _versions(
    texts: list[UndertakingText], before: UndertakingText | None, titles: dict[int, str]
) -> list[Version]:
    """Of texts with the newest first, each compared with the one before it; the oldest with `before`."""
    found = []
    followed_on: dt.date | None = None
    for at, text in enumerate(texts):
        older = texts[at + 1] if at + 1 < len(texts) else before
        if older and older.is_dropped:
            older = None
        found.append(
            Version(
                text,
                _days(text, followed_on),
                differences(older.text if older else text.text, text.text),
                older,
                _name_of(text.continued_as, titles) if text.continued_as else "",
            )
        )
        followed_on = text.edition.in_force_from
    return found


def _days(text: UndertakingText, followed_on: dt.date | None) -> str:
    since = short_day(text.edition.in_force_from)
    if text.is_dropped and not text.continued_as:
        return f"Dropped from {since}"
    if followed_on:
        return f"From {since} to {short_day(followed_on - ONE_DAY)}"
    return f"From {since}"


def _becomes(reading: Reading, titles: dict[int, str]) -> dict[str, Any] | None:
    """Where a promise that was dropped went on."""
    text = reading.current
    if text is None or not text.is_dropped:
        return None
    after = text.continued_as
    return {
        "year": text.edition.year,
        "edition": text.edition,
        "undertaking": after,
        "name": _name_of(after, titles) if after else "",
    }


def _name_of(undertaking: Undertaking, titles: dict[int, str]) -> str:
    return named(undertaking, titles.get(undertaking.pk, ""))


def _was(before: Renumbered) -> dict[str, Any]:
    """“In the edition of 2005 this was C2”: the newest edition that still had that number."""
    last = Edition.objects.adopted().filter(number__lt=before.edition.number).order_by("-number")
    edition = last.first()
    return {"undertaking": before.undertaking, "year": edition.year if edition else ""}


def _cited_by(undertaking: Undertaking, before: list[Renumbered]) -> list[Panel]:
    """What cites it, and then what cites the numbers that the promise had before."""
    found = citing(undertaking)
    for one in before:
        for panel in citing(one.undertaking):
            heading = f"{panel.heading} as {one.undertaking.number}, its number before"
            found.append(dataclasses.replace(panel, heading=heading))
    return found
