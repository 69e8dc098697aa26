"""A strategic item on its way to another group."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .groups import Group
from .meetings import AgendaItem


class RoutingQuerySet(models.QuerySet["Routing"]):
    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answered_at=None)


class Routing(models.Model):
    """One group asks another to take an item up. The other accepts it into a meeting of its own, or says why not.

    What it was called then stays: the item may be reworded, and the meeting it came from need not be public.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="routings")
    to = models.ForeignKey(Group, models.PROTECT, related_name="asked")
    title = models.CharField(max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=500, blank=True)
    # The item that the other group made of it.
    became = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="came_by"
    )

    objects = RoutingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(answered_at=None),
                name="routing_one_at_a_time",
                violation_error_message="This item waits for an answer already.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, became=None, declined_because="")
                | (
                    Q(answered_at__isnull=False)
                    & (Q(became__isnull=False, declined_because="") | ~Q(declined_because=""))
                ),
                name="routing_accepted_or_declined_with_reason",
                violation_error_message="An item is accepted into a meeting, or declined with a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, to the {self.to}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
