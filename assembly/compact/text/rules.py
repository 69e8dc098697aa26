"""May a draft be begun, written or adopted? Dates, numbers and sides; the words of each refusal are for a person."""

import datetime as dt
import re

from assembly.compact.models import Edition
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

NUMBER = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")


def is_a_number(number: str) -> Ruling:
    """It becomes part of an address, so nothing but letters and digits fits."""
    if NUMBER.fullmatch(number):
        return ALLOWED
    return refused("Enter one to three letters followed by a number, such as F1.")


def may_begin(*, draft: Edition | None) -> Ruling:
    if draft is None:
        return ALLOWED
    return refused("There is a draft already. Continue with it, or discard it first.")


def may_be_edited(edition: Edition) -> Ruling:
    """An edition that was published stays as it is: people cite it."""
    if edition.published_at is not None:
        return refused(
            f"“{edition}” was published, so it stays as it is. Begin the next edition instead."
        )
    return ALLOWED


def may_come_into_force(
    before: Edition | None, *, adopted_on: dt.date, in_force_from: dt.date, on: dt.date
) -> Ruling:
    """Editions follow each other, and nobody is bound by words that were not adopted yet."""
    if adopted_on > on:
        return refused("The day of the meeting is in the future. Record the adoption after it.")
    if in_force_from < adopted_on:
        return refused("An edition cannot come into force before the day it was adopted.")
    if before and before.in_force_from and in_force_from <= before.in_force_from:
        return refused(
            f"The edition before it came into force on {short_day(before.in_force_from)}. "
            "Choose a later day for this one."
        )
    return ALLOWED
