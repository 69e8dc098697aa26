"""Events of a consultation: where people can say something, who came, and what was said.

`ConsultationEvent`, because `Event` is a line of the record.
"""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assembly.membership.models import District, Organisation

from .records import Consultation

MOST_PEOPLE = 9_999
LONGEST_REASON = 300
LONGEST_TEXT = 60_000


class ConsultationEvent(models.Model):
    """A meeting, drop-in or online session. Moved by services alone; the clock says whether it is over."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="events")
    number = models.PositiveSmallIntegerField(help_text="Within the consultation; its address.")
    title = models.CharField(max_length=120)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave it empty if the event is for the whole county.",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField("link to take part online", max_length=500, blank=True)
    audience = models.CharField("who it is for", max_length=300, blank=True)
    access_notes = models.TextField("access", max_length=1_000, blank=True)
    planned_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changes = models.PositiveIntegerField(
        default=0, help_text="Counts up at each change, for calendar programs."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    # Afterwards
    attendance_at = models.DateTimeField(
        "attendance recorded", null=True, blank=True, help_text="When who came was first recorded."
    )
    nobody_came = models.BooleanField(default=False)
    people_by_themselves = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )

    class Meta:
        default_permissions = ()
        verbose_name = "event of a consultation"
        verbose_name_plural = "events of consultations"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="consultation_event_number_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="consultation_event_times_in_order",
                violation_error_message="The event ends before it starts. Correct one of the two times.",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""),
                name="consultation_event_somewhere",
                violation_error_message="Give a place, or a link to take part online.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancelled_because=""),
                name="consultation_event_cancelled_with_reason",
                violation_error_message="Say why you are cancelling the event.",
            ),
            models.CheckConstraint(
                condition=Q(nobody_came=False)
                | Q(people_by_themselves=0, attendance_at__isnull=False),
                name="consultation_event_nobody_is_nobody",
                violation_error_message="If nobody came, there is no number of people.",
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="consultation_event_end")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        page = self.consultation.page
        return reverse(
            "consultations:event", args=[self.consultation.body.page.slug, page.slug, self.number]
        )

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_dropped(self) -> bool:
        """The consultation was withdrawn before it took place."""
        withdrawn = self.consultation.withdrawn_on
        on = timezone.localdate(self.starts_at)
        return withdrawn is not None and withdrawn <= on and self.attendance_at is None

    def has_begun(self, at: dt.datetime) -> bool:
        return self.starts_at <= at

    def is_over(self, at: dt.datetime) -> bool:
        return self.ends_at <= at


class EventAttendance(models.Model):
    """How many people came from one organisation. Who they were, nobody writes down."""

    event = models.ForeignKey(ConsultationEvent, models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consultation_attendances"
    )
    people = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )

    class Meta:
        default_permissions = ()
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="event_attendance_once_an_organisation"
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="event_attendance_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.people} from {self.organisation}"


class EventPaper(models.Model):
    """A version of the notes of an event, or of its summary.

    A published one is never changed: a correction is the next.
    """

    class Part(models.TextChoices):
        NOTES = "notes", "Notes, word for word"
        SUMMARY = "summary", "Summary"

    event = models.ForeignKey(ConsultationEvent, models.CASCADE, related_name="papers")
    part = models.CharField(max_length=7, choices=Part.choices)
    number = models.PositiveSmallIntegerField()
    edit = models.PositiveIntegerField(
        default=1,
        help_text="Of a draft: counts up at each save, so that two people notice each other.",
    )
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    change_note = models.CharField(
        "what you changed, and why", max_length=LONGEST_REASON, blank=True
    )
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_off_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["event", "part", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "part", "number"], name="event_paper_number_once"
            ),
            models.UniqueConstraint(
                fields=["event", "part"],
                condition=Q(published_at=None),
                name="event_paper_one_draft",
                violation_error_message="Somebody has begun a new version already: go on with that one.",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(number=1) | ~Q(change_note=""),
                name="event_paper_change_with_note",
                violation_error_message="Say what you changed, and why.",
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at=None)
                | (Q(published_at__isnull=False) & ~Q(taken_off_because="")),
                name="event_paper_taken_off_with_reason",
                violation_error_message="Say why it is taken off.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of {self.event}, version {self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_readable(self) -> bool:
        return self.is_published and self.taken_off_at is None
