"""Who may do what of a hearing, for the rules of each of its subjects."""

from collections.abc import Iterable

from assembly.compact.cases.settling.rules import speaks_for as speaks
from assembly.compact.cases.standing import MAY_WORK, Role, Standing
from assembly.compact.models import FactsAnswer, Finding, Side, Step
from assembly.core.personal_details import Found, looks_personal
from assembly.core.rules import ALLOWED, Ruling, refused


def is_of_the_board(found: Standing) -> Ruling:
    """Somebody from the Assembly Board hears an appeal and no more."""
    if found.is_of_board and found.user.has_perm(MAY_WORK):
        return ALLOWED
    return refused(
        "Only a member of the Compact Board without an interest in this case can do this."
    )


def hears_it(found: Standing) -> Ruling:
    """The panel until there is a finding, and then those who hear the appeal: never the one for the other."""
    member = found.membership if found.role == Role.PANEL else None
    if member and member.is_appeal == (found.case.step_on(found.on) == Step.APPEAL):
        return ALLOWED
    return refused(
        "Only those who hear this case now, and have said that they have no interest, can do this."
    )


def speaks_for(found: Standing) -> Side | None:
    """As when a case is settled; somebody who hears it says nothing for a side."""
    return None if found.role == Role.PANEL else speaks(found)


def has_a_side(found: Standing) -> Ruling:
    if speaks_for(found):
        return ALLOWED
    return refused("Only the two sides can do this.")


def is_the_other_side(found: Standing) -> Ruling:
    if found.side == Side.RESPONDENT:
        return ALLOWED
    return refused("Only the side that the case is against can do this.")


def is_unchanged(finding: Finding | None, edit: int | None) -> Ruling:
    """What somebody writes or agrees to is what their page showed; 0 for a page that showed nothing yet."""
    if edit is None or edit == (finding.edit if finding else 0):
        return ALLOWED
    return refused(
        "Another member of the panel has changed the draft since you opened this page, so nothing is saved. Read it "
        "again, then do it again if it still holds."
    )


def personal_in(texts: Iterable[str]) -> list[Found]:
    return list(dict.fromkeys(one for text in texts for one in looks_personal(text)))


def is_looked_at(texts: Iterable[str], *, looked_at: bool) -> Ruling:
    """No officer and no other person is named in what everybody reads (docs/cases.md): eyes decide."""
    if looked_at or not (found := personal_in(texts)):
        return ALLOWED
    words = ", ".join(f"“{one.words}”" for one in found[:5])
    return refused(
        f"This may name people or give their details: {words}. Everybody will read it. Take out what should not be "
        "there, then tick the box to confirm that you have looked at them."
    )


def is_answered_once(before: FactsAnswer, words: str) -> Ruling:
    """Sent twice it is the same answer; other words are a second one."""
    if before.words == words:
        return ALLOWED
    return refused(
        "Your side has corrected the facts already, which it can do once. Write a message in the case if the panel "
        "should know more."
    )
