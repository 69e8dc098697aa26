"""May this person code this answer, or settle it?"""

from collections.abc import Collection

from assembly.consultations.models import Answer, Coding, Question
from assembly.core.rules import ALLOWED, Ruling, refused

Themes = Collection[int]


def can_be_coded(answer: Answer, *, counts: bool) -> Ruling:
    """Words of a response that counts."""
    if not counts:
        return refused("This response was replaced, taken back or erased, so it is not coded.")
    if answer.question.kind != Question.Kind.TEXT or not answer.text.strip():
        return refused("Only answers in words are coded: the others are counted by themselves.")
    return ALLOWED


def may_read_it(mine: Coding | None, readings: Collection[Coding]) -> Ruling:
    """Two people, each blind to the other: no third, and no second thoughts once both readings can be seen."""
    if len(readings) < 2:
        return ALLOWED
    if mine:
        return refused(
            "The other person has saved their reading too, so neither of you can change yours. Where you differ, "
            "settle it below."
        )
    return refused(
        "Two people have read this answer already, and two are enough. Where they differ, you can settle it below."
    )


def is_seen(seen: int | None, stored: int) -> Ruling:
    """One person may have the same answer open in two windows. `seen` None asks nothing."""
    if seen is None or seen == stored:
        return ALLOWED
    return refused(
        "Your ticks are not saved yet: this was saved from another window, or by somebody else, since you opened it. "
        "Check the ticks and save again."
    )


def may_be_settled(first: Themes | None, second: Themes | None) -> Ruling:
    """What each of the two named, as it counts today; None where there is no such reading yet."""
    if first is None or second is None:
        return refused("An answer is settled once two people have read it.")
    if set(first) == set(second):
        return refused("Both readings name the same themes, so there is nothing to settle.")
    return ALLOWED
