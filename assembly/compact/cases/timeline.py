"""The steps of a case in order, as a page shows them: when each began, its last day, and whether that was kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from assembly.compact.models import Case, CaseStep, Pause, Step
from assembly.core.templatetags.assembly import short_day

from .steps import STEPS


@dataclass(frozen=True, slots=True)
class Line:
    """One step, in words that everybody may read."""

    name: str
    dates: str
    state: str = ""
    note: str = ""
    is_now: bool = False
    is_overdue: bool = False


def lines_of(case: Case, on: dt.date) -> list[Line]:
    """Two queries. What the clock did by itself is shown as if it had been written down."""
    steps = list(case.steps.prefetch_related("pauses").order_by("begun_on", "pk"))
    return [*_lines(case, steps, on)]


def public_lines(case: Case, on: dt.date, *, words_hidden: bool) -> list[Line]:
    """Without the draft, which was no case yet; and without the reasons that somebody wrote, where they are hidden."""
    steps = list(
        case.steps.exclude(step=Step.DRAFT).prefetch_related("pauses").order_by("begun_on", "pk")
    )
    if words_hidden:
        for step in steps:
            step.cleared_because = "the reason is hidden"
    return [*_lines(case, steps, on)]


def _lines(case: Case, steps: Iterable[CaseStep], on: dt.date) -> Iterable[Line]:
    over = case.step_on(on) != case.step and case.due_on
    for step in steps:
        if over and step.ended_on is None and case.due_on:
            step.ended_on = case.due_on
            yield _line(step, on)
            yield _line(
                CaseStep(
                    case=case,
                    step=case.next_step,
                    begun_on=case.due_on + dt.timedelta(days=1),
                    due_on=case.next_due_on,
                ),
                on,
            )
        else:
            yield _line(step, on)


def _line(step: CaseStep, on: dt.date) -> Line:
    is_now = step.ended_on is None
    overdue = step.is_overdue(on)
    return Line(
        Step(step.step).label,
        _dates(step),
        _state(step, overdue=overdue),
        _note(step),
        is_now=is_now,
        is_overdue=overdue and is_now,
    )


def _dates(step: CaseStep) -> str:
    if step.ended_on:
        if step.ended_on == step.begun_on:
            return short_day(step.begun_on)
        return f"{short_day(step.begun_on)} to {short_day(step.ended_on)}"
    return f"Since {short_day(step.begun_on)}"


def _state(step: CaseStep, *, overdue: bool) -> str:
    if step.ended_on:
        return f"Late: it was due by {short_day(step.due_on)}" if overdue else ""
    if step.is_stopped:
        return "Clock stopped"
    if step.due_on is None:
        return ""
    return f"Overdue since {short_day(step.due_on)}" if overdue else f"By {short_day(step.due_on)}"


def _note(step: CaseStep) -> str:
    said = [_pause(pause) for pause in step.pauses.all()] if step.pk else []
    if step.cleared_on:
        said.append(f"Not overdue: {step.cleared_because}")
    by_then = STEPS[Step(step.step)].by_then if step.ended_on is None else ""
    return " ".join(filter(None, [f"{by_then}." if by_then else "", *said]))


def _pause(pause: Pause) -> str:
    until = f" to {short_day(pause.ended_on)}" if pause.ended_on else ""
    label = pause.get_reason_display()
    return f"Clock stopped from {short_day(pause.begun_on)}{until}: {label[0].lower()}{label[1:]}."
