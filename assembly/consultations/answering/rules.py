"""May somebody answer a consultation: publish its responses, say what became of them, publish the decision?"""

import datetime as dt

from assembly.consultations import rules
from assembly.consultations.models import Consultation
from assembly.core.rules import ALLOWED, Ruling, refused

MAY_ANSWER = "consultations.answer_consultation"


def may_answer(consultation: Consultation, *, answers: bool, at: dt.datetime) -> Ruling:
    """The body's officers and the Support Unit, once the window has ended."""
    if not answers:
        return refused(
            "Only officers of the body that asked, and the Support Unit, can answer a consultation."
        )
    return has_closed(consultation, at=at)


def has_closed(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """The end of the promised window; withdrawing a consultation ends it no earlier."""
    return rules.may_read_responses(consultation, at=at)


def all_there(missing: list[str]) -> Ruling:
    """Everything that is missing at once, each with where to find it."""
    if not missing:
        return ALLOWED
    return refused(" ".join(["You cannot publish this yet.", *missing]))
