"""One area or public body follows others: prepared by one person, confirmed by a second, in force from its day."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import District

from .bodies import PublicBody


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def open(self) -> Self:
        """Those that somebody prepared, whether or not a second person has confirmed them."""
        return self.filter(withdrawn_at=None)

    def waiting(self) -> Self:
        return self.open().filter(confirmed_at=None)

    def due(self, on: dt.date) -> Self:
        """Those whose day has come, and of which not everything has been carried over yet; the earliest first."""
        return (
            self.open()
            .filter(confirmed_at__isnull=False, carried_over_at=None, day__lte=on)
            .order_by("day", "pk")
        )


class Succession(models.Model):
    """Districts or public bodies that end, and the one that follows them.

    The confirmation writes the end and the successor on each of them, so that every page reads them from the day on.
    """

    class Kind(models.TextChoices):
        DISTRICT = "district", "Districts"
        BODY = "body", "Public bodies"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    districts = models.ManyToManyField(District, blank=True, related_name="+")
    bodies = models.ManyToManyField(PublicBody, blank=True, related_name="+")
    day = models.DateField(help_text="The first day on which the successor stands in their place.")
    # The successor that exists. One that is entered is made, and set here, when it is confirmed.
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(PublicBody, models.PROTECT, null=True, blank=True, related_name="+")
    new_name = models.CharField(max_length=120, blank=True)
    new_short_name = models.CharField(max_length=40, blank=True)
    forum_name = models.CharField(
        max_length=120,
        blank=True,
        help_text="Of the district forum that is founded on the day, where the successor has none.",
    )
    reason = models.TextField(max_length=1_000)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField(default=timezone.now)

    # Moved by succession.services alone.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    carried_over_at = models.DateTimeField(null=True, blank=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        default_permissions = ("view",)
        permissions = [("prepare_succession", "Can prepare and confirm successions")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("prepared_by")),
                name="succession_takes_two_people",
                violation_error_message="Somebody else has to confirm it.",
            ),
            models.CheckConstraint(
                condition=Q(kind="district", body=None, new_short_name="")
                | Q(kind="body", district=None, forum_name=""),
                name="succession_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"Succession on {short_day(self.day)}"

    def get_absolute_url(self) -> str:
        return reverse("succession_staff:succession", args=[self.pk])

    @property
    def successor(self) -> District | PublicBody | None:
        return self.district or self.body

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
