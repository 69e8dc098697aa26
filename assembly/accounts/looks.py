"""Who in an office looked at personal data: for the data protection lead, and for the people themselves.

A screen that shows people's data names itself once, in `AppConfig.ready`, and notes each look:

    screens.name_screens({"delegates": "Report: delegates"})
    looks.note(request.user, "delegates", people)
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from .models import Look, User
from .screens import SCREENS


def note(
    by: User,
    screen: str,
    people: Iterable[int],
    *,
    exported: bool = False,
    at: dt.datetime | None = None,
) -> Look | None:
    """Keep that `by` saw these people (keys of users) on this screen; nothing where they saw but themselves."""
    if screen not in SCREENS:
        raise ValueError(
            f"The screen {screen} has no name; its app gives it one in AppConfig.ready."
        )
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
