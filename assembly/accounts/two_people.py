"""Acts that take two people, one of the Assembly Board and one of the Support Unit.

Where nobody of the Support Unit can act, a second member of the Board is the other person.
"""

import datetime as dt
from collections.abc import Mapping

from assembly.core.roles import BOARD, SUPPORT_UNIT

from . import offices

PAIR = (BOARD, SUPPORT_UNIT)

# Everybody of the two offices: which of them each person holds, by the key of the account.
Holders = Mapping[int, set[str]]


def holders(on: dt.date) -> Holders:
    """Everybody of the Assembly Board and the Support Unit, with the offices they hold of the two."""
    found: dict[int, set[str]] = {}
    terms = offices.terms_on(on).filter(office__in=PAIR, user__is_active=True)
    for user, office in terms.values_list("user", "office"):
        found.setdefault(user, set()).add(office)
    return found


def seconds(known: Holders, *, first: int, concerned: int = 0) -> set[int]:
    """Those who can confirm what the first began: neither the first nor the one it is about."""
    began_as = known.get(first, set())
    others = {pk: held for pk, held in known.items() if pk not in {first, concerned}}
    found = {
        pk
        for pk, held in others.items()
        if (BOARD in began_as and SUPPORT_UNIT in held)
        or (SUPPORT_UNIT in began_as and BOARD in held)
    }
    if BOARD in began_as and not any(SUPPORT_UNIT in held for held in others.values()):
        found |= {pk for pk, held in others.items() if BOARD in held}
    return found
