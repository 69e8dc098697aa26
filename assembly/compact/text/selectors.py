"""Editions and undertakings as they are read: the text in force on a day, those that follow, and those before."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from assembly.compact.models import (
    EXAMPLE_NUMBER,
    Edition,
    Undertaking,
    UndertakingText,
)

from .reading import Line, line_in, text_in


@dataclass(frozen=True, slots=True)
class Reading:
    """An undertaking on a day: the text in force, those that will follow and those it replaced, the newest first.

    A text may be the one that drops the undertaking. `edition` is the one in force.
    """

    undertaking: Undertaking
    current: UndertakingText | None
    coming: list[UndertakingText]
    earlier: list[UndertakingText]
    edition: Edition | None

    @property
    def in_force(self) -> UndertakingText | None:
        """The promise that holds; None once it was dropped."""
        return None if self.current is None or self.current.is_dropped else self.current

    @property
    def title(self) -> str:
        """Of the text in force, of the last one that was, or of the next."""
        found = (text.title for text in (self.current, *self.earlier, *self.coming) if text)
        return next(filter(None, found), "")

    @property
    def name(self) -> str:
        """As pages and lists write it: “C2: Twelve weeks, or say why”."""
        return named(self.undertaking, self.title)


def named(undertaking: Undertaking, title: str) -> str:
    return f"{undertaking.number}: {title}" if title else undertaking.number


def edition_in_force(on: dt.date) -> Edition | None:
    return Edition.objects.in_force(on).first()


def draft() -> Edition | None:
    return Edition.objects.filter(published_at=None).first()


def published_texts() -> QuerySet[UndertakingText]:
    texts = UndertakingText.objects.filter(edition__published_at__isnull=False)
    return texts.select_related("edition", "continued_as__code").order_by("-edition__number")


def _texts() -> Any:
    return Prefetch("texts", queryset=published_texts(), to_attr="public_texts")


def with_texts(undertakings: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    """With their published texts as `public_texts`; two queries however many they are."""
    return undertakings.select_related("code").prefetch_related(_texts())


def read(undertaking: Undertaking, on: dt.date, edition: Edition | None) -> Reading:
    """Read an undertaking from `with_texts` on a day, given the edition that is in force then.

    The example text is read only while nothing was adopted.
    """
    texts: Iterable[UndertakingText] = undertaking.public_texts  # type: ignore[attr-defined]  # by `with_texts`
    adopted = [text for text in texts if text.edition.number != EXAMPLE_NUMBER]
    number = edition.number if edition else EXAMPLE_NUMBER
    current = text_in(texts, number)
    return Reading(
        undertaking,
        current,
        [text for text in adopted if text.edition.number > number][::-1],
        [text for text in adopted if text.edition.number <= number and text is not current],
        edition,
    )


def read_all(undertakings: QuerySet[Undertaking] | list[Undertaking], on: dt.date) -> list[Reading]:
    """Three queries at most, and none for an empty list, which keeps its order."""
    if isinstance(undertakings, list):
        prefetch_related_objects(undertakings, _texts())
        found = undertakings
    else:
        found = list(with_texts(undertakings))
    edition = edition_in_force(on) if found else None
    return [read(one, on, edition) for one in found]


def contents(edition: Edition) -> list[Line]:
    """Everything that an edition says, in the order of the codes, with what it dropped; drafts too."""
    lines = (line_in(one, so_far(one), edition.number) for one in up_to(edition))
    return [line for line in lines if line]


def up_to(edition: Edition) -> QuerySet[Undertaking]:
    """All undertakings with their texts up to this edition."""
    texts = UndertakingText.objects.filter(edition__number__lte=edition.number).select_related(
        "edition", "continued_as__code"
    )
    return Undertaking.objects.select_related("code").prefetch_related(
        Prefetch("texts", queryset=texts, to_attr="texts_so_far")
    )


def so_far(undertaking: Undertaking) -> list[UndertakingText]:
    found: list[UndertakingText] = undertaking.texts_so_far  # type: ignore[attr-defined]  # by `up_to`
    return found


def in_force_field(name: str, on: dt.date) -> Subquery:
    """For a query of undertakings: a field of the text in force on a day."""
    return field_in(name, edition_in_force(on))


def promises_in(edition: Edition | None) -> QuerySet[Undertaking]:
    """The undertakings that an edition has, without those that were dropped."""
    return (
        Undertaking.objects.annotate(in_force_text=field_in("text", edition))
        .exclude(in_force_text=None)
        .exclude(in_force_text="")
    )


def choices_of(on: dt.date, *, kept: Collection[int] = ()) -> QuerySet[Undertaking]:
    """What a form offers to cite: the promises in force, and those chosen before. Nothing that only a draft has."""
    edition = edition_in_force(on)
    offered = Q(pk__in=promises_in(edition).order_by().values("pk")) | Q(pk__in=kept)
    found = Undertaking.objects.public().filter(offered).select_related("code")
    return found.annotate(title=field_in("title", edition))


def choice_in_words(undertaking: Undertaking) -> str:
    """One of `choices_of` in a form: “Consultation, C2: Twelve weeks, or say why”."""
    title: str | None = undertaking.title  # type: ignore[attr-defined]  # annotated above
    return f"{undertaking.code}, {named(undertaking, title or '')}"


def sizes(edition: Edition | None) -> dict[int, int]:
    """How many promises each code has in an edition, by the key of the code."""
    rows = promises_in(edition).order_by().values_list("code").annotate(number=Count("pk"))
    return dict(rows)


def field_in(name: str, edition: Edition | None) -> Subquery:
    """For a query of undertakings: a field of the text that an edition has; without one, of the example text."""
    number = edition.number if edition else EXAMPLE_NUMBER
    lowest = min(number, EXAMPLE_NUMBER + 1)
    texts = UndertakingText.objects.filter(
        undertaking=OuterRef("pk"),
        edition__published_at__isnull=False,
        edition__number__range=(lowest, number),
    ).order_by("-edition__number")
    return Subquery(texts.values(name)[:1])


def promise_as_of(undertaking: Undertaking, on: dt.date) -> Undertaking:
    """Where an undertaking went: itself, or what continues it in the edition in force. Follows renumbering."""
    edition, seen = edition_in_force(on), {undertaking.pk}
    while edition:
        text = text_in(
            undertaking.texts.select_related("edition", "continued_as__code"), edition.number
        )
        following = text.continued_as if text and text.is_dropped else None
        if following is None or following.pk in seen:
            break
        seen.add(following.pk)
        undertaking = following
    return undertaking
