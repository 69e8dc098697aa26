"""Who may use and change the sets of questions that are kept."""

from assembly.consultations.models import QuestionSet
from assembly.core.rules import ALLOWED, Ruling, refused


def is_new_name(name: str, *, known: bool) -> Ruling:
    if known:
        return refused(f"There is already a set called “{name}”. Give this one a different name.")
    return ALLOWED


def may_be_for_everybody(*, shares: bool) -> Ruling:
    if shares:
        return ALLOWED
    return refused("Only the Support Unit can keep a set for every public body.")


def may_be_changed(question_set: QuestionSet, *, shares: bool, is_own: bool) -> Ruling:
    """Of a body by its officers and the Support Unit; everybody's by the Support Unit alone."""
    if shares or (question_set.body_id is not None and is_own):
        return ALLOWED
    return refused(
        "The Support Unit keeps this set for every public body, so only it can rename or delete it."
    )
