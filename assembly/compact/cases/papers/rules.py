"""May somebody write or hand in a file here, who reads a piece, and may it be hidden?"""

from assembly.compact.cases.settling.rules import enters_for_a_person
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Case, CasePiece, Side, Step
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

# Nobody alone takes away what a finding may rest on: the first person hides it, at once.
TWO_DELETE = (
    "Two people delete something for good: one hides it, which works at once, and another one of the Compact Board or "
    "the Support Unit deletes it. Ask one of them."
)
NOT_IN_IT = "Only the two sides and those who work on this case can do this."


def may_write(found: Standing) -> Ruling:
    """Until the case is closed; nothing is added to one whose record is complete."""
    if not found.may_read:
        return refused(NOT_IN_IT)
    case = found.case
    if case.forgotten_on:
        return refused("What was written in this case has been deleted, so nothing can be added.")
    if case.step_on(found.on) == Step.CLOSED:
        return refused(
            "This case is closed, so nothing can be added. If something is wrong in it, write to the Compact Board."
        )
    return ALLOWED


def may_write_for_a_person(found: Standing, how: str) -> Ruling:
    """What staff enter for somebody else says how it came, so that it can be looked up."""
    if not enters_for_a_person(found):
        return refused("Staff enter what comes from a complainant without an account only.")
    return says_why(how, "Say how it came, such as: by letter on 3 December 2026.")


def sides_to_choose(found: Standing) -> list[Side]:
    """Those whose reading is chosen by whoever writes: a side always reads its own, and the Board is no side."""
    sides = [side for side in Side if side != found.side]
    if found.case.raised == Case.Raised.BOARD:
        sides = [side for side in sides if side != Side.COMPLAINANT]
    return sides


def is_on_list(piece: CasePiece, side: Side) -> bool:
    """As `PieceQuerySet.read_by` has it."""
    on_list = piece.to_complainant if side == Side.COMPLAINANT else piece.to_respondent
    return on_list or piece.author == side.value


def may_know(found: Standing, piece: CasePiece) -> bool:
    """Whether the piece is there at all for this person."""
    if not found.may_read:
        return False
    return found.works_on_it or (found.side is not None and is_on_list(piece, found.side))


def may_read(found: Standing, piece: CasePiece) -> bool:
    """What is hidden those who work on the case still read: they may have to decide on it."""
    if piece.is_deleted or not may_know(found, piece):
        return False
    return piece.hidden_at is None or found.works_on_it


def may_hide(found: Standing) -> bool:
    return found.works_on_it and found.case.forgotten_on is None


def may_delete(found: Standing, piece: CasePiece) -> bool:
    """The second person, of something that the first one hid. Whether the box is shown."""
    return bool(may_be_hidden(found, piece, for_good=True))


def may_be_hidden(
    found: Standing, piece: CasePiece, because: str = "-", *, for_good: bool = False
) -> Ruling:
    """In a closed case too. What is hidden already can still be deleted for good."""
    if not may_hide(found):
        return refused("The Compact Board and the Support Unit hide what should not be in a case.")
    if piece.is_deleted:
        return refused("This has been deleted already.")
    if piece.hidden_at and not for_good:
        return refused("This has been hidden already.")
    if for_good and (not piece.hidden_at or piece.hidden_by_id == found.user.pk):
        return refused(TWO_DELETE)
    return says_why(because, "Say why. Everybody who could read it reads your reason.")
