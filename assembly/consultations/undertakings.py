"""Consultations and the Compact: which undertakings a consultation cites, and which consultations cite one.

The promise of twelve weeks is cited by every consultation whose window is short, or was when it opened, without
anybody ticking it. It is C2 of the code on consultation, or what an edition made of that.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.urls import reverse
from django.utils import timezone

from assembly.compact.citing import Source
from assembly.compact.models import EXAMPLE_NUMBER, Code, Undertaking, UndertakingText
from assembly.compact.text.reading import text_in
from assembly.compact.text.selectors import edition_in_force
from assembly.core.addresses import page_at
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel, PanelLine

from .compliance import days
from .editions import Cite, HeldTo, held_to, in_the_words_of, with_edition
from .models import Consultation, ConsultationPage, Extension
from .window import FULL

TWELVE_WEEKS = (Code.Subject.CONSULTATION, "C2")
MOST = 20


@dataclass(frozen=True, slots=True)
class Promise:
    """The promise of twelve weeks: the texts of the undertakings under whose numbers it is or was, by their keys."""

    first: int | None
    texts: Mapping[int, list[UndertakingText]]

    def in_edition(self, number: int) -> Undertaking | None:
        """The undertaking that has it in an edition: C2, or what continues it there. None where it was dropped."""
        key, seen = self.first, set[int]()
        while key is not None and key not in seen:
            seen.add(key)
            text = text_in(self.texts.get(key, ()), number)
            if text is None:
                return None
            if not text.is_dropped:
                return text.undertaking
            key = text.continued_as_id
        return None

    def undertakings(self) -> list[Undertaking]:
        found = (self.in_edition(number) for number in self._turns())
        return list({one.pk: one for one in found if one}.values())

    def has(self, undertaking: Undertaking) -> Q | None:
        """For consultations with `held_to`: those held to an edition in which this undertaking is the promise."""
        turns, found = self._turns(), None
        for at, number in enumerate(turns):
            if self.in_edition(number) != undertaking:
                continue
            part = Q(held_to__gte=number)
            if at + 1 < len(turns):
                part &= Q(held_to__lt=turns[at + 1])
            found = found | part if found else part
        return found

    def _turns(self) -> list[int]:
        """The editions that say something of it; between two of them nothing changes, but after the example text."""
        return sorted(
            {EXAMPLE_NUMBER + 1}
            | {text.edition.number for texts in self.texts.values() for text in texts}
        )


def promise() -> Promise:
    """Read C2 and every undertaking that continues another, in one query."""
    subject, number = TWELVE_WEEKS
    continuing = UndertakingText.objects.filter(continued_as=OuterRef("undertaking"))
    is_c2 = Q(undertaking__code__subject=subject, undertaking__number__iexact=number)
    texts: dict[int, list[UndertakingText]] = {}
    first = None
    for text in (
        UndertakingText.objects.filter(edition__published_at__isnull=False)
        .filter(is_c2 | Q(Exists(continuing)))
        .select_related("edition", "undertaking__code")
    ):
        one = text.undertaking
        texts.setdefault(one.pk, []).append(text)
        if (one.code.subject, one.number.upper()) == TWELVE_WEEKS:
            first = one.pk
    return Promise(first, texts)


def on_twelve_weeks(on: dt.date | None = None) -> Undertaking | None:
    """The undertaking that has the promise in the edition in force."""
    edition = edition_in_force(on or timezone.localdate())
    return promise().in_edition(edition.number) if edition else None


@dataclass(frozen=True, slots=True)
class Cited:
    """What the page of a consultation cites, in the words of the edition that the consultation is held to."""

    cites: list[Cite]
    held: HeldTo


def cited_on(page: ConsultationPage, *, is_short: bool, on: dt.date) -> Cited | None:
    """What the page of a consultation links to, in the order of the Compact."""
    chosen = list(page.undertakings.all().select_related("code")) if page.pk else []
    if not (chosen or is_short):
        return None
    held = held_to(page.consultation, on)
    promised = promise().in_edition(held.edition.number) if is_short and held.edition else None
    if promised and promised not in chosen:
        chosen.append(promised)
    chosen.sort(key=lambda one: (one.code.order, one.order))
    return Cited(in_the_words_of(chosen, held.edition), held) if chosen else None


def short() -> Q:
    """Those whose window is short, or was before it was extended."""
    before = Extension.objects.annotate(length=_length("old_closes_on", "consultation__opens_on"))
    shortened = before.filter(consultation=OuterRef("pk"), length__lt=FULL)
    return Q(length__lt=FULL) | Q(Exists(shortened))


def _length(closes: str, opens: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(closes) - F(opens), output_field=DurationField())


def citing(undertaking: Undertaking) -> QuerySet[Consultation]:
    """The published consultations that cite it, the newest first."""
    return _citing(undertaking, promise())


def _citing(undertaking: Undertaking, promised: Promise) -> QuerySet[Consultation]:
    cite = Q(page__in=ConsultationPage.objects.filter(undertakings=undertaking).values("pk"))
    found = Consultation.objects.published()
    if by_itself := promised.has(undertaking):
        found = with_edition(found).annotate(length=_length("closes_on", "opens_on"))
        cite |= short() & by_itself
    return found.filter(cite).select_related("page", "body__page").order_by("-opens_on", "-pk")


def numbers(keys: Collection[int]) -> dict[int, int]:
    """How many consultations cite each of these undertakings, as `citing` finds them."""
    chosen = (
        ConsultationPage.undertakings.through.objects.filter(
            undertaking__in=keys, consultationpage__consultation__published_at__isnull=False
        )
        .values_list("undertaking")
        .annotate(number=Count("pk"))
    )
    promised = promise()
    by_itself = {
        one.pk: _citing(one, promised).count() for one in promised.undertakings() if one.pk in keys
    }
    return {**dict(chosen), **by_itself}


def panel(undertaking: Undertaking) -> Panel | None:
    """On the undertaking's page."""
    promised = promise()
    every = _citing(undertaking, promised)
    found = list(every[: MOST + 1])
    if not found:
        return None
    more, url = len(found) > MOST, page_at("consultations")
    url, label = (url if more else "", "All consultations")
    if promised.has(undertaking):
        url, label = reverse("partners:scorecard"), "How each public body keeps it: the scorecard"
    number = every.count() if more else len(found)
    return Panel(
        heading=in_words(number, "consultations cite it", one="consultation cites it"),
        lines=tuple(_line(one) for one in found[:MOST]),
        url=url,
        label=f"Only the newest are listed. {label}" if more else label,
    )


def _line(consultation: Consultation) -> PanelLine:
    short_by = f", {days(consultation.shortfall)} short" if consultation.shortfall else ""
    return PanelLine(
        consultation.page.title,
        consultation.get_absolute_url(),
        f"{consultation.body}, {short_day(consultation.opens_on)} to "
        f"{short_day(consultation.closes_on)}{short_by}",
    )


def named_by(undertaking: Undertaking) -> Iterable[str]:
    """What keeps an undertaking from being deleted."""
    found = numbers([undertaking.pk]).get(undertaking.pk, 0)
    return [in_words(found, "consultations")] if found else []


CONSULTATIONS = Source("consultations", panel, numbers)
