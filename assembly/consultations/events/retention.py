"""What is forgotten of the notes of events, once the body has decided."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from assembly.consultations.answering.retention import KEPT, over_before
from assembly.consultations.models import Consultation, EventPaper
from assembly.core.figures import in_words
from assembly.core.retention import Rule


def forget_papers(on: dt.date) -> int:
    """Drafts and versions that were corrected go; of one that was taken off its words. What is public stays."""
    over = Consultation.objects.published().filter(over_before(on - KEPT))
    old = EventPaper.objects.filter(event__consultation__in=over)
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
        f"{in_words(KEPT, 'years')} after the decision, or after feedback where no decision was published",
        forget_papers,
    ),
)
