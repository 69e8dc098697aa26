"""A text that is hidden: at once by one person, for good once a second one agrees."""

import datetime as dt
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from wagtail.models import Page

H = TypeVar("H", bound="Hiding")


class HidingQuerySet(models.QuerySet[H]):
    def in_force(self, at: dt.datetime) -> Self:
        """The clock decides: what nobody confirmed in time is shown again, whether or not a job ran."""
        return self.filter(lifted_at=None).filter(
            Q(confirmed_at__isnull=False) | Q(lapses_at__gt=at)
        )

    def waiting(self, at: dt.datetime) -> Self:
        return self.in_force(at).filter(confirmed_at=None)


class Hiding(models.Model):
    """One time that a text was hidden. The reason is for the two offices, not for the public."""

    reason = models.TextField(
        max_length=1_000,
        help_text="Why nobody should read it now. Only the Support Unit and the Assembly Board read this.",
    )
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    hidden_at = models.DateTimeField()
    lapses_at = models.DateTimeField(help_text="When the text is shown again unless confirmed.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-hidden_at", "-pk"]

    def is_in_force(self, at: dt.datetime) -> bool:
        return self.lifted_at is None and (self.confirmed_at is not None or at < self.lapses_at)


class HiddenTextQuerySet(HidingQuerySet["HiddenText"]):
    """Of pages."""


class HiddenText(Hiding):
    """The text of a page."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="hidden_texts")

    objects = HiddenTextQuerySet.as_manager()

    class Meta(Hiding.Meta):
        abstract = False
        permissions = [("hide_text", "Can hide the text of a page at once")]

    def __str__(self) -> str:
        return f"The text of “{self.page.title}”"

    def get_absolute_url(self) -> str:
        return reverse("hiding_staff:hidden_text", args=[self.pk])
