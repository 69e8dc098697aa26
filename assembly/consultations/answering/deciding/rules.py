"""What a decision needs before it is published."""

import datetime as dt

from assembly.consultations.drafts import says_what_changed
from assembly.consultations.models import Consultation, Decision
from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import PublicBody


def missing(decision: Decision, consultation: Consultation, *, on: dt.date) -> list[str]:
    """Everything that is not there yet, or cannot be, each with where it belongs."""
    noted = says_what_changed(decision.number, decision.change_note)
    found = [] if noted else [noted.reason]
    if not decision.words.strip():
        found.append("The decision: say what was decided, even if it is not what people asked for.")
    found += _of_day(decision.decided_on, consultation, on)
    if decision.officer is None:
        found.append("Officer: choose who is responsible for the decision.")
    elif not is_of(decision.officer.body, consultation.body):
        found.append(f"Officer: choose somebody who holds a post in {consultation.body}.")
    return found


def _of_day(day: dt.date | None, consultation: Consultation, on: dt.date) -> list[str]:
    if day is None:
        return ["Day: say when it was decided."]
    if day > on:
        return ["Day: it is in the future. Publish the decision once it is made."]
    if consultation.closes_on and day <= consultation.closes_on:
        return [
            f"Day: it is before the close of the consultation on {short_day(consultation.closes_on)}. A decision "
            "follows what people said."
        ]
    return []


def is_of(body: PublicBody, asked: PublicBody) -> bool:
    """The body that asked, or one that followed it."""
    last: PublicBody | None = asked
    while last is not None:
        if last == body:
            return True
        last = last.successor
    return False
