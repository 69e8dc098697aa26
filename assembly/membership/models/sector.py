"""What is said of the sector as a whole: estimates of others beside each other, and snapshots of our own figures."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse

from assembly.core.templatetags.assembly import millions


class SectorEstimate(models.Model):
    """One figure that somebody published of the sector, with the rule by which it was counted.

    Estimates that differ stand side by side; they are never added up or averaged.
    """

    class Measure(models.TextChoices):
        ORGANISATIONS = "organisations", "Number of organisations"
        TURNOVER = "turnover", "Turnover in a year"
        WORKFORCE = "workforce", "People employed"
        VOLUNTEERS = "volunteers", "Volunteers"

    class Exactness(models.TextChoices):
        ABOUT = "about", "About"
        OVER = "over", "Over"
        EXACT = "exact", "Counted"

    measure = models.CharField(max_length=20, choices=Measure.choices)
    figure = models.DecimalField(max_digits=16, decimal_places=2)
    exactness = models.CharField(max_length=10, choices=Exactness.choices, default=Exactness.ABOUT)
    area = models.CharField(
        max_length=100, help_text="Of which area, such as “Wiltshire without Swindon”."
    )
    counting_rule = models.CharField(
        max_length=300, help_text="What was counted, and what was not: “registered charities only”."
    )
    as_of = models.DateField("date", help_text="The day the figure is of, or was published.")
    source = models.CharField(max_length=300)
    source_url = models.URLField("address of the source", blank=True)

    class Meta:
        ordering = ["measure", "-as_of", "id"]
        verbose_name = "estimate of the sector"
        verbose_name_plural = "estimates of the sector"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area", "counting_rule", "as_of", "source"],
                name="estimate_once",
                violation_error_message="This estimate of this source is here already.",
            ),
            models.CheckConstraint(
                condition=models.Q(figure__gte=0),
                name="estimate_not_negative",
                violation_error_message="A figure of the sector is not less than nothing.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.source}"

    @property
    def shown(self) -> str:
        """About 1,700; over £40.000m; 2,341."""
        figure = (
            millions(self.figure)
            if self.measure == self.Measure.TURNOVER
            else f"{self.figure.quantize(Decimal(1)):,}"
        )
        if self.exactness == self.Exactness.EXACT:
            return figure
        return f"{self.get_exactness_display()} {figure}"


class SectorSnapshot(models.Model):
    """The figures of the sector map on one day, frozen: they never change again.

    `figures` is what `sector.as_data` gives; amounts of money are texts, so that no float touches them.
    """

    title = models.CharField(max_length=120, unique=True)
    taken_on = models.DateField()
    figures = models.JSONField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-taken_on", "-id"]
        verbose_name = "snapshot of the sector"
        default_permissions = ()
        permissions = [("freeze_sector", "Can freeze a snapshot of the sector")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("membership:snapshot", args=[self.pk])
