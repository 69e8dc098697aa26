"""A group, the organisations in it, and who convenes it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from assembly.accounts.models import User
from assembly.core.addresses import page_at
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import District, Organisation, Theme
from assembly.partners.models import Partnership

DUTIES = (
    "The group tells its members and the public what it discusses, decides and hears from public bodies. It asks its "
    "members before it answers for them, takes what they say to the representatives who speak for it, and brings the "
    "answers back."
)


class Group(models.Model):
    """A body that meets here. `GroupPage` holds its words.

    Organisations join strategic groups and district forums; they are invited into an advisory group. The county forum,
    the Assembly Board and the Compact Board have a partnership instead, and their members are the people in its seats.
    """

    class Kind(models.TextChoices):
        STRATEGIC = "strategic", "Strategic group"
        DISTRICT = "district", "District forum"
        COUNTY = "county", "County forum"
        BOARD = "board", "Assembly Board"
        ADVISORY = "advisory", "Advisory group"
        COMPACT = "compact", "Compact Board"

    # Those whose members are the people in the seats of a partnership.
    OF_SEATS = (Kind.COUNTY, Kind.BOARD, Kind.COMPACT)

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    remit = models.TextField(max_length=2_000)
    duties = models.TextField(
        "duties of communication and consultation",
        max_length=2_000,
        blank=True,
        default=DUTIES,
        help_text="How it keeps its members informed and asks them. Shown on its page.",
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="groups")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="groups"
    )
    convened_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="convenes",
        help_text="The convening organisation.",
    )
    partnership = models.OneToOneField(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forum",
        help_text="For the county forum and the two Boards: the partnership whose seats are its members.",
    )
    feeds = models.ManyToManyField(
        Partnership,
        blank=True,
        related_name="fed_by",
        verbose_name="partnerships it feeds",
        help_text="The partnerships to which the group's representatives carry what it agrees.",
    )
    quorum = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many organisations (of the county forum and the two Boards: people in seats) must be at a "
        "meeting for it to decide. Empty: the group has no rule.",
    )
    members = models.ManyToManyField(Organisation, through="GroupMembership", related_name="groups")

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="district") | Q(district__isnull=False),
                name="group_forum_has_district",
                violation_error_message="A district forum needs its district.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["county", "board", "compact"])
                | Q(partnership__isnull=False),
                name="group_of_seats_has_partnership",
                violation_error_message="The county forum, the Assembly Board and the Compact Board need the "
                "partnership whose seats are their members.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return str(page_at(f"groups/{self.slug}"))

    def convenor_on(self, day: dt.date) -> User | None:
        """Who convenes it on this day: a term that is over gives nothing."""
        term = self.term_on(day, ConvenorTerm.Role.CONVENOR)
        return term.person if term else None

    def deputy_on(self, day: dt.date) -> User | None:
        term = self.term_on(day, ConvenorTerm.Role.DEPUTY)
        return term.person if term else None

    def term_on(self, day: dt.date, role: "ConvenorTerm.Role") -> "ConvenorTerm | None":
        """Read from its terms, so that a list of groups prefetches them."""
        found = (term for term in self.terms.all() if term.role == role and term.runs_on(day))
        return next((term for term in found if term.person), None)

    @property
    def ended_on(self) -> dt.date | None:
        """The first day on which a district forum is no more: it ends with its district."""
        return self.district.ended_on if self.district and self.kind == self.Kind.DISTRICT else None

    def is_over(self, on: dt.date) -> bool:
        return self.ended_on is not None and self.ended_on <= on

    @property
    def is_county_forum(self) -> bool:
        return self.kind == self.Kind.COUNTY

    @property
    def is_compact_board(self) -> bool:
        return self.kind == self.Kind.COMPACT

    @property
    def is_invited(self) -> bool:
        """Whether organisations come in by invitation only."""
        return self.kind == self.Kind.ADVISORY

    @property
    def is_of_seats(self) -> bool:
        """Whether its members are people in seats, and not organisations."""
        return self.kind in self.OF_SEATS


class ConvenorTermQuerySet(models.QuerySet["ConvenorTerm"]):
    def on(self, day: dt.date) -> Self:
        """Those that run on this day."""
        begun = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gt=day))


class ConvenorTermManager(models.Manager.from_queryset(ConvenorTermQuerySet)):  # type: ignore[misc]  # made there
    def get_queryset(self) -> ConvenorTermQuerySet:
        """With the person: no page shows a term without the name."""
        found: ConvenorTermQuerySet = super().get_queryset().select_related("person")
        return found


class ConvenorTerm(models.Model):
    """For how long somebody convenes a group, or is deputy to who does; what is over stays as history."""

    class Role(models.TextChoices):
        CONVENOR = "convenor", "Convenor"
        DEPUTY = "deputy", "Deputy convenor"

    class Basis(models.TextChoices):
        GROUP = "group", "Decision of the group"
        BODY = "body", "Named by the convening body"

    group = models.ForeignKey(Group, models.CASCADE, related_name="terms")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="convenor_terms"
    )
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.CONVENOR)
    # Empty, with its day, where somebody was named before either was recorded.
    basis = models.CharField(max_length=5, choices=Basis.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day after the last day of the term; empty where somebody was named before terms had one.",
    )

    objects = ConvenorTermManager()

    class Meta:
        ordering = ["group", F("starts_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="convenor_term_in_order",
                violation_error_message="The term ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(basis="") | Q(decided_on__isnull=False),
                name="convenor_term_basis_has_day",
                violation_error_message="Say on which day it was decided.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of the {self.group}"

    def runs_on(self, day: dt.date) -> bool:
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or self.ends_on > day)

    @property
    def last_day(self) -> dt.date | None:
        return self.ends_on - dt.timedelta(days=1) if self.ends_on else None

    @property
    def basis_sentence(self) -> str:
        if not self.basis:
            return "No basis is recorded"
        return f"{self.get_basis_display()}, {short_day(self.decided_on)}"


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def current(self) -> Self:
        return self.filter(left_on=None)


class GroupMembership(models.Model):
    """An organisation's time in a group."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="group_memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["group", "joined_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(left_on=None),
                name="membership_once_a_group",
                violation_error_message="The organisation is in this group already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.group}"
