"""What feedback needs before it is published."""

from collections.abc import Iterable, Iterator

from assembly.consultations.drafts import says_what_changed
from assembly.consultations.models import Feedback, FeedbackLine, RaisedTheme

NO_THEME = (
    "Add the themes that people raised. If there were no responses, add a theme that says so."
)


def missing(
    feedback: Feedback, lines: Iterable[FeedbackLine], themes: Iterable[RaisedTheme]
) -> list[str]:
    """Everything that is not there yet, each with where it belongs."""
    lines = list(lines)
    noted = says_what_changed(feedback.number, feedback.change_note)
    found = [] if noted else [noted.reason]
    found += [] if feedback.we_asked.strip() else ["We asked: say what you asked people about."]
    if not lines:
        found.append(NO_THEME)
    for line in lines:
        found += [f"“{line.theme_name}”: {what}" for what in _missing_of(line)]
    has_line = {line.theme_id for line in lines}
    return found + [
        f"“{theme.name}”: this theme was added after you began the draft. Fill it in and save the draft."
        for theme in themes
        if theme.pk not in has_line
    ]


def _missing_of(line: FeedbackLine) -> Iterator[str]:
    if not line.you_said.strip():
        yield "say under “You said” what people said."
    if not line.we_did.strip():
        yield "say under “We did” what you did or will do."
    if not line.outcome:
        yield "choose whether you followed it."
    elif line.outcome != FeedbackLine.Outcome.FOLLOWED and not line.reasons.strip():
        yield "give the reasons, because you did not follow it in full."
