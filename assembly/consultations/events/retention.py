"""What is forgotten of the notes of events, once the body has decided."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from assembly.consultations.models import EventPaper
from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.retention import Rule

from .rules import YEARS_KEPT


def forget_papers(on: dt.date) -> int:
    """Drafts and versions that were corrected go; of one that was taken off its words. What is public stays."""
    decided = months_after(on, -12 * YEARS_KEPT)
    old = EventPaper.objects.filter(event__consultation__decision_published_at__date__lt=decided)
    later = EventPaper.objects.filter(
        event=OuterRef("event"),
        part=OuterRef("part"),
        number__gt=OuterRef("number"),
        published_at__isnull=False,
    )
    number, _ = old.filter(Q(published_at=None) | Exists(later)).delete()
    taken_off = old.exclude(taken_off_at=None).exclude(text="")
    return number + taken_off.update(text="")


RULES = (
    Rule(
        "event-notes",
        "Drafts and corrected versions of the notes of consultation events, and notes that were taken off: "
        f"{in_words(YEARS_KEPT, 'years')} after the decision",
        forget_papers,
    ),
)
