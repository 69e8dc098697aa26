"""Mail that came back, for those who follow mail."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from . import selectors
from .models import Email


def mail_come_back(user: User, at: dt.datetime) -> Iterable[Task]:
    """Addresses from which mail came back that nobody has sent again since."""
    if not user.has_perm("notifications.follow_mail"):
        return
    found = selectors.come_back_and_not_sent_again().aggregate(
        number=Count("address", distinct=True), oldest=Min("written_on")
    )
    if number := found["number"]:
        yield Task(
            text=f"Mail came back from {in_words(number, 'addresses', one='address')}",
            button="See the mail that came back",
            url=reverse("mail_staff:mail_list", query={"state": Email.State.BOUNCED}),
            by=timezone.make_aware(dt.datetime.combine(found["oldest"], dt.time())),
            note=f"The oldest was written on {short_day(found['oldest'])}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )
