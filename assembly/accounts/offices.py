"""Who holds which office now. The clock decides: a term that is over gives nothing, whatever the groups say.

Django and Wagtail read rights on pages from groups, so a person's groups follow their terms: when an office is given
or ended, and at every request to the Wagtail admin (`settle`). Permissions are read from the terms alone
(`accounts.backends`).
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.core.points import Point
from assembly.core.roles import OFFICES

from .models import OfficeTerm, User

# Which of these groups an app keeps, by name, and the names of those that are a person's on a day.
Keeper = tuple[Callable[[str], bool], Callable[[User, dt.date], Iterable[str]]]


def terms_on(on: dt.date | None = None) -> QuerySet[OfficeTerm]:
    """The terms that run on this day; today when none is given."""
    return OfficeTerm.objects.current(on or timezone.localdate())


def held_by(user: User | AnonymousUser, on: dt.date | None = None) -> list[str]:
    """Every office this person holds, in the order of the table."""
    if not isinstance(user, User) or not user.is_active:
        return []
    held = set(terms_on(on).filter(user=user).values_list("office", flat=True))
    return [name for name in OFFICES if name in held]


def holders(*offices: str, on: dt.date | None = None) -> QuerySet[User]:
    """Those with an account in use who hold one of these offices."""
    terms = terms_on(on).filter(office__in=offices)
    return User.objects.filter(is_active=True, pk__in=terms.values("user"))


def holders_who_may(permission: str, on: dt.date | None = None) -> QuerySet[User]:
    """Those who hold an office with this permission ("app.codename")."""
    app, _, codename = permission.partition(".")
    able = Group.objects.filter(
        permissions__content_type__app_label=app, permissions__codename=codename
    )
    terms = terms_on(on).filter(office__in=able.values("name"))
    return User.objects.filter(is_active=True, pk__in=terms.values("user"))


def groups_with_rights(user: User, on: dt.date | None = None) -> QuerySet[Group]:
    """The groups whose permissions a person has: those of their offices, and those that are no office."""
    held = terms_on(on).filter(user=user).values("office")
    other = Q(user=user) & ~Q(name__in=OFFICES)
    return Group.objects.filter(Q(name__in=held) | other).distinct()


keepers: Point[Keeper] = Point("who keeps which groups of permissions")


def settle(user: User, on: dt.date | None = None) -> None:
    """Put this person in the groups of their terms today, and out of the others.

    A query for each app that keeps groups and one more, all small: this is asked at every page of the admin.
    """
    day = on or timezone.localdate()
    mine = dict(user.groups.values_list("name", "pk"))
    due = {name for _, names_due in keepers for name in names_due(user, day)}
    over = [
        pk
        for name, pk in mine.items()
        if name not in due and any(keeps(name) for keeps, _ in keepers)
    ]
    missing = due - mine.keys()
    if over:
        user.groups.remove(*over)
    if missing:
        user.groups.add(*Group.objects.filter(name__in=missing))
