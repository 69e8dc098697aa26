"""May the clock of a step be stopped and restarted, and a wrong “overdue” be cleared?"""

from assembly.compact.cases.standing import Standing
from assembly.compact.cases.steps import STEPS
from assembly.compact.models import CaseStep, Pause, Step
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

# Whose clock nobody stops: when a finding is public, and by when something is put right, are days that both sides and
# everybody were told.
NOT_STOPPED = {
    Step.TO_APPEAL: "The time to appeal cannot be stopped: both sides were told when the finding becomes public.",
    Step.REMEDY: "The days by which things are put right are part of the finding, so this clock cannot be stopped. Say "
    "when you check a remedy why it came later.",
}


def works_on_it(found: Standing) -> Ruling:
    if found.works_on_it:
        return ALLOWED
    return refused(
        "The Compact Board and the Support Unit stop and restart the clock. Ask them in a message."
    )


def may_stop(found: Standing, step: CaseStep, reason: str | None = None, note: str = "-") -> Ruling:
    ruling = works_on_it(found)
    if not ruling:
        return ruling
    if why := NOT_STOPPED.get(Step(step.step)):
        return refused(why)
    if step.is_stopped:
        return refused("The clock of this step is stopped already.")
    if step.due_on is None or not STEPS[Step(step.step)].days:
        return refused("This step has no clock.")
    return _has_reason(reason, note)


def _has_reason(reason: str | None, note: str) -> Ruling:
    if reason is None:
        return ALLOWED
    if reason not in Pause.Reason.values:
        return refused("Choose why the clock is stopped. The reason is public.")
    if reason == Pause.Reason.OTHER:
        return says_why(
            note, "Say in the note what the other reason is. Those in the case read it."
        )
    return ALLOWED


def may_restart(found: Standing, step: CaseStep) -> Ruling:
    ruling = works_on_it(found)
    if ruling and not step.is_stopped:
        return refused("The clock of this step runs already.")
    return ruling


def may_clear(found: Standing, step: CaseStep, because: str = "-") -> Ruling:
    """Only a member of the Board, only while it is shown as overdue, and with a reason that everybody reads."""
    if not found.is_of_board:
        return refused(
            "Only a member of the Compact Board without an interest says that a step was not overdue."
        )
    if not step.is_overdue(found.on):
        return refused("This step is not overdue, so there is nothing to clear.")
    return says_why(because, "Say why the step is not overdue. Everybody will read it.")
