"""A mailed code, typed by somebody without an account, confirms what they sent: a message or an enquiry."""

import datetime as dt

from django.views.decorators.debug import sensitive_variables

from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.purposes import Bearer
from assembly.core.rules import RuleBroken, Ruling


@sensitive_variables("typed")
def is_right(waits: Ruling, bearer: Bearer, typed: str, at: dt.datetime) -> bool:
    """The same without using the code up, where something else is still to be asked."""
    if not waits:
        return False
    try:
        return mailed_codes.is_right(bearer, typed, at=at)
    except RuleBroken:
        return False


@sensitive_variables("typed")
def is_proved(waits: Ruling, bearer: Bearer, typed: str, at: dt.datetime) -> bool:
    """Whether what waits for its code got the right one. Why not is not said, so that numbers cannot be tried out."""
    if not waits:
        return False
    try:
        mailed_codes.check(bearer, typed, at=at)
    except RuleBroken:
        return False
    return True
