"""Who in an office looked at personal data: for the data protection lead, and for the people themselves.

A screen that shows people's data is registered once (`looked_at`), and notes each look:

    looks.note(request.user, "delegates", people)
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from .looked_at import screens
from .models import Look, User


def note(
    by: User,
    screen: str,
    people: Iterable[int],
    *,
    exported: bool = False,
    at: dt.datetime | None = None,
) -> Look | None:
    """Keep that `by` saw these people (keys of users) on this screen; nothing where they saw but themselves."""
    if not screens.get(screen):
        raise ValueError(f"The screen {screen} has no name; its app registers one.")
    seen = set(people) - {by.pk}
    if not seen:
        return None
    look = Look.objects.create(at=at or timezone.now(), by=by, screen=screen, exported=exported)
    through = Look.people.through
    through.objects.bulk_create(
        (through(look_id=look.pk, user_id=pk) for pk in sorted(seen)), batch_size=2_000
    )
    return look


def office_of(look: Look) -> str:
    """The offices that whoever looked holds now."""
    today = timezone.localdate()
    terms = look.by.office_terms.all() if look.by else []
    names = {term.office for term in terms if term.runs_on(today)}
    return ", ".join(sorted(names)) or ("Administrator" if look.by else "a former user")
