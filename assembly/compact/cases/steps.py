"""The steps of a case: how many working days each takes, what has to happen by then, and who has to act. Pure."""

from dataclasses import dataclass

from assembly.compact.models import Side, Step

BOARD = "board"

# Who has to act, for “your next step”: the Board, one side, or both.
Actor = str


@dataclass(frozen=True, slots=True)
class About:
    """`days` are working days; None where the clock is that of something else, or there is none."""

    days: int | None
    by_then: str  # what has to be done by its last day, as the public page says it
    actors: tuple[Actor, ...] = ()


# The correction of facts takes ten working days by design; the others are how long a fair hearing needs, and short
# enough that nobody forgets what happened.
STEPS: dict[Step, About] = {
    Step.DRAFT: About(None, "The Compact Board decides whether to take it up", (BOARD,)),
    Step.RECEIVED: About(5, "The Compact Board acknowledges it", (BOARD,)),
    Step.INFORMAL: About(
        20, "Both sides try to settle it informally", (Side.COMPLAINANT, Side.RESPONDENT)
    ),
    Step.PANEL: About(20, "The panel looks into it and sets out the facts", (BOARD,)),
    Step.CORRECTION: About(10, "Both sides correct the facts", (Side.COMPLAINANT, Side.RESPONDENT)),
    Step.FINDING: About(10, "The panel decides on its finding", (BOARD,)),
    Step.TO_APPEAL: About(10, "Either side can appeal", (Side.COMPLAINANT, Side.RESPONDENT)),
    Step.APPEAL: About(20, "Other people hear the appeal", (BOARD,)),
    Step.REMEDY: About(None, "The other side puts it right", (Side.RESPONDENT,)),
    Step.FOLLOW_UP: About(
        20, "The Compact Board looks at what became of it and says what was learnt", (BOARD,)
    ),
    Step.CLOSED: About(None, ""),
}

# Working days after an appeal was decided, in which the other side can answer before the finding is public.
ANSWER_AFTER_APPEAL = 5
# At least so many sit on a panel, agree to a finding and to a cause.
PANEL_OF = 3

# Steps in which the two sides can still settle the case themselves.
CAN_BE_SETTLED = (Step.INFORMAL, Step.PANEL, Step.CORRECTION)
# Steps in which the complainant can still withdraw: not once there is a finding.
CAN_BE_WITHDRAWN = (
    Step.RECEIVED,
    Step.INFORMAL,
    Step.PANEL,
    Step.CORRECTION,
    Step.FINDING,
)
# Steps that are over once a finding was decided.
BEFORE_A_FINDING = (Step.DRAFT, *CAN_BE_WITHDRAWN)
