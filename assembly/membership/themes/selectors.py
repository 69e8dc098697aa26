"""The list of themes as it was from day to day."""

import datetime as dt
from dataclasses import dataclass

from assembly.membership.models import Theme


@dataclass(frozen=True, slots=True)
class Version:
    """The list from a day on. `since` is None for the one there was before days were kept."""

    since: dt.date | None
    themes: list[Theme]


def versions(on: dt.date) -> list[Version]:
    """Every version of the list until this day, the newest first; one query."""
    themes = list(Theme.objects.all())
    days = {day for theme in themes for day in (theme.agreed_on, theme.retired_on) if day}
    found = [
        Version(day, [theme for theme in themes if theme.is_listed(day)])
        for day in sorted((day for day in days if day <= on), reverse=True)
    ]
    first = [theme for theme in themes if theme.agreed_on is None]
    return [*found, Version(None, first)] if first else found
