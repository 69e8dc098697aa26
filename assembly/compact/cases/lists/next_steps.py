"""Who has to act next in a case: for tasks and for reminders, from the actors of its step."""

import datetime as dt

from assembly.accounts.models import User
from assembly.compact.cases import telling
from assembly.compact.cases.steps import BOARD, STEPS
from assembly.compact.models import Case, Side, Step

# What a task says, verb first, and its button.
TASKS: dict[Step, tuple[str, str]] = {
    Step.DRAFT: ("Decide whether to take up the draft of case", "Look at the draft"),
    Step.RECEIVED: ("Acknowledge case", "Go to the case"),
    Step.INFORMAL: ("Try to settle case", "Settle it"),
    Step.PANEL: ("Look into case", "Go to the case"),
    Step.CORRECTION: ("Correct the facts of case", "Read the facts"),
    Step.FINDING: ("Decide on the finding in case", "Go to the case"),
    Step.TO_APPEAL: ("Decide whether to appeal in case", "Read the finding"),
    Step.APPEAL: ("Hear the appeal in case", "Go to the case"),
    Step.REMEDY: ("Put right what was found in case", "Go to the case"),
    Step.FOLLOW_UP: ("Look at what became of case", "Go to the case"),
}
# Steps that those decide who were named to hear it, once they are.
OF_THE_PANEL = (Step.PANEL, Step.FINDING, Step.APPEAL)


def has_to_act(step: Step, side: Side) -> bool:
    return side in STEPS[step].actors


def board_has_to_act(step: Step) -> bool:
    return BOARD in STEPS[step].actors


def people(case: Case, on: dt.date) -> tuple[list[Side], list[User]]:
    """The sides that have to act, and those who work on it if it is for them."""
    step = case.step_on(on)
    sides = [side for side in Side if has_to_act(step, side)]
    if not board_has_to_act(step):
        return sides, []
    if step in OF_THE_PANEL and (panel := telling.of_panel(case)):
        return sides, panel
    board = telling.of_board(case, on)
    return sides, [*board, *telling.of_support(case, on)] if step == Step.RECEIVED else board
