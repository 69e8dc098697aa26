"""May somebody hide the public words of a case? What holds of every hidden text is in `core.hiding.rules`."""

import datetime as dt

from assembly.accounts.models import User
from assembly.compact.cases.standing import Role, Standing, is_recused
from assembly.compact.models import HiddenCase
from assembly.core.hiding.rules import MAY_HIDE, may_hide_again
from assembly.core.rules import ALLOWED, Ruling, refused

OF_INTEREST = (Role.COMPLAINANT, Role.RESPONDENT, Role.RECUSED)


def has_no_interest(found: Standing) -> Ruling:
    """An interest comes before an office: neither side hides what the panel says of it.

    Somebody of the Assembly Board has no role in the case, and may keep out of it all the same.
    """
    if found.role in OF_INTEREST or is_recused(found.case, found.user, found.on):
        return refused(
            "You have an interest in this case, so somebody else has to decide whether its words are hidden."
        )
    return ALLOWED


def may_hide(
    found: Standing,
    by: User,
    at: dt.datetime,
    *,
    is_listed: bool,
    is_hidden: bool,
    last: HiddenCase | None,
) -> Ruling:
    if not by.has_perm(MAY_HIDE):
        return refused("Only the Support Unit and the Assembly Board hide the words of a case.")
    if not (ruling := has_no_interest(found)):
        return ruling
    if not is_listed:
        return refused("Nobody reads this case in public, so there is nothing to hide.")
    if is_hidden:
        return refused("The words of this case are hidden already.")
    return may_hide_again(by, at, last=last)
