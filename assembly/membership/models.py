"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone


class DistrictQuerySet(models.QuerySet["District"]):
    def of_the_county(self) -> Self:
        return self.filter(in_county=True)


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
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A subject that organisations work on and strategic groups meet about."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def members(self) -> Self:
        """Organisations on a roll, in groups and in the turnout: status member and no other."""
        return self.filter(status=Organisation.Status.MEMBER)

    def public(self) -> Self:
        """Those on the public register: an applicant or a refused one is not."""
        return self.filter(status__in=Organisation.PUBLIC)

    def waiting(self) -> Self:
        return self.filter(status=Organisation.Status.APPLIED).order_by("applied_on", "id")

    def acted_for_by(self, user: models.Model) -> Self:
        """Those for which this person is a delegate today, in the order of their names."""
        return self.filter(delegates__user=user, delegates__ended_on=None)


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
        MAJOR = "major", "£10 million and over"

    PUBLIC = (Status.LISTED, Status.MEMBER, Status.SUSPENDED, Status.LAPSED)

    name = models.CharField(max_length=200)
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
    description = models.TextField("what the organisation does", max_length=2_000, blank=True)
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

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        permissions = [
            ("check_eligibility", "Can record the eligibility check, and admit or refuse")
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
        ]
        indexes = [models.Index("status", Lower("name"), "id", name="organisation_register")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("membership:organisation_detail", args=[self.slug])

    @property
    def is_member(self) -> bool:
        return self.status == self.Status.MEMBER

    @property
    def district_names(self) -> str:
        return ", ".join(district.name for district in self.districts.all())

    @property
    def theme_names(self) -> str:
        return ", ".join(theme.name for theme in self.themes.all())


class Limb(models.TextChoices):
    """The limbs of the eligibility test (requirements MEM-02 to MEM-06). The values are codes of the record."""

    NOT_FOR_PROFIT = "not-for-profit", "Does not distribute profit to private owners"
    NOT_STATUTORY = "not-statutory", "Is not a public body and not controlled by one"
    SELF_GOVERNING = "self-governing", "Governs itself, independent of government"
    UNPAID_COMMITTEE = "unpaid-committee", "Is run by an unpaid management committee"
    REINVESTS = "reinvests-surplus", "Reinvests its surplus in its social purpose"
    ACTIVE_HERE = "active-here", "Works in the area of the Assembly"


class EligibilityFinding(models.Model):
    """What an organisation declared on one limb of the eligibility test, and what the Support Unit found."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="findings")
    limb = models.CharField(max_length=20, choices=Limb.choices)
    declared = models.BooleanField()
    met = models.BooleanField(null=True, help_text="Empty until it is checked.")
    evidence = models.TextField(max_length=2_000, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "limb"], name="finding_once_a_limb")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_limb_display()}"


class DelegateQuerySet(models.QuerySet["Delegate"]):
    def current(self) -> Self:
        return self.filter(ended_on=None)

    def of(self, organisation: Organisation) -> Self:
        return self.current().filter(organisation=organisation)


class Delegate(models.Model):
    """A person who acts for an organisation. One of them is the voter, one may be the deputy."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        MEMBER = "member", "Member"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="delegates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    is_voter = models.BooleanField("voter", default=False)
    is_deputy = models.BooleanField("deputy", default=False)
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(ended_on=None),
                name="delegate_once_an_organisation",
                violation_error_message="This person already acts for this organisation.",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on=None, is_voter=True),
                name="delegate_one_voter",
                violation_error_message="The organisation has a voter already.",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on=None, is_deputy=True),
                name="delegate_one_deputy",
                violation_error_message="The organisation has a deputy already.",
            ),
            models.CheckConstraint(
                condition=~Q(is_voter=True, is_deputy=True),
                name="delegate_voter_or_deputy",
                violation_error_message="One person cannot be both voter and deputy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    def ended_by(self, on: dt.date) -> bool:
        return self.ended_on is not None and self.ended_on <= on
