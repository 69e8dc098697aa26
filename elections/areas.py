"""A theme or district that limits the seats of a contest keeps its name until the notice of election has given it."""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from assembly.core.in_use import Naming
from assembly.membership.models import District, Theme

from .models import SpreadLimit


def contests_naming(area: models.Model) -> Iterable[str]:
    field = "theme" if isinstance(area, Theme) else "district"
    limits = SpreadLimit.objects.filter(
        **{field: area}, contest__election__notice_at__gt=timezone.now()
    ).select_related("contest__election")
    return [f"the limits of “{row.contest}” in “{row.contest.election}”" for row in limits]


NAMINGS = tuple(Naming(kind, contests_naming) for kind in (Theme, District))
