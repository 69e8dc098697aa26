"""May this respondent send these answers now? One rule for each kind, all pure."""

import datetime as dt
from collections.abc import Sequence

from assembly.consultations.asking.given import Given
from assembly.consultations.models import Consultation, QuestionSet, ResponseDraft
from assembly.consultations.rules import is_taking_responses
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import day, moment, short_day
from assembly.membership.models import Organisation

DRAFTS_KEPT = dt.timedelta(weeks=4)


def may_send_for_group(
    consultation: Consultation, name: str, *, answers_for: bool, at: dt.datetime
) -> Ruling:
    """A group answers through its convenor, while the window is open."""
    in_time = is_taking_responses(consultation, at=at)
    if not in_time:
        return in_time
    if not answers_for:
        return refused(f"Only the convenor of the {name} can send its response.")
    return ALLOWED


def was_received_in_time(consultation: Consultation, *, on: dt.date | None) -> Ruling:
    """What came on paper counts by the day it came, whenever it is entered."""
    window = consultation.window
    if window is None or not consultation.is_published:
        return refused("This consultation is not published.")
    if on is None:
        return refused("Say on which day it was received.")
    if not window.opens_on <= on <= window.closes_on:
        return refused(
            f"It has to be received from {short_day(window.opens_on)} to {short_day(window.closes_on)}, the days "
            "on which the consultation was open."
        )
    return ALLOWED


def are_still_asked(answers: Sequence[Given], question_set: QuestionSet) -> Ruling:
    """Answers belong to the questions of the day on which they are sent."""
    if all(one.question.section.question_set_id == question_set.pk for one in answers):
        return ALLOWED
    return refused(
        "The questions have changed since you began. Nothing you typed is lost: check your answers against the "
        "questions as they are now, and send again."
    )


def may_keep_draft(
    consultation: Consultation, *, speaks_for_sender: bool, at: dt.datetime
) -> Ruling:
    """From the opening on; after the closing too, so that what was typed at the last minute is not lost."""
    window = consultation.window
    if not speaks_for_sender:
        return refused("You no longer act for the organisation this response was begun for.")
    if window is None or not consultation.is_published:
        return refused("This consultation is not published.")
    if at < window.opens_at(consultation.published_at):
        return refused(f"This consultation opens on {day(window.opens_on)}.")
    return ALLOWED


def is_as_checked(draft: ResponseDraft | None, number: int) -> Ruling:
    """Several people may have one draft open: what is sent is what the sender has read."""
    if draft is None:
        return refused("This draft is not here any more: somebody has sent it, or it was deleted.")
    if draft.number != number:
        who = draft.saved_by.name if draft.saved_by else "Somebody"
        return refused(
            f"{who} changed the draft at {moment(draft.saved_at)}, after you opened this page. Check the answers "
            "as they are now, and send again."
        )
    return ALLOWED


def are_of_the_group(agreed: Sequence[Organisation], members: Sequence[Organisation]) -> Ruling:
    """Only organisations that belong to the group are behind its response."""
    strangers = [one.name for one in agreed if one not in members]
    if not strangers:
        return ALLOWED
    return refused(f"{strangers[0]} does not belong to the group at present: take it out.")


def may_change_backing(
    consultation: Consultation, organisation: Organisation, *, acts_for: bool, at: dt.datetime
) -> Ruling:
    """Anybody who acts for the organisation can take its name off, or put it back, until the close."""
    in_time = is_taking_responses(consultation, at=at)
    if not in_time:
        return in_time
    return ALLOWED if acts_for else refused(f"You do not act for {organisation.name}.")
