"""What changed in a published consultation that a calendar program or a reader of feeds has to take in, and when."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.models import Event

from .models import Consultation

SHOWN = (
    "consultations.words_published",
    "consultations.extended",
    "consultations.withdrawn",
)
# They change nothing that is announced: the first is the announcement itself.
NOT_SHOWN = (
    "consultations.published",
    "consultations.published_without_reason",
    "consultations.questions_drafted",
    "consultations.questions_changed",
    "consultations.questions_kept",
    "consultations.set_renamed",
    "consultations.set_deleted",
    # Not public, or not of a published consultation.
    "consultations.preelectionperiod_added",
    "consultations.preelectionperiod_changed",
    "consultations.preelectionperiod_deleted",
    "consultations.extension_asked",
    "consultations.extension_refused",
    "consultations.plan_proposed",
    "consultations.plan_announced",
    "consultations.plan_dropped",
    "consultations.plan_begun",
    "consultations.responded",
    "consultations.response_replaced",
    "consultations.response_stopped",
    "consultations.response_erased",
    "consultations.offline_entered",
    "consultations.offline_corrected",
    "consultations.offline_checked",
    "consultations.offline_sent_back",
    "consultations.offline_discarded",
    "consultations.backings_named",
    "consultations.backing_taken_off",
    "consultations.backing_put_back",
    "consultations.answer_redacted",
    "consultations.redaction_lifted",
    "consultations.text_put",
    "consultations.passage_commented",
    "consultations.comment_withdrawn",
    "consultations.comment_hidden",
    "consultations.comment_shown_again",
    # Entries of their own in the calendar, which count their own changes.
    "consultations.event_planned",
    "consultations.event_changed",
    "consultations.event_cancelled",
    "consultations.event_attendance_recorded",
    "consultations.event_paper_drafted",
    "consultations.event_notes_published",
    "consultations.event_summary_published",
    "consultations.event_paper_taken_off",
    # Entries of their own in the feeds.
    "consultations.responses_published",
    "consultations.feedback_published",
    "consultations.decision_published",
    "consultations.consent_withdrawn",
    "consultations.consent_given_back",
    "consultations.response_hidden",
    "consultations.response_shown_again",
    "consultations.feedback_begun",
    "consultations.feedback_saved",
    "consultations.decision_begun",
    "consultations.decision_saved",
    "consultations.overdue_cleared",
    "consultations.monitoring_chosen",
    "consultations.theme_added",
    "consultations.theme_changed",
    "consultations.theme_moved",
    "consultations.theme_merged",
    "consultations.theme_deleted",
    "consultations.answer_coded",
    "consultations.answer_settled",
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
