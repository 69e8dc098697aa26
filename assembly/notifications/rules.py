"""When a person's news is due in a digest, and which mail may be sent again, to which address."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused

from . import kinds
from .models import Email, Frequency
from .readers import NOTHING, Reader, themself


def is_due(on: dt.date, frequency: Frequency, today: dt.date) -> bool:
    """Whether news of this day belongs into a digest sent today.

    Days decide, not runs of the job: a daily digest holds what was told before today, a weekly one what was told
    before the Monday of this week. So a missed day is made good and nothing is due early. What waits for somebody
    who has since chosen another frequency goes with the next daily round.
    """
    if frequency == Frequency.WEEKLY:
        return on < today - dt.timedelta(days=today.weekday())
    return on < today


def may_read(user: User, told: Iterable[str]) -> Q:
    """Which lines of these kinds this person may read today, as a condition: each kind names its reader.

    A kind that no app declares any more has none, and its news is not held back for a renaming.
    """
    told_to: dict[Reader, list[str]] = {}
    for name in told:
        kind = kinds.kinds.get(name)
        told_to.setdefault(kind.read_by if kind else themself, []).append(name)
    allowed = NOTHING
    for reader, names in told_to.items():  # a reader may ask the database, and many kinds share one
        allowed |= Q(kind__in=names) & reader(user)
    return allowed


def may_be_sent_again(email: Email) -> Ruling:
    if email.kind in kinds.codes():
        return refused(
            "This mail carried a one-time code, and we never send a code again. The person can ask for a new one on "
            "the page where they need it."
        )
    if email.sent_again_as_id:
        return refused("This mail was sent again already: see the newer one.")
    if email.state not in Email.NOT_ARRIVED:
        return refused(f"This mail has not failed: it is “{email.get_state_display().lower()}”.")
    if email.user and not email.user.is_active:
        return refused("The account this mail went to is closed.")
    return ALLOWED


def may_be_corrected_to(right: str, wrong: str) -> Ruling:
    if right == wrong:
        return refused("This is the address from which the mail came back.")
    return ALLOWED


def may_be_redirected(email: Email, *, has_account: bool) -> Ruling:
    """Whether staff may send it to another address.

    Never for somebody with an account: whoever reads mail at their address can sign in as them with a mailed code,
    so only they change it. Nor does what was written for them go anywhere else.
    """
    if email.user_id or has_account:
        return refused(
            "This address belongs to an account. Only its owner changes it, on the page “Account”, because whoever "
            "gets mail there can sign in. Ask them to; then send the mail again."
        )
    return may_be_sent_again(email)
