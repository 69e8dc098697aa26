"""May the facts go to both sides, may a side correct them, and may the panel go on?"""

from collections.abc import Collection

from assembly.compact.cases import life
from assembly.compact.cases.standing import Standing
from assembly.compact.cases.steps import PANEL_OF
from assembly.compact.models import Case, FactsAnswer, Finding, PanelMember, Side, Step
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from . import rules


def may_send(found: Standing, finding: Finding | None, hearing: Collection[PanelMember]) -> Ruling:
    return (
        life.is_at(found.case, Step.PANEL, on=found.on)
        and rules.hears_it(found)
        and _is_written(finding)
        and is_a_panel(hearing)
    )


def _is_written(finding: Finding | None) -> Ruling:
    if finding and finding.facts.strip():
        return ALLOWED
    return refused("Write the facts first. Both sides then have time to correct them.")


def is_a_panel(hearing: Collection[PanelMember]) -> Ruling:
    if len(hearing) >= PANEL_OF:
        return ALLOWED
    return refused(
        f"At least {in_words(PANEL_OF, 'people', spelt=True)} have to hear this case, and have said that they have no "
        f"interest in it. So far {in_words(len(hearing), 'people have', one='person has')}."
    )


def may_answer(found: Standing, side: Side | None) -> Ruling:
    """Once for each side, while there is time: the clock decides, and waits while it is stopped."""
    if side is None:
        return refused("Only the two sides correct the facts.")
    at = life.is_at(found.case, Step.CORRECTION, on=found.on)
    return at and _has_time(found)


def _has_time(found: Standing) -> Ruling:
    due_on = found.case.due_on
    if due_on is None or found.on <= due_on:
        return ALLOWED
    return refused(
        f"The time to correct the facts ended on {short_day(due_on)}. Write a message in the case if the panel should "
        "know something."
    )


def may_go_on(found: Standing, answers: Collection[FactsAnswer]) -> Ruling:
    """To the finding: once both sides have answered, or had their time."""
    ruling = life.is_at(found.case, Step.CORRECTION, on=found.on) and rules.hears_it(found)
    if not ruling or len({one.side for one in answers}) == len(Side):
        return ruling
    return _time_is_over(found.case, found)


def _time_is_over(case: Case, found: Standing) -> Ruling:
    if case.due_on is None:
        return refused("The clock is stopped, and not both sides have answered. Restart it first.")
    if case.due_on < found.on:
        return ALLOWED
    return refused(
        f"Both sides have until the end of {short_day(case.due_on)} to correct the facts. Go on when both have "
        "answered, or after that day."
    )
