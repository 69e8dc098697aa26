"""What changed in a published consultation that a calendar program or a reader of feeds has to take in, and when."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.models import Event

from .models import Consultation

SHOWN = ("consultations.words_published", "consultations.withdrawn")
# They change nothing that is announced: the first is the announcement itself.
NOT_SHOWN = (
    "consultations.published",
    "consultations.published_without_reason",
    "consultations.responded",
    "consultations.response_replaced",
    "consultations.answer_redacted",
    "consultations.redaction_lifted",
)


def changed_at(consultations: Iterable[Consultation]) -> dict[int, list[dt.datetime]]:
    """When what is announced of each was changed, oldest first."""
    found: dict[int, list[dt.datetime]] = {each.pk: [] for each in consultations}
    lines = Event.objects.filter(
        name__in=SHOWN, subject_type="consultations.consultation", subject_id__in=list(found)
    ).order_by("at")
    for consultation, at in lines.values_list("subject_id", "at"):
        found[consultation].append(at)
    return found
