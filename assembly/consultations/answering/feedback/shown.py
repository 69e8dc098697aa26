"""Feedback as everybody reads it."""

from dataclasses import dataclass

from assembly.consultations.models import Feedback, FeedbackLine

from .selectors import lines_of

COLOURS = {
    FeedbackLine.Outcome.FOLLOWED: "green",
    FeedbackLine.Outcome.PARTLY: "yellow",
    FeedbackLine.Outcome.NOT_FOLLOWED: "red",
    FeedbackLine.Outcome.LATER: "grey",
}


@dataclass(frozen=True, slots=True)
class Line:
    theme: str
    you_said: str
    we_did: str
    reasons: str
    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class Shown:
    version: Feedback
    lines: list[Line]
    files: list[tuple[str, str, str]]


def feedback(version: Feedback) -> Shown:
    """Two queries."""
    report = version.report
    files = [(report.title, report.url, str(report.file_extension).upper())] if report else []
    return Shown(version, [_line(one) for one in lines_of(version)], files)


def _line(one: FeedbackLine) -> Line:
    colour = COLOURS.get(FeedbackLine.Outcome(one.outcome), "grey") if one.outcome else "grey"
    return Line(
        one.theme_name,
        one.you_said,
        one.we_did,
        one.reasons,
        one.get_outcome_display() if one.outcome else "",
        colour,
    )
