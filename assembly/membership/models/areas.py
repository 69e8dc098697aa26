"""Where organisations work and on what: the two lists that groups and filters hang on."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class DistrictQuerySet(models.QuerySet["District"]):
    def of_the_county(self) -> Self:
        return self.filter(in_county=True)

    def to_choose(self, on: dt.date, *already: int) -> Self:
        """Those that have not ended; with these besides, so that what is saved stays saved."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on) | Q(pk__in=already))


class District(models.Model):
    """An area in which organisations work and a district forum meets. It may have ended, with a successor."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(
        "area code", max_length=9, blank=True, help_text="The ONS code, such as E07000230."
    )
    in_county = models.BooleanField(default=True, help_text="Not ticked for a neighbour.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Where its tile stands on the drawn map, counted from the top left corner. Without both it is in the table alone.
    map_column = models.PositiveSmallIntegerField("column of the map", null=True, blank=True)
    map_row = models.PositiveSmallIntegerField("row of the map", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def ended_on(self) -> dt.date | None:
        """The first day on which it is no more, as a public body keeps it."""
        return self.ends_on + dt.timedelta(days=1) if self.ends_on else None

    def is_over(self, on: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < on


class Theme(models.Model):
    """A subject that organisations work on and strategic groups meet about."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    agreed_on = models.DateField(
        "on the list from", null=True, blank=True, default=timezone.localdate
    )
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def is_listed(self, on: dt.date) -> bool:
        begun = self.agreed_on is None or self.agreed_on <= on
        return begun and (self.retired_on is None or self.retired_on > on)
