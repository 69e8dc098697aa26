"""From how many on a number is shown, and from when on everybody sees the figures."""

from assembly.consultations.models import Consultation
from assembly.core.rules import ALLOWED, Ruling, refused

FEWEST = 5


def are_public(consultation: Consultation) -> Ruling:
    """With the responses, not before: the body publishes both by one act."""
    if consultation.responses_published_at is not None:
        return ALLOWED
    return refused("The analysis is published with the responses.")
