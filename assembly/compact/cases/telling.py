"""Whom an act on a case concerns, and telling them.

Mails say that something happened and lead to the page; what was written in a case is in no mail.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import Case, Side
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT
from assembly.membership.models import Delegate
from assembly.notifications.services import notify, write_to
from assembly.partners.models import Officer, PublicBody

from .standing import answering, is_recused, named
from .steps import STEPS

MOVED = "compact/case_moved"


def of_side(case: Case, side: Side, on: dt.date) -> list[User]:
    """Those with an account who act for it today."""
    if side == Side.COMPLAINANT and case.raised == Case.Raised.PERSON:
        return [case.person] if case.person else []
    complains = side == Side.COMPLAINANT
    organisation = case.organisation_id if complains else case.against_organisation_id
    if organisation:
        acting = Delegate.objects.current().filter(organisation=organisation)
        return list(User.objects.filter(is_active=True, pk__in=acting.values("user")))
    body = case.body if complains else case.against_body
    return _officers(body, on) if body else []


def _officers(body: PublicBody, on: dt.date) -> list[User]:
    acting = Officer.objects.acting(on).filter(body=answering(body, on))
    return list(User.objects.filter(is_active=True, pk__in=acting.values("user")))


def of_board(case: Case, on: dt.date) -> list[User]:
    """Members of the Compact Board without an interest."""
    return _without_interest(case, offices.holders(COMPACT_BOARD), on)


def of_support(case: Case, on: dt.date) -> list[User]:
    return _without_interest(case, offices.holders(SUPPORT_UNIT), on)


def of_panel(case: Case) -> list[User]:
    """Those named to hear it now."""
    return [member.person for member in named(case).select_related("person") if member.person]


def _without_interest(case: Case, people: Iterable[User], on: dt.date) -> list[User]:
    sides = {user.pk for side in Side for user in of_side(case, side, on)}
    return [one for one in people if one.pk not in sides and not is_recused(case, one, on)]


def tell(
    case: Case, people: Iterable[User], name: str, *, context: Mapping[str, Any] | None = None
) -> None:
    """`name` is a kind of mail, such as “compact/case_moved”. The link leads to the page of those in the case."""
    notify(
        people,
        name,
        about=case,
        context={"case": case, **(context or {})},
        url=case.own_url,
    )


def tell_side(
    case: Case, side: Side, name: str, *, on: dt.date, context: Mapping[str, Any] | None = None
) -> None:
    """A person without an account is written to; they answer by mail, and staff enter what they say."""
    tell(case, of_side(case, side, on), name, context=context)
    if side == Side.COMPLAINANT and case.person_email and not case.person:
        write_to(case.person_email, name, context={"case": case, **(context or {})})


def moved(case: Case, *, on: dt.date) -> None:
    """Tell both sides at which step their case is now, what has to happen, and by when."""
    for side in Side:
        moved_side(case, side, on=on)


def moved_side(case: Case, side: Side, *, on: dt.date) -> None:
    """Tell one of them, where the other one is told something else."""
    about = STEPS[case.step_on(on)]
    context = {
        "step": case.step_on(on).label,
        "by_then": about.by_then,
        "due_on": case.due_day(on),
        "has_to_act": side in about.actors,
    }
    tell_side(case, side, MOVED, on=on, context=context)
