"""May somebody answer a consultation: publish its responses, say what became of them, publish the decision?"""

import datetime as dt

from assembly.consultations import rules
from assembly.consultations.models import Consultation
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

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


def is_seen(seen: int, edit: int) -> Ruling:
    """Two people may have the same draft open; the one who saves second would undo what the first wrote."""
    if seen == edit:
        return ALLOWED
    return refused(
        "Somebody else saved this draft while you were writing, so yours is not saved yet. Read what they wrote, "
        "then save again."
    )


def says_what_is_changed(number: int, note: str) -> Ruling:
    """The first version changes nothing; each later one says what it corrects."""
    if number == 1:
        return ALLOWED
    return says_why(note, "Say what you changed, and why. The note is shown to everyone.")


def all_there(missing: list[str]) -> Ruling:
    """Everything that is missing at once, each with where to find it."""
    if not missing:
        return ALLOWED
    return refused(" ".join(["This cannot be published yet.", *missing]))
