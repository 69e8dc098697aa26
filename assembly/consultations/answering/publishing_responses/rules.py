"""May the responses be published?"""

from assembly.consultations.models import Consultation
from assembly.core.rules import ALLOWED, Ruling, refused


def may_be_published(consultation: Consultation) -> Ruling:
    """Once: what comes later follows consent by itself."""
    if consultation.responses_published_at:
        return refused(
            "The responses are already published. Once a sender withdraws consent, their response leaves the site."
        )
    if consultation.responses_forgotten_on:
        return refused("The responses were deleted, so there is nothing to publish.")
    return ALLOWED


def were_read(*, is_read: bool) -> Ruling:
    if is_read:
        return ALLOWED
    return refused(
        "Read the responses, redact what identifies or defames a person, then tick that somebody has read them."
    )
