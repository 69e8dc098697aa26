"""What is answered and what is still owed, in lines: for the officers' page and for the public one."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from assembly.consultations.analysis.codebook.selectors import in_use
from assembly.consultations.models import Consultation, Decision, Feedback
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import day

from .overdue import standing

Standing = standing.Standing


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, how far it has come, and its screen."""

    name: str
    state: str
    button: str
    url: str


def of_staff(consultation: Consultation) -> list[Step]:
    return [
        _themes(consultation),
        _responses(consultation),
        _versioned(
            consultation, "Feedback", consultation.feedback_given_at, "feedback_draft", Feedback
        ),
        _versioned(
            consultation, "Decision", consultation.decision_published_at, "decision_draft", Decision
        ),
    ]


def _themes(consultation: Consultation) -> Step:
    """What feedback is given on: without one it cannot be published."""
    url = reverse("consultations_analysis:theme_list", args=[consultation.pk])
    number = in_use(consultation).count()
    state = f"{in_words(number, 'themes')} raised" if number else "None yet. Feedback needs one"
    return Step("Themes", state, "See or change" if number else "Raise themes", url)


def _responses(consultation: Consultation) -> Step:
    url = reverse("consultations_answering:responses_publish", args=[consultation.pk])
    if consultation.responses_published_at:
        return Step("Responses", _on("Published", consultation.responses_published_at), "See", url)
    return Step("Responses", "Not published", "Check and publish", url)


def _versioned(
    consultation: Consultation,
    name: str,
    first: dt.datetime | None,
    screen: str,
    model: type[Feedback] | type[Decision],
) -> Step:
    url = reverse(f"consultations_answering:{screen}", args=[consultation.pk])
    if model._default_manager.filter(consultation=consultation, published_at=None).exists():
        before = f"{_on('Published', first)}; the" if first else "The"
        return Step(
            name, f"{before} next version is a draft" if first else "A draft", "Continue", url
        )
    if first:
        return Step(name, _on("Published", first), "See or correct", url)
    return Step(name, "Not begun", "Begin", url)


def owed(consultation: Consultation, on: dt.date) -> str:
    return standing.in_public_words(consultation, on)


def timeline(consultation: Consultation, on: dt.date) -> list[tuple[str, str]]:
    """What became of a closed consultation, and what is still owed and by when."""
    standing_now = standing.standing_of(consultation, on)
    lines = [("Feedback", _feedback(consultation, standing_now, on))]
    if consultation.decision_published_at:
        lines.append(("Decision", _on("Published", consultation.decision_published_at)))
    elif not consultation.is_withdrawn:
        lines.append(("Decision", "Not published yet"))
    return lines


def _feedback(consultation: Consultation, now: standing.FeedbackStanding, on: dt.date) -> str:
    due = day(standing.due_on(consultation))
    if consultation.feedback_given_at:
        given = _on("Given", consultation.feedback_given_at)
        return f"{given}, {standing.late_by(consultation)}" if now is Standing.LATE else given
    if now is Standing.OVERDUE:
        return f"Was due by {due}"
    if now is Standing.NOT_OWED:
        return "None is owed: the consultation was withdrawn"
    if now is Standing.CLEARED:
        return "Not given yet"
    return f"Due by {due}"


def _on(what: str, at: dt.datetime) -> str:
    return f"{what} on {day(timezone.localdate(at))}"
