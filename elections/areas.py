"""Contests that limit seats by theme or district name those they mean: these keep their names, and stay."""

from collections.abc import Iterable, Iterator

from django.db import models

from assembly.core import in_use
from assembly.membership.models import District, Theme

from .models import Contest


def register() -> None:
    in_use.also(Theme, contests_naming)
    in_use.also(District, contests_naming)


def contests_naming(area: models.Model) -> Iterable[str]:
    return list(_contests_naming(area))


def _contests_naming(area: models.Model) -> Iterator[str]:
    by = Contest.SpreadBy.THEME if isinstance(area, Theme) else Contest.SpreadBy.DISTRICT
    for contest in Contest.objects.filter(spread_by=by).select_related("election"):
        if str(area) in (limit.name for limit in contest.limits):
            yield f"the limits of “{contest}” in “{contest.election}”"
