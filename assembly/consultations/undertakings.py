"""Consultations and the Compact: which undertakings a consultation cites, and which consultations cite one.

The undertaking on twelve weeks is cited by every consultation whose window is short, or was when it opened, without
anybody ticking it: it is found by its code and number, as the Compact cites it.
"""

from collections.abc import Iterable

from django.db.models import (
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.urls import reverse

from assembly.compact.models import Code, Undertaking
from assembly.core.addresses import page_at
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel, PanelLine

from .compliance import days
from .models import Consultation, ConsultationPage, Extension
from .window import FULL

TWELVE_WEEKS = (Code.Subject.CONSULTATION, "C2")
MOST = 20


def on_twelve_weeks() -> Undertaking | None:
    subject, number = TWELVE_WEEKS
    return (
        Undertaking.objects.filter(code__subject=subject, number__iexact=number)
        .select_related("code")
        .first()
    )


def is_on_twelve_weeks(undertaking: Undertaking) -> bool:
    return (undertaking.code.subject, undertaking.number.upper()) == TWELVE_WEEKS


def cited_on(page: ConsultationPage, *, is_short: bool) -> list[Undertaking]:
    """What the page of a consultation links to, in the order of the Compact."""
    chosen = list(page.undertakings.all().select_related("code")) if page.pk else []
    promised = on_twelve_weeks() if is_short else None
    if promised and promised not in chosen:
        chosen.append(promised)
    return sorted(chosen, key=lambda one: (one.code.order, one.order))


def short() -> Q:
    """Those whose window is short, or was before it was extended."""
    before = Extension.objects.annotate(length=_length("old_closes_on", "consultation__opens_on"))
    shortened = before.filter(consultation=OuterRef("pk"), length__lt=FULL)
    return Q(length__lt=FULL) | Q(Exists(shortened))


def _length(closes: str, opens: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(closes) - F(opens), output_field=DurationField())


def citing(undertaking: Undertaking) -> QuerySet[Consultation]:
    """The published consultations that cite it, the newest first."""
    chosen = Q(page__in=ConsultationPage.objects.filter(undertakings=undertaking).values("pk"))
    found = Consultation.objects.published().annotate(length=_length("closes_on", "opens_on"))
    cite = chosen | short() if is_on_twelve_weeks(undertaking) else chosen
    return found.filter(cite).select_related("page", "body__page").order_by("-opens_on", "-pk")


def panel(undertaking: Undertaking) -> Panel | None:
    """On the undertaking's page."""
    found = list(citing(undertaking)[: MOST + 1])
    if not found:
        return None
    more, every = len(found) > MOST, page_at("consultations")
    url, label = (every if more else "", "All consultations")
    if is_on_twelve_weeks(undertaking):
        url, label = reverse("partners:scorecard"), "How each public body keeps it: the scorecard"
    return Panel(
        heading="Consultations that cite it",
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
    number = citing(undertaking).count()
    return [in_words(number, "consultations")] if number else []
