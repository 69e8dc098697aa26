"""The profile of an organisation, beyond its entry in the register: what it does, with whom, on what money."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from assembly.core.money import MoneyField
from assembly.membership.classification import ActivityField, Need

from .areas import District
from .organisation import Organisation


class Ward(models.Model):
    """A part of a district, as small as an organisation may work in. A list of its own, so that it can be replaced."""

    district = models.ForeignKey(District, models.PROTECT, related_name="wards")
    name = models.CharField(max_length=80)
    code = models.CharField("area code", max_length=9, blank=True)

    class Meta:
        ordering = ["district__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="ward_once_a_district",
                violation_error_message="The district has a ward of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ActivityTagQuerySet(models.QuerySet["ActivityTag"]):
    def in_use(self) -> Self:
        return self.filter(is_retired=False)


class ActivityTag(models.Model):
    """A narrow word for what an organisation does, with the regular expression that finds it in a text."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    category = models.CharField(max_length=100, blank=True)
    icnptso = models.CharField("ICNP/TSO codes", max_length=100, blank=True)
    pattern = models.TextField("regular expression", blank=True)
    exclude_pattern = models.TextField("regular expression of what it is not", blank=True)
    source = models.CharField(
        max_length=200, help_text="Whose list it is, and under which licence."
    )
    is_retired = models.BooleanField("no longer in its list", default=False)

    objects = ActivityTagQuerySet.as_manager()

    class Meta:
        ordering = ["category", "name", "code"]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """What an organisation says of itself beyond its entry. All of it is public; figures carry the day they are of."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="profile"
    )
    # The three roles of the sector.
    builds_social_capital = models.BooleanField(default=False)
    provides_services = models.BooleanField(default=False)
    gives_voice = models.BooleanField(default=False)

    wards = models.ManyToManyField(Ward, related_name="profiles", blank=True)
    tags = models.ManyToManyField(ActivityTag, related_name="profiles", blank=True)

    staff = models.PositiveIntegerField("people employed", null=True, blank=True)
    volunteers = models.PositiveIntegerField(null=True, blank=True)
    volunteer_hours = models.PositiveIntegerField(
        "hours of volunteers in a usual week", null=True, blank=True
    )
    people_counted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(staff=None, volunteers=None, volunteer_hours=None)
                | Q(people_counted_on__isnull=False),
                name="profile_people_have_a_day",
                violation_error_message="Figures of people need the day they are of.",
            )
        ]

    def __str__(self) -> str:
        return f"Profile of {self.organisation}"


class FieldOfActivity(models.Model):
    """An organisation is active in a field."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=20, choices=ActivityField.choices)

    class Meta:
        ordering = ["organisation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field"], name="field_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.get_field_display()


class OfficialNumber(models.Model):
    """A further number of an organisation, beside the first one that stands in its entry: GB-COH-05551234."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="numbers")
    org_id = models.CharField(
        "organisation identifier",
        max_length=60,
        unique=True,
        error_messages={"unique": "An organisation with this number is on the register already."},
    )

    class Meta:
        ordering = ["organisation", "id"]
        verbose_name = "official number"

    def __str__(self) -> str:
        return self.org_id


class IncomeYear(models.Model):
    """The income of an organisation in one financial year of its own: the band always, the amount when it is given."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="income_years")
    ends_on = models.DateField("last day of the financial year")
    band = models.CharField(max_length=10, choices=Organisation.IncomeBand.choices)
    amount = MoneyField(null=True, blank=True)
    reported_on = models.DateField()

    class Meta:
        ordering = ["organisation", "-ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ends_on"], name="income_once_a_year"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="income_not_negative",
                violation_error_message="An income is not less than nothing.",
            ),
            models.CheckConstraint(
                condition=~Q(band=""),
                name="income_has_a_band",
                violation_error_message="An income needs its band.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, year to {self.ends_on}"


class IncomeShare(models.Model):
    """How much of a year's income came from one source, broadly (`income.Source`, `income.Share`)."""

    year = models.ForeignKey(IncomeYear, models.CASCADE, related_name="shares")
    source = models.CharField(max_length=20)
    share = models.CharField(max_length=10)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "source"], name="income_source_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.share}"


class QualityMark(models.Model):
    """A mark of quality that an organisation holds or held, of any scheme: PQASSO, Trusted Charity, a local one."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="quality_marks")
    scheme = models.CharField(max_length=80)
    edition = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=40, blank=True)
    awarded_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    evidence = models.URLField("where it can be checked", blank=True)

    class Meta:
        ordering = ["organisation", "-awarded_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scheme", "edition", "level", "awarded_on"],
                name="mark_once",
                violation_error_message="This mark is on the profile already.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("awarded_on")),
                name="mark_dates_in_order",
                violation_error_message="The mark expires before it was awarded.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.scheme, self.edition, self.level]))


class Offer(models.Model):
    """What an organisation offers to others, for one need."""

    class Cost(models.TextChoices):
        FREE = "free", "Free"
        MEMBERS = "members", "Free for members of the organisation"
        CHARGED = "charged", "There is a charge"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offers")
    need = models.CharField(max_length=20, choices=Need.choices)
    description = models.CharField(max_length=300)
    cost = models.CharField(max_length=10, choices=Cost.choices, default=Cost.FREE)

    class Meta:
        ordering = ["organisation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "need"],
                name="offer_once_a_need",
                violation_error_message="This is offered already; change that line instead.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_need_display()}"


class Consortium(models.Model):
    """Infrastructure organisations that work as one: one for each district, the county's, and specialist ones."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(max_length=1_000, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "consortia"

    def __str__(self) -> str:
        return self.name


class ConsortiumPlace(models.Model):
    """The place of one organisation in a consortium."""

    class Part(models.TextChoices):
        DISTRICT = "district", "For a district"
        COUNTY = "county", "For the whole county"
        SPECIALIST = "specialist", "Specialist"

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="consortium_places",
        limit_choices_to={"infrastructure": True},
    )
    part = models.CharField(max_length=10, choices=Part.choices)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="For a district only.",
    )

    class Meta:
        ordering = ["consortium", "part", "district__name", "id"]
        verbose_name = "place in a consortium"
        verbose_name_plural = "places in consortia"
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                name="consortium_place_once",
                violation_error_message="The organisation is in this consortium already.",
            ),
            models.UniqueConstraint(
                fields=["consortium", "district"],
                condition=Q(part="district"),
                name="consortium_one_a_district",
                violation_error_message="The consortium has an organisation for this district already.",
            ),
            models.CheckConstraint(
                condition=Q(part="district", district__isnull=False)
                | (~Q(part="district") & Q(district=None)),
                name="consortium_district_named",
                violation_error_message="Name the district of a place for a district, and of no other.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.consortium}"
