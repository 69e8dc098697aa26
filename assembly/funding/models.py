"""The funding register: which public money goes to whom, line by line, and where each line comes from."""

import datetime as dt
from typing import Any, Self, cast

from django.conf import settings
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from assembly.core import name_fields
from assembly.core.templatetags.assembly import pounds, short_day
from assembly.membership.models import Organisation
from assembly.partners.models import Department, PublicBody

from .lines import JUDGEMENTS, POUNDS
from .money import MoneyField
from .totals import AwardTotal, RegisterCount

__all__ = [
    "POUNDS",
    "Award",
    "AwardChange",
    "AwardImport",
    "AwardTotal",
    "Classing",
    "JudgementChange",
    "RegisterCount",
    "counts",
    "financial_year",
    "financial_year_name",
]

NARROWED_BY = {
    "number": "recipient_org_id",
    "funder": "funder_org_id",
    "budget": "department_name",
    "year": "financial_year",
    "class": "award_class",
    "place": "in_county",
}
COLOURS = {"shopping": "purple", "investing": "teal", "giving": "green"}


def financial_year(on: dt.date) -> int:
    """Return the year in which the financial year of this day begins: it runs from April to March."""
    return on.year if on.month >= 4 else on.year - 1


def financial_year_name(starts: int) -> str:
    """Write a financial year as people do: 2007/08."""
    return f"{starts}/{(starts + 1) % 100:02}"


