"""May these people hear the case? At least three, of both sides where that can be, and without an interest."""

from collections.abc import Collection, Sequence

from assembly.compact.cases import life
from assembly.compact.cases.standing import Role, Standing
from assembly.compact.cases.steps import PANEL_OF
from assembly.compact.models import PanelMember, Step
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import Seat

from . import rules
from .people import Candidate

AT_WORK = (Step.PANEL, Step.CORRECTION, Step.FINDING, Step.APPEAL)
BOTH = {Seat.Side.SECTOR: "the voluntary sector", Seat.Side.PUBLIC: "public bodies"}


def may_name(found: Standing) -> Ruling:
    return life.is_at(found.case, *AT_WORK, on=found.on) and rules.is_of_the_board(found)


def can_be_complete(candidates: Collection[Candidate], staying: Collection[PanelMember]) -> Ruling:
    """Whether three can be found at all; if not, what the Board does about it."""
    if len(staying) + sum(one.ruling.allowed for one in candidates) >= PANEL_OF:
        return ALLOWED
    return refused(
        f"Fewer than {in_words(PANEL_OF, 'people', spelt=True)} without an interest can hear this case. Have the "
        "vacant seats of the Compact Board filled and taken, and stop the clock with the reason “Waiting for a "
        "member of the panel to be replaced” until then."
    )


def may_be_named(
    chosen: Sequence[Candidate],
    *,
    candidates: Collection[Candidate],
    staying: Collection[PanelMember],
    places: int | None,
) -> Ruling:
    """`places` is how many can still be named: once the panel has begun to write, only those who left are replaced."""
    if not chosen:
        return refused("Choose the people who hear this case.")
    for one in chosen:
        if not one.ruling:
            return refused(f"{one.name} cannot hear this case. {one.ruling.reason}")
    if places is not None and len(chosen) > places:
        return refused(
            "This panel has begun its work, so only those who left it are replaced: "
            f"{in_words(places, 'people', one='person')}."
        )
    if len(staying) + len(chosen) < PANEL_OF:
        return can_be_complete(candidates, staying) and refused(
            f"At least {in_words(PANEL_OF, 'people', spelt=True)} hear a case. Choose more people."
        )
    return is_of_both_sides(chosen, candidates=candidates, staying=staying)


def is_of_both_sides(
    chosen: Sequence[Candidate],
    *,
    candidates: Collection[Candidate],
    staying: Collection[PanelMember],
) -> Ruling:
    """The Board has two sides, and both hear a case, unless nobody of one of them can."""
    there = {one.side or Seat.Side.SECTOR for one in staying} | {one.speaks_for for one in chosen}
    could = {one.speaks_for for one in candidates if one.ruling}
    for side, words in BOTH.items():
        if side not in there and side in could:
            return refused(
                f"Nobody on this panel comes from {words}. Choose at least one person from each of the two sides of "
                "the Compact Board."
            )
    return ALLOWED


def may_sit(member: PanelMember | None, found: Standing) -> Ruling:
    if found.role in {Role.COMPLAINANT, Role.RESPONDENT, Role.RECUSED}:
        return refused("You have an interest in this case, so you cannot hear it.")
    if member is None:
        return refused("You are not named to hear this case now.")
    return life.is_at(found.case, *AT_WORK, on=found.on)


def may_recuse(found: Standing, member: PanelMember | None) -> Ruling:
    """Everybody who works on the case, at every step; and somebody who was just named."""
    if found.role == Role.RECUSED:
        return refused("You keep out of this case already.")
    if not (found.works_on_it or member):
        return refused("You do not work on this case, so you do not have to keep out of it.")
    if found.case.step_on(found.on) == Step.CLOSED:
        return refused("This case is closed.")
    return ALLOWED


def may_release(member: PanelMember, *, holds_a_seat: bool) -> Ruling:
    """Nobody takes a member off who hears the case: not even the Board, whose finding it is not."""
    if member.left_at:
        return refused("They have left the panel already.")
    if member.sits_since is None:
        return ALLOWED
    if not holds_a_seat:
        return ALLOWED
    return refused(
        "They hear this case. Only they can say that they have an interest, or leave when their seat is over."
    )
