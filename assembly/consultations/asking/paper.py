"""What every sheet of paper with the questions of a consultation shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count

from assembly.consultations.models import Consultation, QuestionSet
from assembly.core.passages.selectors import has_text

from .said import DEGREES
from .selectors import Change, Part, changes_of, newest, parts_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a consultation says of its questions; of a draft, which is previewed, all of them."""

    count: int = 0
    changes: Sequence[Change] = ()
    parts: Sequence[Part] = ()
    degrees: Sequence[str] = DEGREES
    has_text: bool = False


def asked_in_short(consultation: Consultation) -> Asked:
    """One query for a published consultation, which says too whether there is a draft text to comment on."""
    if consultation.pk is None:  # the preview of a page that is not saved yet
        return Asked()
    if not consultation.is_published:
        return Asked(parts=parts_of(newest(consultation)))
    counted = Count("sections__questions")
    sets = list(
        consultation.question_sets.in_force().annotate(
            question_count=counted, has_text=has_text(Consultation, "consultation")
        )
    )
    if not sets:
        return Asked()
    return Asked(sets[0].question_count, changes_of(sets), has_text=sets[0].has_text)


def paper_of(consultation: Consultation, shown: QuestionSet) -> dict[str, Any]:
    """The same parts and numbers as online; nothing of a page whose text is hidden."""
    is_hidden = getattr(consultation, "text_is_hidden", False)
    return {
        "consultation": consultation,
        "address": f"{settings.SITE_URL}{consultation.get_absolute_url()}",
        "shown": shown,
        "parts": [] if is_hidden else parts_of(shown),
        "degrees": DEGREES,
        "text_is_hidden": is_hidden,
    }
