"""Officers are told of guidance that changed since they read it: all of it in one mail, and one mail a day at most.

That somebody was told is kept on what they read, in the transaction that writes the mail; a run that fails, or comes
twice, or not for a week, changes nothing of what is told.
"""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Acknowledgement
from assembly.notifications.services import notify
from assembly.partners.models import Officer
from assembly.partners.selectors import bodies_of

from . import selectors
from .selectors import Shown, ToRead

KIND = "compact/guidance_changed"


def tell_of_changes(*, at: dt.datetime | None = None) -> int:
    """Return how many were told."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    shown = selectors.everything(on)
    officers = Officer.objects.acting(on).filter(user__is_active=True)
    people = User.objects.filter(
        pk__in=officers.values("user"), guidance_read__isnull=False
    ).distinct()
    return sum(_tell(one, shown, at) for one in people.order_by("pk"))


@transaction.atomic
def _tell(user: User, shown: list[Shown], at: dt.datetime) -> bool:
    user = User.objects.select_for_update().get(pk=user.pk)
    on = timezone.localdate(at)
    bodies = set(bodies_of(user, on).values_list("pk", flat=True))
    read = selectors.read_by(user)
    changed = [one for one in selectors.to_read(shown, bodies, read) if one.is_changed]
    if not bodies or any(one.told_on == on for one in read):
        return False
    told = {one.told_of_id for one in read}
    if all(one.shown.guidance.pk in told for one in changed):
        return False
    for one in changed:
        _mark(user, one, on)
    context = {"changed": [one.shown for one in changed]}
    notify([user], KIND, context=context, url=reverse("compact:my_guidance"), at=at)
    return True


def _mark(user: User, one: ToRead, on: dt.date) -> None:
    known = Acknowledgement.objects.filter(user=user, guidance=one.before)
    known.update(told_of=one.shown.guidance, told_on=on)
