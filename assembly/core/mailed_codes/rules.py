"""When another code may be mailed, and what a person reads when one is refused."""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment

from .purposes import Limit, Purpose


def may_send(limit: Limit, sent: int, until: dt.datetime) -> Ruling:
    if sent < limit.codes:
        return ALLOWED
    return refused(f"{limit.refusal} The next code can be sent at {moment(until)}.")


def too_many_tries(purpose: Purpose) -> Ruling:
    return refused(f"You have entered too many wrong codes. {purpose.again}")


def wrong(purpose: Purpose) -> Ruling:
    """One sentence for wrong, used and too old: to say which would help only somebody who is guessing."""
    return refused(
        f"This code is wrong, has been used already or is older than {purpose.age}. Check the latest e-mail. "
        f"{purpose.again}"
    )


def not_mailed(purpose: Purpose) -> Ruling:
    return refused(
        "We could not e-mail the code: our mail server did not accept it. Try again in a few minutes"
        f"{f', or {purpose.instead}' if purpose.instead else ''}."
    )
