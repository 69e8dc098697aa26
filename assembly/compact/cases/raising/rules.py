"""May somebody raise this case, and may the Compact Board take it up or not?"""

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life
from assembly.compact.cases.standing import (
    MAY_ASSIST,
    MAY_WORK,
    Standing,
    acts_for_body,
    acts_for_organisation,
    answering,
)
from assembly.compact.models import Case, Step, Undertaking
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from .complaints import Complainant, OtherSide
from .held import Held

NO_UNDERTAKING = (
    "Choose at least one undertaking. A case under the Compact is about a promise that was not kept; for anything "
    "else, write to the Support Unit on the contact page."
)
NOBODY = (
    "To raise a case, act for an organisation or a public body. If you act for neither, write to us on the contact "
    "page, and choose “The Compact”."
)
UNDERSTAND = (
    "People may see from the facts who raised this case. Tick the box if you want to raise it all the same, or go "
    "back and be named."
)


def may_raise_for(user: User, complainant: Complainant) -> Ruling:
    """Their own organisation or public body; for the Compact Board, its own initiative and people who wrote."""
    if isinstance(complainant, Organisation):
        if acts_for_organisation(user, complainant.pk):
            return ALLOWED
        return refused(f"You do not act for {complainant}. Its delegates can raise a case for it.")
    if isinstance(complainant, PublicBody):
        if acts_for_body(user, complainant, timezone.localdate()):
            return ALLOWED
        return refused(f"You do not act for {complainant}. Its officers can raise a case for it.")
    if user.has_perm(MAY_WORK) or (complainant and user.has_perm(MAY_ASSIST)):
        return ALLOWED
    return refused(NOBODY)


def may_be_raised_against(
    against: OtherSide, complainant: Complainant, happened_on: dt.date, *, on: dt.date
) -> Ruling:
    """There is somebody to answer, who was there when it happened and is not the complainant."""
    if happened_on > on:
        return refused("Give a day that is not in the future: when it happened, or when it began.")
    if isinstance(against, Organisation):
        if against.status not in Organisation.PUBLIC:
            return refused(
                f"{against} is not on the register any more, so it cannot answer. Choose the organisation that "
                "continues its work, or write to the Support Unit."
            )
        return _not_itself(against, complainant)
    answers = answering(against, on)
    if answers.is_over(on):
        return refused(
            f"{against} ended on {_ended(against)}, and no public body follows it, so nobody can answer. Write to "
            "the Support Unit if you think that somebody does."
        )
    if against.is_over(happened_on):
        return refused(
            f"{against} ended on {_ended(against)}, before this happened. Choose {answers}, which follows it."
        )
    own = answering(complainant, on) if isinstance(complainant, PublicBody) else complainant
    return _not_itself(answers, own)


def _ended(body: PublicBody) -> str:
    return str(short_day(body.ended_on))


def _not_itself(against: OtherSide, complainant: Complainant) -> Ruling:
    if against == complainant:
        return refused(f"{against} cannot raise a case against itself. Choose the other side.")
    return ALLOWED


def cites(chosen: Sequence[Undertaking], held: Held, promised: Collection[int]) -> Ruling:
    """At least one undertaking, and each of them a promise of the other side in the edition it is held to."""
    if not chosen:
        return refused(NO_UNDERTAKING)
    if other := [one for one in chosen if one.pk not in promised]:
        year = held.edition.year if held.edition else ""
        return refused(
            f"{other[0].number} is not something the other side promised in the edition{f' of {year}' if year else ''}"
            " that applies here. Choose from the list."
        )
    return ALLOWED


def says_what_happened(account: str) -> Ruling:
    return says_why(account, "Say what happened. Only those in the case will read it.")


def is_understood(warnings: Sequence[str], *, is_unnamed: bool, understood: bool) -> Ruling:
    """Somebody who wants to stay unnamed in a case that shows who they are knows that it does."""
    return refused(UNDERSTAND) if is_unnamed and warnings and not understood else ALLOWED


def may_be_acknowledged(found: Standing) -> Ruling:
    """The Board takes up a case, its own draft too; the Support Unit acknowledges what was received."""
    case = found.case
    if case.step == Step.DRAFT and not found.is_of_board:
        return refused("A member of the Compact Board takes up a draft. Ask one of them.")
    if not found.works_on_it:
        return refused("The Compact Board or the Support Unit acknowledges a case.")
    if case.raised == Case.Raised.BOARD and case.raised_by_id == found.user.pk:
        return refused(
            "You raised this case for the Compact Board, so somebody else has to acknowledge it."
        )
    return life.is_at(case, Step.RECEIVED, Step.DRAFT, on=found.on)


def may_decide_to_take_up(found: Standing) -> Ruling:
    """Not to take up a case is a decision, so the Support Unit does not make it."""
    if not found.is_of_board:
        return refused("Members of the Compact Board decide whether a case is taken up.")
    return life.is_at(found.case, Step.RECEIVED, Step.DRAFT, on=found.on)


def may_be_declined(found: Standing, because: str) -> Ruling:
    """With a reason."""
    return may_decide_to_take_up(found) and says_why(
        because, "Say why the case is not taken up. The complainant reads it."
    )
