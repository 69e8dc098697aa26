"""Keeping which consultations somebody with an account is told about."""

from collections.abc import Sequence

from django.db import transaction

from assembly.accounts.models import User
from assembly.consultations.models import Following
from assembly.consultations.telling.following.things import Thing


@transaction.atomic
def choose(user: User, chosen: Sequence[Thing]) -> None:
    """Put these in the place of what was chosen before; none of them means all consultations."""
    User.objects.select_for_update().get(pk=user.pk)
    Following.objects.filter(user=user).delete()
    Following.objects.bulk_create([Following(user=user, **thing.fields) for thing in chosen])
