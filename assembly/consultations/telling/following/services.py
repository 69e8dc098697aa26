"""Following without an account: asked for, confirmed by a mailed link, stopped with one click.

An address is added to by its owner alone: what was asked for is carried by the mailed link, and kept when it is
confirmed. So an address that follows already hears nothing new because somebody else typed it.
"""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assembly.consultations.models import Follower, Following
from assembly.notifications.models import Email
from assembly.notifications.services import write_to

from . import rules, things
from .links import CONFIRM, STOP
from .things import Thing

CONFIRMING = "consultations/follow_confirm"


@transaction.atomic
def ask_to_follow(address: str, chosen: Sequence[Thing], *, at: dt.datetime | None = None) -> None:
    """Mail the link that confirms it. The same is done, and said, for an address that we know."""
    at = at or timezone.now()
    follower, _ = Follower.objects.update_or_create(
        address=address.lower(), defaults={"asked_at": at}
    )
    link = CONFIRM.path(follower.pk, " ".join(thing.code for thing in chosen))
    same = Email.objects.waiting().filter(kind=CONFIRMING, address=address, text__contains=link)
    if same.exists():  # the button was pressed twice
        return
    write_to(
        address,
        CONFIRMING,
        context={"things": chosen, "confirm_link": f"{settings.SITE_URL}{link}"},
        url=link,
        at=at,
    )


@transaction.atomic
def confirm(follower: Follower, codes: str, *, at: dt.datetime | None = None) -> list[Thing]:
    """Follow what the link names, as far as it can still be followed; pressed twice, it is the same."""
    at = at or timezone.now()
    follower = Follower.objects.select_for_update().get(pk=follower.pk)
    rules.may_be_confirmed(follower.asked_at, at=at).enforce()
    chosen = things.of_codes(codes.split(), at)
    if not chosen:
        return []
    if follower.confirmed_at is None:
        follower.confirmed_at = at
        follower.save(update_fields=["confirmed_at"])
    for thing in chosen:
        Following.objects.get_or_create(follower=follower, **thing.fields)
    return chosen


@transaction.atomic
def stop(follower: Follower, following: int | None = None) -> bool:
    """Stop one thing, or all. With the last the address goes, and the mail that waits for it.

    True while the address still follows something.
    """
    found = Follower.objects.select_for_update().filter(pk=follower.pk).first()
    if found is None:
        return False
    if following is not None:
        found.followings.filter(pk=following).delete()
        if found.followings.exists():
            return True
    Email.objects.waiting().filter(stop_page=STOP.path(found.pk)).delete()
    found.delete()
    return False


def forget_unconfirmed(on: dt.date) -> int:
    """Addresses that never confirmed, and those that have nothing left to follow."""
    asked = Follower.objects.filter(asked_at__date__lt=on - rules.CONFIRMED_WITHIN)
    unconfirmed, nothing = asked.filter(confirmed_at=None), asked.filter(followings=None)
    return (unconfirmed | nothing).distinct().delete()[0]


def forget_what_is_over(on: dt.date) -> int:
    """What follows a consultation that is decided or was withdrawn, once that was told; then the address."""
    before = on - rules.KEPT_AFTER_END
    rows = Following.objects.filter(follower__isnull=False)
    closed = rows.filter(consultation__closes_on__lt=on - rules.KEPT_AFTER_CLOSE)
    decided = rows.filter(consultation__decision_published_at__date__lt=before)
    withdrawn = rows.filter(consultation__withdrawn_on__lt=before)
    gone = (closed | decided | withdrawn).delete()[0]
    return gone + forget_unconfirmed(on)
