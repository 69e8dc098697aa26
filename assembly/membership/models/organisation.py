"""The organisation itself: what it is, and how it stands with the Assembly."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Substr
from django.urls import reverse
from django.utils import timezone

from assembly.core import name_fields, names
from assembly.membership import naming

from .areas import District, Theme

FOLLOW_NAME = ("name_key", "name_words", "name_folded")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def members(self, on: dt.date | None = None) -> Self:
        """Organisations on a roll, in groups and in the turnout: status member, and not lapsed by this day."""
        return self.filter(status=Organisation.Status.MEMBER).exclude(
            lapses_on__lte=on or timezone.localdate()
        )

    def to_be_marked_lapsed(self, on: dt.date) -> Self:
        """Members by their status whose membership has run out by the clock."""
        return self.filter(status=Organisation.Status.MEMBER, lapses_on__lte=on)

    def public(self) -> Self:
        """Those on the public register: an applicant or a refused one is not."""
        return self.filter(status__in=Organisation.PUBLIC)

    def waiting(self) -> Self:
        return self.filter(status=Organisation.Status.APPLIED).order_by("applied_on", "id")

    def acted_for_by(self, user: models.Model) -> Self:
        """Those for which this person is a delegate today, in the order of their names."""
        return self.filter(delegates__user=user, delegates__ended_on=None)

    def called(self, name: str) -> Self:
        """Those of this name, however it is typed (`core.names`)."""
        return self.filter(name_folded=names.folded(name))

    def holding(self, typed: str) -> Self:
        """Those whose name has every one of these words, or pieces of words."""
        return self.filter(name_fields.holding("name_words", typed))

    def with_number(self, org_id: str) -> Self:
        """The one that has this official number, as its first or as a further one."""
        return self.filter(Q(org_id=org_id) | Q(numbers__org_id=org_id)).distinct()

    def keys_by_number(self, org_ids: Iterable[str]) -> dict[str, int]:
        """The key of the organisation that has each of these numbers; one that nobody has is left out."""
        org_ids = set(org_ids)
        further = self.filter(numbers__org_id__in=org_ids).values_list("numbers__org_id", "pk")
        first = self.filter(org_id__in=org_ids).values_list("org_id", "pk")
        return dict([*further, *first])


class Organisation(models.Model):
    """A voluntary-sector body known to the Assembly. The member is the organisation, never a person."""

    class Status(models.TextChoices):
        LISTED = "listed", "Listed"
        APPLIED = "applied", "Applied"
        MEMBER = "member", "Member"
        SUSPENDED = "suspended", "Suspended"
        LAPSED = "lapsed", "Lapsed"
        LEFT = "left", "Left"
        REFUSED = "refused", "Refused"

    class LegalForm(models.TextChoices):
        GROUP = "group", "Community group without legal form"
        ASSOCIATION = "association", "Unincorporated association"
        TRUST = "trust", "Charitable trust"
        CIO = "cio", "Charitable incorporated organisation"
        COMPANY = "company", "Charitable company"
        CIC = "cic", "Community interest company"
        SOCIETY = "society", "Community benefit society or co-operative"
        OTHER = "other", "Another form"

    class IncomeBand(models.TextChoices):
        UNKNOWN = "", "Not given"
        MICRO = "micro", "Under £10,000"
        SMALL = "small", "£10,000 to £100,000"
        MEDIUM = "medium", "£100,000 to £1 million"
        LARGE = "large", "£1 million to £10 million"
        MAJOR = "major", "£10 million to £100 million"
        SUPER_MAJOR = "super", "£100 million and over"

    PUBLIC = (Status.LISTED, Status.MEMBER, Status.SUSPENDED, Status.LAPSED)
    # What a list needs beside each of them, to show all that the public register says.
    SHOWN = (
        "districts",
        "themes",
        "fields",
        "numbers",
        "income_years",
        "quality_marks",
        "offers",
        "profile__wards",
        "profile__tags",
    )

    name = models.CharField(max_length=200)
    # The telling words of the name, by which two are compared; follows the name (`save`).
    name_key = models.CharField(max_length=300, editable=False, default="", db_index=True)
    name_words = name_fields.WordsField(of="name")
    name_folded = name_fields.FoldedField(of="name", db_index=True)
    slug = models.SlugField(max_length=220, unique=True)
    # Empty when the organisation has no official number: small groups belong too.
    org_id = models.CharField(
        "organisation identifier",
        max_length=60,
        blank=True,
        help_text="For example GB-CHC-1090095.",
    )
    legal_form = models.CharField(max_length=20, choices=LegalForm.choices)
    social_enterprise = models.BooleanField(default=False)
    infrastructure = models.BooleanField(
        "infrastructure organisation",
        default=False,
        help_text="It supports other voluntary organisations.",
    )
    description = models.TextField("what the organisation does", max_length=10_000, blank=True)
    website = models.URLField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    income_band = models.CharField(
        "yearly income", max_length=10, choices=IncomeBand.choices, blank=True
    )
    districts = models.ManyToManyField(District, related_name="organisations", blank=True)
    themes = models.ManyToManyField(Theme, related_name="organisations", blank=True)

    # Moved by membership.services alone.
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.LISTED)
    applied_on = models.DateField(null=True, blank=True)
    admitted_on = models.DateField(null=True, blank=True)
    # When its leads last said that the entry is right; and the day from which it is no member unless they do.
    confirmed_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)

    # The record of the same organisation that is kept: this one is an address that leads there, and a history.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = OrganisationQuerySet.as_manager()

    # Not stored, but typed beside the name: keys of organisations with a name near it, of which whoever enters or
    # renames this one was asked, and said that it is another.
    told_apart: Collection[int] = ()

    class Meta:
        ordering = [Lower("name"), "id"]
        permissions = [
            ("check_eligibility", "Can record the eligibility check, and admit or refuse"),
            (
                "change_standing",
                "Can suspend, reinstate, and look after who acts for organisations",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["org_id"],
                condition=~Q(org_id=""),
                name="organisation_org_id_unique",
                violation_error_message="An organisation with this number is already on the register.",
            ),
            models.CheckConstraint(
                condition=~Q(status="member") | Q(admitted_on__isnull=False),
                name="organisation_member_since",
                violation_error_message="A member needs the day of its admission.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status="left"),
                name="organisation_merged_has_left",
                violation_error_message="A record that was merged into another one has left.",
            ),
        ]
        indexes = [
            models.Index("status", Lower("name"), "id", name="organisation_register"),
            # The public register page by page: by name, by first letter, and the newest members first.
            models.Index(
                Lower("name"),
                "id",
                name="organisation_by_name",
                condition=Q(status__in=["listed", "member", "suspended", "lapsed"]),
            ),
            models.Index(
                Lower(Substr("name", 1, 1)),
                Lower("name"),
                "id",
                name="organisation_by_letter",
                condition=Q(status__in=["listed", "member", "suspended", "lapsed"]),
            ),
            models.Index("admitted_on", "id", name="organisation_by_admission"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        self.name_key = naming.key(self.name)
        name_fields.saved_with(options, dict.fromkeys(FOLLOW_NAME, "name"))
        super().save(**options)

    def get_absolute_url(self) -> str:
        return reverse("membership:organisation_detail", args=[self.slug])

    @property
    def is_member(self) -> bool:
        return self.is_member_on(timezone.localdate())

    def is_member_on(self, day: dt.date) -> bool:
        """The clock decides on a lapse, whenever the job that writes it down comes round."""
        return self.status == self.Status.MEMBER and not self.has_run_out(day)

    def has_run_out(self, on: dt.date) -> bool:
        return self.lapses_on is not None and self.lapses_on <= on

    @property
    def last_confirmed_on(self) -> dt.date | None:
        """Admission counts as the first confirmation."""
        return self.confirmed_on or self.admitted_on

    @property
    def district_names(self) -> str:
        return ", ".join(district.name for district in self.districts.all())

    @property
    def theme_names(self) -> str:
        return ", ".join(theme.name for theme in self.themes.all())
