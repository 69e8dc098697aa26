"""An election: its timetable, its returning officer, its key, and what has been done in it."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from elections.timetable import MILESTONES, Phase, Timetable


class ElectionQuerySet(models.QuerySet["Election"]):
    def real(self) -> Self:
        """Without rehearsals."""
        return self.filter(is_rehearsal=False)

    def public(self, at: dt.datetime | None = None) -> Self:
        """Elections of which notice has been given."""
        return self.filter(notice_at__lte=at or timezone.now())

    def seen_by(self, person: Any, at: dt.datetime) -> Self:
        """Those of which notice has been given, and before it, as a preview, what the person runs."""
        if not person.has_perm("elections.run_election"):
            return self.filter(notice_at__lte=at)
        return self.filter(Q(notice_at__lte=at) | Q(returning_officer=person.pk))

    def polling(self, at: dt.datetime | None = None) -> Self:
        """Elections in which organisations may vote now."""
        at = at or timezone.now()
        return self.filter(
            roll_frozen_at__isnull=False,
            voided_at=None,
            has_poll=True,
            poll_opens_at__lte=at,
            poll_closes_at__gt=at,
        )

    def running(self) -> Self:
        """Those that are neither declared nor declared void."""
        return self.filter(declared_at=None, voided_at=None)

    def ended(self) -> Self:
        """The others, the newest end first."""
        return self.exclude(declared_at=None, voided_at=None).order_by(
            Coalesce("declared_at", "voided_at").desc(), "id"
        )

    def with_traces(self) -> Self:
        """Elections whose sealed ballots and receipt key were deleted, and may still be in the database files."""
        deleted = Q(ballots_destroyed__gt=0) | Q(ballots_destroyed=0) & ~Q(receipt_public_key="")
        return self.filter(deleted, traces_wiped_at=None)


class Election(models.Model):
    """One run through a timetable, from the notice of election to the declaration."""

    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=150, unique=True)
    purpose = models.TextField(
        "what it is for", max_length=1_000, blank=True, help_text="Two or three sentences."
    )
    returning_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="elections_run"
    )
    is_rehearsal = models.BooleanField(
        "this is a rehearsal",
        default=False,
        help_text="Votes in a rehearsal decide nothing, and nobody takes a seat. This cannot be changed later.",
    )

    notice_at = models.DateTimeField("notice of election")
    nominations_open_at = models.DateTimeField("nominations open")
    nominations_close_at = models.DateTimeField("nominations close")
    withdrawals_close_at = models.DateTimeField("last moment to withdraw")
    poll_notice_at = models.DateTimeField("notice of poll and roll frozen")
    poll_opens_at = models.DateTimeField("voting opens")
    poll_closes_at = models.DateTimeField("voting closes")
    receipts_at = models.DateTimeField("receipts published")
    opening_at = models.DateTimeField("ballot box opened and counted")
    challenge_ends_at = models.DateTimeField("challenge period ends")
    term_starts_on = models.DateField("first day of the term")

    # Moved by elections.services alone: what was done, and when. The phase is computed from the timetable above.
    public_key = models.CharField(max_length=64, blank=True)
    shares_needed = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many shares of the key open the box."
    )
    key_made_offline = models.BooleanField(default=False)
    receipt_public_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Checks the signatures of receipts; made at notice of poll.",
    )
    roll_frozen_at = models.DateTimeField(null=True, blank=True)
    has_poll = models.BooleanField(
        default=True, help_text="False when nobody is opposed in any contest."
    )
    receipts_published_at = models.DateTimeField(null=True, blank=True)
    box_rewritten_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_because = models.CharField(max_length=500, blank=True)
    ballots_destroyed = models.PositiveIntegerField(
        null=True, blank=True, help_text="Sealed ballots that were destroyed at the end."
    )
    traces_wiped_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When what the deleted ballots left in the files of the database was wiped.",
    )

    objects = ElectionQuerySet.as_manager()

    class Meta:
        ordering = ["-poll_opens_at", "id"]
        permissions = [
            ("run_election", "Can run an election as its returning officer"),
            ("watch_election", "Can be named as scrutineer of an election"),
            ("assist_voting", "Can be the second person at a vote by telephone or on paper"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    nominations_open_at__gte=F("notice_at"),
                    nominations_close_at__gt=F("nominations_open_at"),
                    withdrawals_close_at__gte=F("nominations_close_at"),
                    poll_notice_at__gte=F("withdrawals_close_at"),
                    poll_opens_at__gt=F("poll_notice_at"),
                    poll_closes_at__gt=F("poll_opens_at"),
                    receipts_at__gte=F("poll_closes_at"),
                    opening_at__gt=F("receipts_at"),
                    challenge_ends_at__gt=F("opening_at"),
                ),
                name="election_timetable_in_order",
                violation_error_message="The timetable is out of order.",
            ),
            models.CheckConstraint(
                condition=Q(roll_frozen_at=None) | ~Q(public_key="") | Q(has_poll=False),
                name="election_frozen_with_key",
                violation_error_message="The roll is frozen only when the key has been made.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None)
                | (Q(opened_at=None, declared_at=None) & ~Q(voided_because="")),
                name="election_void_is_never_opened",
                violation_error_message="A void poll says why, and its box is never opened.",
            ),
            models.CheckConstraint(
                condition=Q(shares_needed=None) | Q(shares_needed__gte=2),
                name="election_key_takes_two",
                violation_error_message="At least two shares are needed to open a ballot box.",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None)
                | Q(receipts_published_at__isnull=False, box_rewritten_at__isnull=False),
                name="election_opened_in_order",
                violation_error_message="The receipts are published and the box rewritten before it is opened.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rehearsal: {self.title}" if self.is_rehearsal else self.title

    def get_absolute_url(self) -> str:
        return reverse("elections:election_detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        instants = [getattr(self, milestone.field) for milestone in MILESTONES]
        if None in instants:
            return  # each empty field has its own message
        problems = self.timetable.problems()
        if self.term_starts_on and self.term_starts_on < timezone.localdate(self.challenge_ends_at):
            problems.append("The term starts before the challenge period ends.")
        if problems:
            raise ValidationError(problems)

    @property
    def has_traces(self) -> bool:
        """One of those `with_traces()`."""
        had_a_key = self.ballots_destroyed is not None and bool(self.receipt_public_key)
        return (bool(self.ballots_destroyed) or had_a_key) and not self.traces_wiped_at

    @property
    def timetable(self) -> Timetable:
        return Timetable(
            **{milestone.field: getattr(self, milestone.field) for milestone in MILESTONES}
        )

    def phase(self, at: dt.datetime | None = None) -> Phase:
        return self.timetable.phase(at or timezone.now())
