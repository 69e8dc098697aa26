"""Fairness asks who is reached: whoever convenes a group is its convenor by their seat as well."""

import datetime as dt

from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.rules import Ruling
from elections import fairness
from forums.convening.selectors import convened_by
from forums.models import Group

from .recipients import Recipient


def may_write(
    reached: Recipient | None, group: Group | None, by: User | None, email: str, at: dt.datetime
) -> Ruling:
    """Whether somebody with this account or this address may write to the group, or to the person reached."""
    return fairness.may_write_to_groups(_groups(reached, group, at), by, email, at)


def is_contested(reached: Recipient | None, group: Group | None, at: dt.datetime) -> bool:
    return fairness.is_contested(_groups(reached, group, at), at)


def _groups(reached: Recipient | None, group: Group | None, at: dt.datetime) -> list[Group]:
    today = timezone.localdate(at)
    person = reached.person if reached else None
    theirs = convened_by(person, today) if person else Group.objects.none()
    convened = [each for each in theirs if each != group]
    return [group, *convened] if group else convened
