"""The five codes of practice and their numbered undertakings. The words are in the editions."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from assembly.core.addresses import page_at


class Code(models.Model):
    """One of the five codes of practice of the Compact. They are fixed; `services.make_codes` makes the rows."""

    class Subject(models.TextChoices):
        FUNDING = "funding", "Funding"
        CONSULTATION = "consultation", "Consultation"
        BME = "bme", "Black and minority ethnic organisations"
        VOLUNTEERING = "volunteering", "Volunteering"
        COMMUNITY_GROUPS = "community-groups", "Community groups"

    subject = models.CharField(max_length=20, choices=Subject.choices, unique=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    subject__in=[
                        "funding",
                        "consultation",
                        "bme",
                        "volunteering",
                        "community-groups",
                    ]
                ),
                name="code_one_of_five",
                violation_error_message="The Compact has five codes and no other.",
            )
        ]

    def __str__(self) -> str:
        return self.get_subject_display()

    def get_absolute_url(self) -> str:
        return str(page_at(f"compact/{self.subject}"))


class UndertakingQuerySet(models.QuerySet["Undertaking"]):
    def public(self) -> Self:
        """Those with a text in an edition that was published; one that is only in the draft is nowhere to be found."""
        return self.filter(texts__edition__published_at__isnull=False).distinct()


class Undertaking(models.Model):
    """A numbered promise of a code, at an address of its own that never changes. Its words are in its texts.

    A number is given once: people cite it. An edition that renumbers drops the undertaking and continues it as
    another one, so that the old address still leads to the promise.
    """

    code = models.ForeignKey(Code, models.PROTECT, related_name="undertakings")
    number = models.CharField(max_length=6, help_text="As people cite it, such as F1.")
    order = models.PositiveSmallIntegerField(help_text="Its place in the code: F10 follows F9.")

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        ordering = ["code", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"],
                name="undertaking_number_once_a_code",
                violation_error_message="The code has an undertaking with this number already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("compact:undertaking_detail", args=[self.code.subject, self.number.lower()])
