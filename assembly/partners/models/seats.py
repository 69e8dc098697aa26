"""The partnerships with public bodies, and who sits where for the sector."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assembly.membership.models import District, Organisation, Theme

from .bodies import PublicBody


class Partnership(models.Model):
    """A board with seats for the voluntary sector. The Assembly Board and the county forum are such too."""

    class Kind(models.TextChoices):
        LSP = "lsp", "Local Strategic Partnership"
        LAA = "laa", "Local Area Agreement board"
        THEMATIC = "thematic", "Thematic partnership"
        ASSEMBLY = "assembly", "Assembly Board"
        COUNTY_FORUM = "forum", "County forum"
        COMPACT = "compact", "Compact Board"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    purpose = models.TextField(
        max_length=1_000,
        blank=True,
        help_text="What the partnership is for. Shown on its public page.",
    )
    website = models.URLField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="compact"),
                name="partnership_one_compact_board",
                violation_error_message="There is one Compact Board, and it is on record already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if self.is_compact_board:
            return reverse("compact:compact_board")
        return reverse("partners:partnership", args=[self.slug])

    @property
    def is_compact_board(self) -> bool:
        return self.kind == self.Kind.COMPACT


class SeatQuerySet(models.QuerySet["Seat"]):
    def existing(self, on: dt.date) -> Self:
        return self.filter(Q(abolished_on=None) | Q(abolished_on__gt=on))

    def for_the_sector(self) -> Self:
        """Without the seats of the Compact Board's other sides, which members fill with nobody."""
        return self.exclude(side__in=Seat.OTHER_SIDES)

    def vacant(self, on: dt.date) -> Self:
        """Seats that exist on this day and are held by nobody."""
        return self.existing(on).exclude(pk__in=Appointment.objects.on(on).values("seat"))

    def ending(self, on: dt.date, until: dt.date) -> Self:
        """Seats that exist on this day, and whose holder leaves by that one."""
        leaving = Q(ends_on__lte=until) | Q(ended_on__lte=until)
        return self.existing(on).filter(
            pk__in=Appointment.objects.on(on).filter(leaving).values("seat")
        )


class Seat(models.Model):
    """A place on a partnership for somebody who speaks for the sector; on the Compact Board, others have seats too."""

    class Filling(models.TextChoices):
        MEMBERS = "members", "Elected by all member organisations"
        GROUP = "group", "Elected by the group for its theme or district"
        DISTRICT = "district", "Elected by members that work in its district"
        CO_OPTED = "co-opted", "Co-opted by those who sit on the partnership"
        INVITED = "invited", "By invitation of the partnership"
        NAMED = "named", "Named by a public body"

    class Side(models.TextChoices):
        """Whose seat on the Compact Board it is."""

        SECTOR = "sector", "Voluntary sector"
        PUBLIC = "public", "Public bodies"
        CHAIR = "chair", "Independent chair"

    # Those whose holders do not speak for the sector.
    OTHER_SIDES = (Side.PUBLIC, Side.CHAIR)
    # Those that members have no vote on.
    UNELECTED = (Filling.CO_OPTED, Filling.INVITED, Filling.NAMED)

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="seats")
    title = models.CharField(max_length=120)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="seats")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    term_months = models.PositiveSmallIntegerField(
        "length of a term, in months", default=24, validators=[MinValueValidator(1)]
    )
    filling = models.CharField(
        "how the next vacancy is filled",
        max_length=10,
        choices=Filling.choices,
        default=Filling.MEMBERS,
        help_text="Shown on the page of the partnership.",
    )
    side = models.CharField(
        max_length=7,
        choices=Side.choices,
        blank=True,
        help_text="Of a seat on the Compact Board. Empty for all others.",
    )
    order = models.PositiveSmallIntegerField(default=0)
    # Unknown of seats that were here before the site kept it.
    existing_since = models.DateField(
        null=True, blank=True, editable=False, default=timezone.localdate
    )
    abolished_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "title"], name="seat_title_once_a_partnership"
            ),
            models.CheckConstraint(
                condition=~Q(filling="group") | Q(theme__isnull=False) | Q(district__isnull=False),
                name="seat_filled_by_a_group_of_something",
                violation_error_message="Choose the theme or district of the group that elects this seat.",
            ),
            models.CheckConstraint(
                condition=~Q(filling="district") | Q(district__isnull=False),
                name="seat_filled_by_a_district_named",
                violation_error_message="Choose the district whose members elect this seat.",
            ),
            models.CheckConstraint(
                condition=(Q(side__in=["", "sector"]) & ~Q(filling="named"))
                | Q(side="public", filling="named")
                | Q(side="chair", filling__in=["co-opted", "invited"]),
                name="seat_filled_as_its_side_is",
                violation_error_message="Choose “Named by a public body” for a seat of public bodies, and for no other "
                "seat. The independent chair is co-opted or invited.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.partnership}"

    @property
    def is_elected(self) -> bool:
        """Whether members fill the next vacancy."""
        return self.filling not in self.UNELECTED

    @property
    def speaks_for_us(self) -> bool:
        """Whether it is a seat of the sector: the other seats of the Compact Board are not."""
        return self.side not in self.OTHER_SIDES


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: dt.date) -> Self:
        """Appointments that hold on this day: the last day of a term is the day before `ends_on`."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=day), starts_on__lte=day, ends_on__gt=day
        )

    def taken(self) -> Self:
        """Of people who accepted the code of conduct, and so took their seat."""
        return self.exclude(taken_on=None)

    def for_the_sector(self) -> Self:
        """Without those of the Compact Board who sit there for a public body or chair it."""
        return self.exclude(seat__side__in=Seat.OTHER_SIDES)

    def not_over(self, day: dt.date) -> Self:
        """Appointments that hold on this day or will hold."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), ends_on__gt=day)


