"""A draft is put out for comment: everybody can read it, and writes to the Support Unit until a last day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Edition
from assembly.core.events import record
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from . import drafts, rules
from .services import held

SHORTEST = 14  # days between the two, so that a committee can meet


def may_put_out(
    edition: Edition, first: dt.date | None, last: dt.date | None, *, is_recorded: bool, on: dt.date
) -> Ruling:
    """The days were not given yet where they are None. What people were promised is made longer and never shorter."""
    if is_recorded:
        return refused("The adoption of this draft is recorded. Withdraw that record first.")
    if first is None or last is None:
        return ALLOWED
    before, until = edition.comments_from, edition.comments_until
    if before and before <= on and first != before:
        return refused(
            f"People have been able to comment since {short_day(before)}. Keep that day."
        )
    if before != first and first < on:
        return refused("The first day is in the past. Choose today or a later day.")
    if until and until < on:
        return refused(f"The time for comments ended on {short_day(until)}.")
    if before and before <= on and until and last < until:
        return refused(
            f"People were told that they can comment until {short_day(until)}. Choose that day or a later one."
        )
    if (last - first).days < SHORTEST:
        return refused(
            f"Give people at least {SHORTEST} days to comment: choose {short_day(first + dt.timedelta(SHORTEST))} or "
            "a later day."
        )
    return ALLOWED


@transaction.atomic
def put_out(
    edition: Edition, first: dt.date, last: dt.date, *, by: User, at: dt.datetime | None = None
) -> Edition:
    """Let everybody read the draft from the first day on; comments are taken until the last one. Twice is once."""
    edition, on = held(edition), timezone.localdate(at or timezone.now())
    if (edition.comments_from, edition.comments_until) == (first, last):
        return edition
    drafts.is_ready(edition).enforce()
    is_recorded = drafts.adoption_of(edition) is not None
    may_put_out(edition, first, last, is_recorded=is_recorded, on=on).enforce()
    edition.comments_from, edition.comments_until = first, last
    edition.save(update_fields=["comments_from", "comments_until"])
    record("compact.put_out_for_comment", edition, by=by, data={"from": first, "until": last})
    return edition


def may_be_put_out(edition: Edition, on: dt.date) -> Ruling:
    """Whether the screen offers it."""
    is_recorded = drafts.adoption_of(edition) is not None
    return (
        rules.may_be_edited(edition)
        and drafts.is_ready(edition)
        and may_put_out(edition, None, None, is_recorded=is_recorded, on=on)
    )
