"""May the two sides settle this case, bring it before the panel, or withdraw it? For whom somebody speaks here."""

from assembly.compact.cases import life
from assembly.compact.cases.standing import Role, Standing
from assembly.compact.cases.steps import CAN_BE_SETTLED, CAN_BE_WITHDRAWN
from assembly.compact.models import Case, Settlement, Side, Step
from assembly.core.personal_details import looks_personal
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

NOT_YOURS = "Only the two sides and those who work on this case can do this."
CHANGED = (
    "The words have changed since you read them, and nobody has agreed to the new ones yet. Read them again, then "
    "agree."
)


def speaks_for(found: Standing) -> Side | None:
    """The side for which somebody says yes or no.

    The Board does for a case of its own, and staff enter what a person without an account says. Somebody who hears it
    says nothing for a side: who is to decide between the two does not settle or withdraw the case of one of them.
    """
    if found.side or found.role == Role.PANEL:
        return found.side
    if found.case.raised == Case.Raised.BOARD and found.is_of_board:
        return Side.COMPLAINANT
    return Side.COMPLAINANT if enters_for_a_person(found) else None


def enters_for_a_person(found: Standing) -> bool:
    case = found.case
    return found.works_on_it and case.raised == Case.Raised.PERSON and case.person_id is None


def may_propose(found: Standing, words: str = "-") -> Ruling:
    """Either side, and the Board: it may help the two to find words."""
    if not (found.side or found.is_of_board or speaks_for(found)):
        return refused("The two sides and the Compact Board propose the words of a settlement.")
    return life.is_at(found.case, *CAN_BE_SETTLED, on=found.on) and says_why(
        words, "Write the words on which both sides can settle the case."
    )


def is_unchanged(settlement: Settlement | None, seen: int | None) -> Ruling:
    """Of two who write at once the later one sees what the other one wrote."""
    if seen is None or (settlement.edit if settlement else 0) == seen:
        return ALLOWED
    return refused(
        "Somebody else has proposed words since you opened this page. Read them first, then change them if you need to."
    )


def is_safe_to_show(words: str, *, is_public: bool, checked: bool) -> Ruling:
    """Before words are shown in public, somebody looks at what may be a person's detail in them."""
    if not is_public or checked or not looks_personal(words):
        return ALLOWED
    return refused(
        "The words may have details of people in them. Take them out, or tick the box to confirm that everybody may "
        "read them."
    )


def may_agree(found: Standing, settlement: Settlement | None, edit: int) -> Ruling:
    """To these words and no others."""
    if speaks_for(found) is None:
        return refused("Only the two sides agree to the words of a settlement.")
    at = life.is_at(found.case, *CAN_BE_SETTLED, on=found.on)
    if not at:
        return at
    if settlement is None:
        return refused("No words have been proposed yet. Propose some first.")
    return ALLOWED if settlement.edit == edit else refused(CHANGED)


def says_how(found: Standing, how: str) -> Ruling:
    """What staff enter for somebody else says how it was given, so that it can be looked up."""
    if not enters_for_a_person(found):
        return ALLOWED
    return says_why(how, "Say how they agreed, such as: by e-mail on 3 December 2026.")


def has_agreed(settlement: Settlement, side: Side) -> bool:
    if side == Side.COMPLAINANT:
        return settlement.complainant_agreed_at is not None
    return settlement.respondent_agreed_at is not None


def may_go_to_panel(found: Standing) -> Ruling:
    """The complainant or the Board says that it was not settled; the other side cannot."""
    if not (found.is_of_board or speaks_for(found) == Side.COMPLAINANT):
        return refused(
            "The complainant or the Compact Board says that a case was not settled informally."
        )
    return life.is_at(found.case, Step.INFORMAL, on=found.on)


def may_withdraw(found: Standing, because: str = "-") -> Ruling:
    """The complainant, until there is a finding."""
    if speaks_for(found) != Side.COMPLAINANT:
        return refused("Only the complainant withdraws a case.")
    return life.is_at(found.case, *CAN_BE_WITHDRAWN, on=found.on) and says_why(
        because, "Say why you withdraw the case. Those in the case read it."
    )


def can_say_yes(found: Standing, settlement: Settlement | None) -> bool:
    """Whether the button is shown: to a side that has not agreed to the words there are."""
    side = speaks_for(found)
    return bool(side and settlement and not has_agreed(settlement, side))