class Appointment(models.Model):
    """A person holding a seat for a term, and on what basis. Appointments are public, and the person is told so."""

    class Basis(models.TextChoices):
        ELECTED = "elected", "Elected"
        UNOPPOSED = "unopposed", "Elected unopposed"
        CO_OPTED = "co-opted", "Co-opted"
        INVITED = "invited", "Invited"
        NAMED = "named", "Named by a public body"

    # The bases on which the members themselves chose the person.
    DEMOCRATIC = (Basis.ELECTED, Basis.UNOPPOSED)

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="appointments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointments",
    )
    name = models.CharField("name of the person", max_length=150)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        help_text="Put forward by.",
    )
    body = models.ForeignKey(
        PublicBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        help_text="For whom they hold a seat of the public bodies on the Compact Board.",
    )
    basis = models.CharField(max_length=10, choices=Basis.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The day after the last day of the term.")
    ended_on = models.DateField(
        null=True,
        blank=True,
        help_text="The first day on which the person no longer holds the seat, once that is settled.",
    )
    # Until the code of conduct is accepted somebody is appointed and has not taken the seat.
    taken_on = models.DateField(
        null=True,
        blank=True,
        help_text="When the code of conduct was accepted; of a seat held before there was one, the first day.",
    )
    code_version = models.CharField(
        max_length=20, blank=True, help_text="Empty: before there was a code."
    )
    taken_on_paper = models.BooleanField(default=False)
    # The election that filled the seat: a higher app, so kept as a reference with the facts of that time.
    election_id = models.BigIntegerField(null=True, blank=True)
    election_title = models.CharField(max_length=200, blank=True)
    election_path = models.CharField(max_length=300, blank=True)
    vote = models.CharField(
        max_length=200,
        blank=True,
        help_text="How it was won, such as: with 34.00 votes at stage 3 of 61 ballots.",
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "-starts_on"]
        permissions = [
            ("appoint_representative", "Can appoint a representative, and end an appointment")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(ended_on=None),
                name="appointment_one_a_seat",
                violation_error_message="Somebody holds this seat. End that appointment first.",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(body=None),
                name="appointment_for_one",
                violation_error_message="An appointment is for an organisation or for a public body, not for both.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="appointment_term_in_order",
                violation_error_message="The term ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(taken_on__isnull=False) | Q(code_version="", taken_on_paper=False),
                name="appointment_code_accepted_on_a_day",
                violation_error_message="A code of conduct is accepted on a day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.seat}"

    def get_absolute_url(self) -> str:
        return reverse("partners:representative", args=[self.pk])

    @property
    def left_on(self) -> dt.date:
        """The first day on which the person does not hold the seat, as far as is known."""
        return min(self.ends_on, self.ended_on) if self.ended_on else self.ends_on

    @property
    def last_day_of_term(self) -> dt.date:
        """Whether or not the person stays that long."""
        return self.ends_on - dt.timedelta(days=1)

    @property
    def last_day(self) -> dt.date:
        return self.left_on - dt.timedelta(days=1)

    @property
    def is_taken(self) -> bool:
        return self.taken_on is not None

    def still_holds_on(self, on: dt.date) -> bool:
        """Whether the seat is still held on this day."""
        return self.left_on > on
