"""Hide at once: one person of the Support Unit or the Board hides a text, a second one confirms it.

Something unlawful, or somebody's personal data, cannot wait for a meeting; and nobody alone takes words away from the
public for longer than two working days (docs/design.md).
"""

import datetime as dt
from typing import Protocol

from django.utils import timezone

from assembly.core.bank_holidays.selectors import working_days
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment

from .models import Hiding

MAY_HIDE = "core.hide_text"
DAYS_TO_CONFIRM = 2
ALONE = dt.timedelta(days=30)  # for so long nobody hides again alone what nobody confirmed


class Person(Protocol):
    pk: int

    def has_perm(self, perm: str) -> bool: ...


def lapses_at(at: dt.datetime) -> dt.datetime:
    """At the end of the second working day after the day on which it was hidden: a midnight, as kept pages need."""
    last = working_days().after(timezone.localdate(at), DAYS_TO_CONFIRM)
    return timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))


def may_hide_again(by: Person, at: dt.datetime, *, last: Hiding | None) -> Ruling:
    """`last` is the last time that this text was hidden."""
    if (
        last
        and last.hidden_by_id == by.pk
        and not last.confirmed_at
        and at < last.hidden_at + ALONE
    ):
        return refused(
            "You hid this text before and nobody confirmed it. If it still must not be read, somebody else of the "
            "Support Unit or the Assembly Board has to hide it."
        )
    return ALLOWED


def has_reason(reason: str) -> Ruling:
    return says_why(reason, "Say why the text has to be hidden.")


def may_confirm(hidden: Hiding, by: Person, at: dt.datetime) -> Ruling:
    if not (ruling := may_show_again(hidden, by, at)):
        return ruling
    if hidden.confirmed_at:
        return refused("It has been confirmed already.")
    if hidden.hidden_by_id == by.pk:
        return refused("You hid this text, so somebody else has to confirm it.")
    return ALLOWED


def may_show_again(hidden: Hiding, by: Person, at: dt.datetime) -> Ruling:
    if not by.has_perm(MAY_HIDE):
        return refused("Only the Support Unit and the Assembly Board decide on hidden texts.")
    if hidden.lifted_at:
        return refused(f"The text has been shown again since {moment(hidden.lifted_at)}.")
    if not hidden.is_in_force(at):
        return refused(
            f"Nobody confirmed it in time, so the text has been shown again since {moment(hidden.lapses_at)}. "
            "If it still must not be read, somebody else has to hide it."
        )
    return ALLOWED
