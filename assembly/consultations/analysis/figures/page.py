"""What the page of the analysis holds, for everyone and for those who work on it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from assembly.consultations.counts import by_kind, counted
from assembly.consultations.models import Consultation

from ..monitoring.selectors import tables as monitoring_tables
from . import rules
from .agreed import agreement_tables, progress, themes_shown
from .shown import figures
from .splits import BY_KIND, SPLITS


def analysis_page(consultation: Consultation) -> str:
    """Its address, once everybody may see it."""
    if not rules.are_public(consultation):
        return ""
    return reverse(
        "consultations:analysis", args=[consultation.body.page.slug, consultation.page.slug]
    )


def analysis_context(consultation: Consultation, code: str, *, for_staff: bool) -> dict[str, Any]:
    """`code` is what the figures are split by; one that is not known splits them by kind."""
    split = SPLITS.get(code, BY_KIND)
    found = figures(consultation, split)
    context: dict[str, Any] = {
        "consultation": consultation,
        "fewest": rules.FEWEST,
        "split": split,
        "splits": SPLITS.values(),
        "counted": counted(by_kind(consultation)),
        "questions": [section for section in found.of_questions if section.tables],
        "too_few": [section.heading for section in found.of_questions if not section.tables],
        "themes": found.of_themes,
        "progress": progress(consultation),
    }
    if split is BY_KIND:
        shown = themes_shown(found.kinds)
        context["agreement"] = agreement_tables(consultation, shown, with_names=for_staff)
        context["about_people"] = monitoring_tables(consultation, timezone.now())
    return context
