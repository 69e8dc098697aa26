"""Who may still read what they were told: asked when a list is shown or a digest is written, not when it was told.

A reader is a function that gives, for one person, a condition on the lines of its kinds. Each kind names its reader
(`Kind.read_by`); an app writes those for its own records. Somebody who left an organisation or an office keeps the
rows, because the right can come back, and does not see them.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from assembly.accounts import offices
from assembly.accounts.models import User

Reader = Callable[[User], Q]

EVERYTHING = ~Q(pk=None)  # an empty condition would be lost beside another in an “or”
NOTHING = Q(pk=None)


def themself(user: User) -> Q:
    """What was said to a person about their own account, seat or candidacy stays theirs, and so does public news."""
    return EVERYTHING


def holders_of(*names: str) -> Reader:
    """Those who hold one of these offices today."""

    def reader(user: User) -> Q:
        return EVERYTHING if set(names).intersection(offices.held_by(user)) else NOTHING

    return reader


def who_may(permission: str) -> Reader:
    """Those who hold an office with this permission today."""

    def reader(user: User) -> Q:
        return EVERYTHING if user.has_perm(permission) else NOTHING

    return reader


def about(records: "QuerySet | Iterable[int]") -> Q:
    """The lines about one of these records."""
    return Q(subject_id__in=records)
