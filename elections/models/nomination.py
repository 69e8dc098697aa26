"""A nomination on its way: who is put forward by whom, who supports it, and how the returning officer ruled."""

from collections.abc import Collection
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string

from assembly.funding.models import Award
from assembly.membership.models import Organisation

from .candidate import Candidate
from .contest import STATEMENT_WORDS, Contest, at_most_200_words


def photo_path(nomination: object, name: str) -> str:
    """A random name: what a person called their file is nobody's business."""
    return f"images/candidates/{get_random_string(24)}.jpg"


class Nomination(models.Model):
    """A person put forward for a contest by a member organisation. Where it stands is computed from what was done."""

    class State(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        WAITING = "waiting", "Waits for people"
        COMPLETE = "complete", "Complete: waits for the returning officer"
        VALID = "valid", "Valid"
        NOT_VALID = "not-valid", "Not valid"
        WITHDRAWN = "withdrawn", "Withdrawn"

    COLOURS: ClassVar[dict[str, str]] = {
        State.DRAFT: "grey",
        State.WAITING: "yellow",
        State.COMPLETE: "teal",
        State.VALID: "green",
        State.NOT_VALID: "red",
        State.WITHDRAWN: "grey",
    }

    class Verdict(models.TextChoices):
        VALID = "valid", "Valid"
        NOT_VALID = "not-valid", "Not valid"

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="nominations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="nominations", help_text="Puts them forward."
    )
    put_forward_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="nominations_made",
        help_text="The delegate who acted for it.",
    )
    name = models.CharField(
        "full name of the candidate", max_length=150, help_text="As it will stand on the ballot."
    )
    email = models.EmailField("their e-mail address")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="nominations",
        help_text="The candidate's account, once they have used it.",
    )
    statement = models.TextField(
        max_length=2_000,
        blank=True,
        validators=[at_most_200_words],
        help_text=f"At most {STATEMENT_WORDS} words.",
    )
    employer = models.CharField(
        max_length=300, blank=True, help_text="Who pays you, or “none”. It is public."
    )
    funding = models.CharField(
        "funding received",
        max_length=300,
        blank=True,
        help_text="Grants and contracts you or your organisation have from the bodies on this board, or “none”.",
    )
    other_seats = models.CharField(
        max_length=300, blank=True, help_text="Boards and councils on which you sit, or “none”."
    )
    declared_awards = models.ManyToManyField(
        Award, blank=True, related_name="+", help_text="Tick each award that you declare."
    )
    left_out_because = models.CharField("why any of them are left out", max_length=300, blank=True)
    photo = models.ImageField(upload_to=photo_path, blank=True)
    photo_alt = models.CharField(
        "what the photo shows",
        max_length=150,
        blank=True,
        help_text="For people who cannot see it, such as: Asha Amin outdoors, smiling.",
    )

    # Moved by elections.services alone.
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)
    nudges = models.PositiveSmallIntegerField(
        default=0, help_text="How many of the reminders due before nominations close have gone."
    )
    reminded_on = models.DateField(
        null=True, blank=True, help_text="When those it waits for were last reminded."
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    because = models.CharField("reason", max_length=500, blank=True)
    candidate = models.OneToOneField(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="nomination"
    )

    class Meta:
        ordering = ["contest", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", ruled_at=None)
                | Q(verdict__in=["valid", "not-valid"], ruled_at__isnull=False),
                name="nomination_ruled_with_verdict",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not-valid") | ~Q(because=""),
                name="nomination_refused_with_reason",
                violation_error_message="Say why the nomination is not valid.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, nominated by {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("elections:nomination_detail", args=[self.contest.election.slug, self.pk])

    @property
    def state(self) -> State:
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.verdict:
            return self.State(self.verdict)
        if not self.sent_at:
            return self.State.DRAFT
        return self.State.WAITING if self.missing() else self.State.COMPLETE

    @property
    def colour(self) -> str:
        return self.COLOURS[self.state]

    @property
    def is_open(self) -> bool:
        """Neither withdrawn nor ruled on."""
        return not self.withdrawn_at and not self.verdict

    def missing(
        self, *, but_candidate: bool = False, but_of: Collection[Organisation] = ()
    ) -> list[str]:
        """What it waits for, in words; to a reader without what waits for themselves."""
        waiting = [
            f"{support.organisation} to confirm as {support.get_part_display().lower()}"
            for support in self.supports.all()
            if not support.confirmed_at and support.organisation not in but_of
        ]
        return (
            waiting if self.accepted_at or but_candidate else [*waiting, f"{self.name} to accept"]
        )

    def interests(self) -> str:
        """The declaration as one text, as it stands beside the candidate."""
        parts = [
            ("Employer", self.employer),
            ("Funding received", self.funding),
            ("Other seats", self.other_seats),
        ]
        return " ".join(f"{label}: {text.rstrip('.')}." for label, text in parts if text)


class Support(models.Model):
    """A member organisation that is asked to propose or second a nomination, and whether it has confirmed."""

    class Part(models.TextChoices):
        PROPOSER = "proposer", "Proposer"
        SECONDER = "seconder", "Seconder"

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="supports")
    part = models.CharField(max_length=10, choices=Part.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supports")
    # Moved by elections.services alone.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["nomination", "part"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "part"], name="support_part_once"),
            models.UniqueConstraint(
                fields=["nomination", "organisation"],
                name="support_organisation_once",
                violation_error_message="Proposer and seconder are two different organisations.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_part_display().lower()}"
