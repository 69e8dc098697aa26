"""The public bodies the sector deals with, their parts and their people."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from assembly.accounts.models import OfficeTerm
from assembly.core.roles import PUBLIC_BODY_OFFICER


class PublicBody(models.Model):
    """A council, a health body or another public body. One that ended is shown under its successor."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        HEALTH = "health", "Health body"
        POLICE = "police", "Police"
        OTHER = "other", "Other public body"

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(
        max_length=40, help_text="As people say it, such as the council or the PCT."
    )
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    org_id = models.CharField("organisation identifier", max_length=60, blank=True)
    website = models.URLField(blank=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text="The first day on which it was no more."
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "public bodies"

    def __str__(self) -> str:
        return self.name

    def is_over(self, on: dt.date) -> bool:
        return self.ended_on is not None and self.ended_on <= on


class Department(models.Model):
    """A part of a public body with a budget of its own."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="departments")
    name = models.CharField(max_length=120)
    code = models.SlugField(max_length=20)

    class Meta:
        ordering = ["body", "name"]
        constraints = [
            models.UniqueConstraint(fields=["body", "code"], name="department_code_once_a_body")
        ]

    def __str__(self) -> str:
        return self.name


class OfficerQuerySet(models.QuerySet["Officer"]):
    def not_over(self, on: dt.date) -> Self:
        """Contacts of a body on this day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on))

    def acting(self, on: dt.date) -> Self:
        """Contacts whose account acts for the body on this day: the person holds the office for it, and it exists."""
        terms = OfficeTerm.objects.current(on).filter(
            office=PUBLIC_BODY_OFFICER, user=OuterRef("user"), body_id=OuterRef("body_id")
        )
        return (
            self.not_over(on)
            .filter(Exists(terms), starts_on__lte=on)
            .exclude(body__ended_on__lte=on)
        )


class Officer(models.Model):
    """A named contact of a public body; with an account, the person who acts for the body here."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="officers")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="officers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="officer_of"
    )
    name = models.CharField(max_length=150)
    post = models.CharField(
        max_length=120, help_text="The office held, such as Commissioning manager."
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        ordering = ["body", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name", "post", "starts_on"],
                name="officer_once",
                violation_error_message="This officer of the body has been entered already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"
