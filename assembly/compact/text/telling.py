"""Telling people that an edition was adopted: leads of members and officers of public bodies, each once.

What is kept is how far it has gone, and no list of people. A job does it, so that the Board does not wait for it.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import Edition
from assembly.core.roles import PUBLIC_BODY_OFFICER
from assembly.membership.models import Delegate, Organisation
from assembly.notifications.services import notify

from .mails import EDITION_ADOPTED

AT_ONCE = 200
# How long it is still news: what was not told by then is not told any more.
MADE_GOOD_FOR = dt.timedelta(weeks=2)


def tell_of_editions(*, at: dt.datetime | None = None) -> int:
    """Tell what is due and not told to everybody; return to how many people."""
    at = at or timezone.now()
    told = 0
    for edition in _untold(at):
        while number := _tell_some(edition, at):
            told += number
    return told


def _untold(at: dt.datetime) -> QuerySet[Edition]:
    since = at - MADE_GOOD_FOR
    return Edition.objects.adopted().filter(told_on=None, published_at__range=(since, at))


@transaction.atomic
def _tell_some(edition: Edition, at: dt.datetime) -> int:
    """The next people, in the order of their accounts; how far that went is kept in the same transaction."""
    found = _untold(at).select_for_update().filter(pk=edition.pk).first()
    if found is None:
        return 0
    people = list(_concerned(timezone.localdate(at)).filter(pk__gt=found.told_up_to)[:AT_ONCE])
    if not people:
        found.told_on = timezone.localdate(at)
        found.save(update_fields=["told_on"])
        return 0
    changes = reverse("compact:edition_changes", args=[found.number])
    notify(
        people,
        EDITION_ADOPTED,
        about=found,
        context={
            "edition": found,
            "sign_url": f"{settings.SITE_URL}{reverse('compact:pledges')}",
            "changes_url": f"{settings.SITE_URL}{changes}",
        },
        url=found.get_absolute_url(),
        at=at,
    )
    found.told_up_to = people[-1].pk
    found.save(update_fields=["told_up_to"])
    return len(people)


def _concerned(on: dt.date) -> QuerySet[User]:
    """Those who can sign it for somebody."""
    leads = Delegate.objects.current().filter(
        role=Delegate.Role.LEAD, organisation__in=Organisation.objects.members()
    )
    officers = offices.holders(PUBLIC_BODY_OFFICER, on=on)
    concerned = Q(pk__in=leads.values("user")) | Q(pk__in=officers.order_by().values("pk"))
    return User.objects.filter(concerned, is_active=True).order_by("pk")
