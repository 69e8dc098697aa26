"""May a draft be begun, written or adopted? Dates, numbers and sides; the words of each refusal are for a person."""

import datetime as dt
import re
from collections.abc import Sequence

from assembly.compact.models import Edition, Undertaking, UndertakingText
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from .reading import Change, Line

NUMBER = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,2}")
YEARS_AHEAD = 5


def is_a_number(number: str) -> Ruling:
    """It becomes part of an address, so nothing but letters and digits fits. F01 would be F1 given twice."""
    if NUMBER.fullmatch(number):
        return ALLOWED
    return refused("Enter one to three letters followed by a number, such as F1.")


def number_is_free(texts: Sequence[UndertakingText]) -> Ruling:
    """Given what the editions say under this number, the newest first. People cite it, so it is given once."""
    if not texts:
        return ALLOWED
    number = texts[0].undertaking.number
    title = next((text.title for text in texts if text.title), "")
    named = f"“{title}”" if title else "an undertaking without a title"
    if texts[0].is_dropped:
        return refused(
            f"{number} was {named}, which was dropped. People may still cite it, so numbers are never reused: "
            "choose another."
        )
    return refused(
        f"{number} is already {named}. Change that undertaking, or choose another number."
    )


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


def may_be_written(line: Line | None) -> Ruling:
    if line is None:
        return refused("The draft does not have this undertaking.")
    if line.change is Change.DROPPED:
        return refused("The draft drops this undertaking. Undo that first.")
    return ALLOWED


def may_be_emptied(guidance: str, *, before: str) -> Ruling:
    if before and not guidance:
        return refused("Enter the guidance. Officers rely on it, so it cannot be empty.")
    return ALLOWED


def is_more_than_guidance(guidance: str, *, before: str) -> Ruling:
    """Guidance belongs to a text. Of one that is in force already, it would hold at once and not with the draft."""
    if guidance == before:
        return ALLOWED
    return refused(
        "You changed only the guidance, not the undertaking. Such guidance applies at once, so it "
        "is not part of the draft. Change it under “Guidance” in the menu."
    )


def may_be_dropped(line: Line | None, *, continues: list[str]) -> Ruling:
    if line is None or line.change is Change.DROPPED:
        return may_be_written(line)
    if line.change is Change.NEW:
        return refused("Only this draft has this undertaking. Remove it from the draft instead.")
    return _leads_nowhere(continues)


def may_continue(dropped: Undertaking, line: Line | None) -> Ruling:
    """A promise goes on under another number that the draft has."""
    if line is None or line.change is Change.DROPPED:
        return refused("Choose an undertaking that the draft has, or add it first.")
    if line.undertaking.pk == dropped.pk:
        return refused("An undertaking cannot be continued as itself. Choose another.")
    return ALLOWED


def may_be_restored(line: Line | None, *, continues: list[str]) -> Ruling:
    if line is None or line.change is Change.SAME:
        return refused("The draft has not changed this undertaking.")
    return _leads_nowhere(continues) if line.change is Change.NEW else ALLOWED


def _leads_nowhere(continues: list[str]) -> Ruling:
    if not continues:
        return ALLOWED
    numbers = " and ".join(continues)
    return refused(
        f"The draft continues {numbers} as this undertaking. Undo the dropping of {numbers} first."
    )


def may_copy_example(*, is_loaded: bool, has_edition_before: bool, left: int) -> Ruling:
    if has_edition_before:
        return refused(
            "An edition has been adopted, so the next one begins with its text and not with the example text."
        )
    if not is_loaded:
        return refused("The example text has not been loaded.")
    if not left:
        return refused("Everything in the example text is already in the draft.")
    return ALLOWED


def may_be_discarded(edition: Edition, *, is_adopted: bool) -> Ruling:
    """What people were asked about stays: they said something to it."""
    if edition.comments_from is not None:
        return refused(
            "The draft was put out for comment, so it cannot be discarded. Change it until the Compact Board can "
            "adopt it."
        )
    if is_adopted:
        return refused("The adoption of this draft is recorded. Withdraw that record first.")
    return ALLOWED


def may_come_into_force(
    before: Edition | None, *, adopted_on: dt.date, in_force_from: dt.date, on: dt.date
) -> Ruling:
    """Check the dates: each edition starts after the one before it, and not before it is adopted."""
    if adopted_on > on:
        return refused("The day of the meeting is in the future. Record the adoption after it.")
    if in_force_from < adopted_on:
        return refused("An edition cannot come into force before the day it was adopted.")
    if in_force_from.year > on.year + YEARS_AHEAD:
        return refused(
            f"{short_day(in_force_from)} is more than {YEARS_AHEAD} years away, and no other edition could come into "
            "force before it. Check the year."
        )
    if before and before.in_force_from and in_force_from <= before.in_force_from:
        return refused(
            f"The previous edition came into force on {short_day(before.in_force_from)}. "
            "Choose a later day for this one."
        )
    return ALLOWED
