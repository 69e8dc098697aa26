"""Who holds which office now. The clock decides: a term that is over gives nothing, whatever the groups say.

Django and Wagtail read rights on pages from groups, so a person's groups follow their terms: when an office is given
or ended, and at every request to the Wagtail admin (`settle`). Permissions are read from the terms alone
(`accounts.backends`).

A higher app hands in the groups that it keeps from its `AppConfig.ready`: `offices.also_keep(groups)`.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.core.roles import OFFICES

from .models import OfficeTerm, User

# Which groups an app keeps, and which of them are a person's on a day, as conditions on groups.
Keeper = Callable[[User, dt.date], tuple[Q, Q]]


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


def _offices(user: User, on: dt.date) -> tuple[Q, Q]:
    return Q(name__in=OFFICES), Q(name__in=terms_on(on).filter(user=user).values("office"))


_keepers: list[Keeper] = [_offices]


def also_keep(groups: Keeper) -> None:
    if groups not in _keepers:
        _keepers.append(groups)


def settle(user: User, on: dt.date | None = None) -> None:
    """Put this person in the groups of their terms today, and out of the others. One query if nothing changes."""
    mine = Q(pk__in=User.groups.through.objects.filter(user=user).values("group"))
    amiss = Q()
    for kept, due in (keeper(user, on or timezone.localdate()) for keeper in _keepers):
        amiss |= (kept & mine & ~due) | (due & ~mine)
    wrong = set(Group.objects.filter(amiss).values_list("pk", flat=True))
    if wrong:
        over = wrong & set(user.groups.values_list("pk", flat=True))
        user.groups.remove(*over)
        user.groups.add(*(wrong - over))


def settle_all(users: Iterable[User]) -> None:
    for user in users:
        settle(user)
