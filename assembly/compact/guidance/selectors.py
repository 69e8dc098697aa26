"""The guidance in force, and how much of it an officer has read."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import (
    EXAMPLE_NUMBER,
    Acknowledgement,
    Edition,
    Guidance,
    Undertaking,
    UndertakingText,
)
from assembly.compact.text.selectors import Reading, read_all
from assembly.core.differences import Piece, differences
from assembly.partners.models import PublicBody
from assembly.partners.selectors import bodies_of


@dataclass(frozen=True, slots=True)
class Shown:
    """The guidance in force on an undertaking, beside the text in force."""

    undertaking: Undertaking
    text: UndertakingText
    guidance: Guidance

    @property
    def written_for(self) -> str:
        """Of which month the text is that it was written for; empty where that is the text in force."""
        day = self.guidance.about.edition.in_force_from
        return f"{day:%B %Y}" if day and self.guidance.about_id != self.text.pk else ""

    @property
    def since(self) -> dt.date:
        """The first day on which it was in use: when it was written, or when the text came into force."""
        written = timezone.localdate(self.guidance.written_at)
        return max(written, self.guidance.about.edition.in_force_from or written)

    @property
    def name(self) -> str:
        return named(self.undertaking, self.text.title)


def named(undertaking: Undertaking, title: str) -> str:
    """“C2: Twelve weeks, or say why”."""
    return f"{undertaking.number}: {title}" if title else str(undertaking)


def in_use(edition: Edition | None) -> QuerySet[Guidance]:
    """Every version that is or was shown while this edition is in force, the oldest first."""
    number = edition.number if edition else EXAMPLE_NUMBER
    lowest = min(number, EXAMPLE_NUMBER + 1)
    return (
        Guidance.objects.filter(
            about__edition__published_at__isnull=False,
            about__edition__number__range=(lowest, number),
        )
        .select_related("about__edition", "about__undertaking__code")
        .order_by("about__edition__number", "number")
    )


def in_force_on(readings: Collection[Reading]) -> dict[int, Shown]:
    """The guidance in force, by undertaking; of a promise that does not hold there is none. One query."""
    holding = {one.undertaking.pk: one for one in readings if one.in_force}
    if not holding:
        return {}
    edition = next(iter(holding.values())).edition
    newest = {
        one.about.undertaking_id: one
        for one in in_use(edition).filter(about__undertaking__in=list(holding))
    }
    return {
        key: Shown(reading.undertaking, reading.in_force, newest[key])
        for key, reading in holding.items()
        if key in newest and reading.in_force
    }


def promises(on: dt.date) -> list[Reading]:
    """Every promise that holds on a day, in the order of the codes. Three queries."""
    found = read_all(Undertaking.objects.public().order_by("code__order", "order"), on)
    return [one for one in found if one.in_force]


def everything(on: dt.date) -> list[Shown]:
    """All guidance in force on a day. Four queries."""
    return list(in_force_on(promises(on)).values())


def guidance_on(undertaking: Undertaking, on: dt.date) -> Shown | None:
    return in_force_on(read_all([undertaking], on)).get(undertaking.pk)


def versions_of(reading: Reading) -> list[Guidance]:
    """Every version of the guidance on a promise, the newest first."""
    found = in_use(reading.edition).filter(about__undertaking=reading.undertaking)
    return list(found.select_related("about__edition", "written_by"))[::-1]


def changes_between(versions: list[Guidance]) -> list[tuple[Guidance, list[Piece]]]:
    """Each version, with what it changed of the one before it; the first has nothing to compare."""
    return [
        (one, differences(earlier.words, one.words) if earlier else [])
        for one, earlier in zip_longest(versions, versions[1:])
    ]


# What an officer has read


@dataclass(frozen=True, slots=True)
class ToRead:
    """Guidance in force for an officer: when they read it for all bodies they act for, and what they read before."""

    shown: Shown
    read_on: dt.date | None
    before: Guidance | None

    @property
    def is_changed(self) -> bool:
        return self.read_on is None and self.before is not None

    @property
    def state(self) -> str:
        if self.read_on:
            return "read"
        return "changed since you read it" if self.before else "not read yet"

    @property
    def changes(self) -> list[Piece]:
        """Of the guidance, since the version they read."""
        if not self.is_changed or self.before is None:
            return []
        return differences(self.before.words, self.shown.guidance.words)

    @property
    def changes_of_text(self) -> list[Piece]:
        """Of the promise itself, since the text for which they read guidance."""
        if not self.is_changed or self.before is None:
            return []
        before, now = self.before.about.text, self.shown.text.text
        return differences(before, now) if before != now else []


def reading_list(user: User, on: dt.date) -> list[ToRead] | None:
    """All guidance for an officer, what is unread first; None for somebody who acts for no public body."""
    bodies = set(bodies_of(user, on).values_list("pk", flat=True))
    if not bodies:
        return None
    found = to_read(everything(on), bodies, read_by(user))
    return sorted(found, key=lambda one: one.read_on is not None)


def read_by(user: User) -> list[Acknowledgement]:
    """What this person said that they have read, the newest first."""
    found = Acknowledgement.objects.filter(user=user)
    return list(found.select_related("guidance__about__edition"))


def to_read(
    shown: Iterable[Shown], bodies: set[int], read: Collection[Acknowledgement]
) -> list[ToRead]:
    return [_for_officer(one, bodies, read) for one in shown]


def _for_officer(shown: Shown, bodies: set[int], read: Collection[Acknowledgement]) -> ToRead:
    now = [one for one in read if one.guidance_id == shown.guidance.pk]
    missing = bodies - {one.body_id for one in now}
    earlier = [
        one.guidance
        for one in read
        if one.guidance.about.undertaking_id == shown.undertaking.pk
        and one.guidance_id != shown.guidance.pk
    ]
    latest = max(earlier, key=_place, default=None)
    read_on = timezone.localdate(max(one.at for one in now)) if now and not missing else None
    # Read for one body and not yet for another: it has not changed since.
    return ToRead(shown, read_on, None if now else latest)


def _place(guidance: Guidance) -> tuple[int, int]:
    return guidance.about.edition.number, guidance.number


def bodies_for(user: User, on: dt.date) -> list[PublicBody]:
    return list(bodies_of(user, on).order_by("name"))