class AwardImportManager(models.Manager["AwardImport"]):
    def lock(self) -> None:
        """Let one import at a time compare and add; SQLite's immediate transactions do so by themselves."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE funding_awardimport IN EXCLUSIVE MODE")


class AwardImport(models.Model):
    """One file (or list) of awards that was loaded: what it was, what it held, who loaded it and when."""

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    attribution = models.CharField(
        max_length=300, blank=True, help_text="Whose data it is and under which licence."
    )
    rows = models.PositiveIntegerField(help_text="Awards in the file, changed or not.")
    total = MoneyField(help_text="Of the awards in pounds.")
    left_out = models.JSONField(
        "rows left out", default=list, blank=True, help_text="By the choice of whoever loaded it."
    )
    new_count = models.PositiveIntegerField("new awards")
    changed_count = models.PositiveIntegerField("changed awards")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    imported_at = models.DateTimeField(default=timezone.now)

    objects = AwardImportManager()

    class Meta:
        ordering = ["-imported_at", "-id"]
        verbose_name = "import of awards"
        verbose_name_plural = "imports of awards"
        permissions = [("load_awards", "Can load awards")]

    def __str__(self) -> str:
        return f"{self.file_name}, {short_day(self.imported_at)}"


def counts() -> Q:
    """Which awards totals add up: those in pounds, not below zero, given once, and made by today."""
    return Q(apart="", awarded_on__lte=timezone.localdate())


class AwardQuerySet(models.QuerySet["Award"]):
    def counted(self) -> Self:
        """The awards that totals add up; the others are listed and shown apart."""
        return self.filter(counts())

    def with_reason_apart(self) -> Self:
        """Each with `reason_apart`: why totals leave it out today, empty if they do not."""
        future = When(awarded_on__gt=timezone.localdate(), then=Value(Award.Apart.FUTURE))
        known = When(~Q(apart=""), then=F("apart"))
        return self.annotate(
            reason_apart=Case(known, future, default=Value(""), output_field=models.CharField())
        )

    def in_year(self, starts: int | None) -> Self:
        """Awards of one financial year; of all years when it is None."""
        return self if starts is None else self.filter(financial_year=starts)


class Award(models.Model):
    """One line of the funding register: a sum that a funder gives or pays to one recipient for one purpose.

    The facts are the publisher's and change by import alone; class, category and flags are the register's.
    """

    class Class(models.TextChoices):
        SHOPPING = "shopping", "Shopping"
        INVESTING = "investing", "Investing"
        GIVING = "giving", "Giving"

    class Apart(models.TextChoices):
        """Why an award is listed and not added up."""

        CURRENCY = "currency", "In another currency"
        REGRANT = "regrant", "For the recipient to give on"
        CORRECTION = "correction", "A correction, below zero"
        FUTURE = "future", "Dated in the future"

    class Category(models.TextChoices):
        INFRASTRUCTURE = "infrastructure", "Infrastructure"
        COMMUNITY = "community", "Community action and engagement"
        ENVIRONMENT = "environment", "Environment"
        ADVOCACY = "advocacy", "Advocacy"
        SERVICE = "service", "Service provision"

    # As published. The links beside the names are made by organisation identifier.
    grant_id = models.CharField("identifier of the award", max_length=200)
    funder_name = models.CharField("funder", max_length=200)
    funder_org_id = models.CharField("identifier of the funder", max_length=120)
    funder = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="awards"
    )
    department_name = models.CharField("department", max_length=200, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="awards"
    )
    recipient_name = models.CharField("recipient", max_length=300, blank=True)
    recipient_words = name_fields.WordsField(of="recipient_name")
    recipient_org_id = models.CharField("identifier of the recipient", max_length=200, blank=True)
    recipient = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="awards"
    )
    to_individual = models.BooleanField("to an individual", default=False)
    title = models.CharField(max_length=500)
    purpose = models.TextField(max_length=10_000, blank=True)
    amount = MoneyField()
    currency = models.CharField(max_length=3, default=POUNDS)
    regrant_type = models.CharField(
        "type of regrant",
        max_length=20,
        blank=True,
        help_text="A code of 360Giving: the recipient gives the money on.",
    )
    awarded_on = models.DateField("date of the award")
    starts_on = models.DateField("starts", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    months = models.DecimalField(
        "length in months", max_digits=6, decimal_places=2, null=True, blank=True
    )
    # Stored, so that the totals of a year are one grouped query over an index on both databases.
    financial_year = models.PositiveSmallIntegerField(help_text="The year in which it begins.")

    # What the register says of it. An award without a class stands on the transition list.
    award_class = models.CharField("class", max_length=10, choices=Class.choices, blank=True)
    category = models.CharField(
        "monitoring category", max_length=20, choices=Category.choices, blank=True
    )
    residential_care = models.BooleanField("residential or nursing care", default=False)
    in_county = models.BooleanField(
        "recipient in the county", null=True, blank=True, help_text="Empty when it is not known."
    )

    # Of the database's own making, so that nothing that writes awards can add a correction up. The future is not among
    # the reasons: it passes.
    apart = models.GeneratedField(
        expression=Case(
            When(~Q(currency=POUNDS), then=Value("currency")),
            When(~Q(regrant_type=""), then=Value("regrant")),
            When(amount__lt=0, then=Value("correction")),
            default=Value(""),
        ),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )

    source = models.ForeignKey(AwardImport, models.PROTECT, related_name="awards")
    source_row = models.PositiveIntegerField(help_text="The row, or grant, of the file.")

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-awarded_on", "-id"]
        permissions = [("class_award", "Can class awards")]
        constraints = [
            models.UniqueConstraint(
                fields=["funder_org_id", "grant_id"],
                name="award_once_a_funder",
                violation_error_message="This award of this funder is in the register already.",
            ),
            models.CheckConstraint(
                condition=Q(to_individual=False)
                | Q(recipient_name="", recipient_org_id="", recipient=None),
                name="award_individual_unnamed",
                violation_error_message="The register never names an individual.",
            ),
        ]
        indexes = [
            models.Index(fields=["-awarded_on", "-id"], name="award_newest"),
            models.Index(fields=["amount", "id"], name="award_by_amount"),
            models.Index(fields=["recipient_name", "id"], name="award_by_recipient"),
            # In the order in which the lists to choose from group them, and with all they show.
            models.Index(
                fields=["funder_org_id", "department_name", "financial_year", "funder_name"],
                name="award_by_budget",
            ),
            models.Index(fields=["financial_year", "funder_org_id"], name="award_by_year"),
            # Each filter of the list with its first order, so that a page of few awards does not read them all.
            *(
                models.Index(fields=[field, "-awarded_on", "-id"], name=f"award_newest_{name}")
                for name, field in NARROWED_BY.items()
            ),
            # Those of one organisation, newest first; most awards are of none that we know.
            models.Index(
                fields=["recipient", "-awarded_on", "-id"],
                condition=Q(recipient__isnull=False),
                name="award_newest_ours",
            ),
            # Those that wait to be classed, counted on the first page of the staff's screens.
            models.Index(fields=["source"], condition=Q(award_class=""), name="award_unclassed"),
            # Those that totals leave out are few.
            models.Index(
                fields=["apart", "-awarded_on", "-id"], condition=~Q(apart=""), name="award_apart"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        name_fields.saved_with(options, {"recipient_words": "recipient_name"})
        super().save(**options)

    def get_absolute_url(self) -> str:
        return reverse("funding:award_detail", args=[self.pk])

    @property
    def financial_year_name(self) -> str:
        return financial_year_name(self.financial_year)

    @property
    def recipient_shown(self) -> str:
        return "An individual" if self.to_individual else self.recipient_name

    @property
    def reason_shown_apart(self) -> str:
        """Why totals leave it out today; empty if they do not."""
        future = self.awarded_on > timezone.localdate()
        return self.apart or (self.Apart.FUTURE.value if future else "")

    @property
    def apart_shown(self) -> str:
        reason = self.reason_shown_apart
        return str(self.Apart(reason).label) if reason else ""

    @property
    def class_shown(self) -> str:
        return self.get_award_class_display() or "Not yet classed"

    @property
    def judgement(self) -> dict[str, str | bool | None]:
        """What the Support Unit says of it."""
        return {name: getattr(self, name) for name in JUDGEMENTS}

    @property
    def class_colour(self) -> str:
        return COLOURS.get(self.award_class, "grey")

    @property
    def funder_known(self) -> str:
        """The one name of its funder where `funders` has found it, else the one it was published with."""
        return getattr(self, "known_as", "") or self.funder_name

    @property
    def funder_shown(self) -> str:
        return ", ".join(filter(None, [self.funder_known, self.department_name]))

    @property
    def amount_shown(self) -> str:
        """The amount with its currency: £1,250.50, or EUR 1,250.50."""
        return (
            pounds(self.amount) if self.currency == POUNDS else f"{self.currency} {self.amount:,}"
        )


class AwardChange(models.Model):
    """One fact of an award that a later import changed: what it was before, and after."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="changes")
    made_by = models.ForeignKey(AwardImport, models.PROTECT, related_name="changes")
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.award}: {self.field}"

    @property
    def fact(self) -> str:
        """The name of the fact, as the award's page shows it."""
        return str(capfirst(cast("models.Field", Award._meta.get_field(self.field)).verbose_name))


class Classing(models.Model):
    """One act by which awards were classed or flagged: one award, or many at once."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    awards = models.PositiveIntegerField(help_text="How many it changed.")

    class Meta:
        ordering = ["-made_at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Classing {self.pk}"


class JudgementChange(models.Model):
    """What the register said of an award before such an act, and after: values as they are stored."""

    classing = models.ForeignKey(Classing, models.PROTECT, related_name="changes")
    award = models.ForeignKey(Award, models.CASCADE, related_name="judgement_changes")
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.award}: {self.field}"
