"""What somebody typed of a registration is kept, right or wrong, until it is sent or thrown away."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import RegistrationDraft

KEPT_FOR = dt.timedelta(days=180)


def save_draft(user: User, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep what was typed, in the place of what was kept before."""
    RegistrationDraft.objects.update_or_create(
        user=user, defaults={"typed": dict(typed), "saved_at": timezone.now()}
    )


def drop_draft(user: User) -> None:
    RegistrationDraft.objects.filter(user=user).delete()


def forget_old_drafts(*, at: dt.datetime | None = None) -> int:
    """Delete drafts that nobody has touched for half a year; returns how many."""
    old = RegistrationDraft.objects.filter(saved_at__lt=(at or timezone.now()) - KEPT_FOR)
    return old.delete()[0]
