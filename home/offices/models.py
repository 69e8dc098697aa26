"""What one person proposes about an office, until a second confirms it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import OfficeTerm
from assembly.partners.models import Officer


class OfficeProposalQuerySet(models.QuerySet["OfficeProposal"]):
    def waiting(self) -> Self:
        """Those that nobody has confirmed or withdrawn, the oldest first."""
        return self.filter(outcome="").order_by("proposed_at", "pk")

    def settled(self) -> Self:
        return self.exclude(outcome="")


class OfficeProposal(models.Model):
    """One person proposes that somebody is given an office, or that a term ends early; a second confirms it."""

    class Act(models.TextChoices):
        GIVE = "give", "Give the office"
        END = "end", "End the office early"

    class Outcome(models.TextChoices):
        WAITING = "", "Waits for a second person"
        CONFIRMED = "confirmed", "Confirmed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    act = models.CharField(max_length=4, choices=Act.choices)
    office = models.CharField(max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="office_proposals",
        verbose_name="person",
    )
    officer = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="office_proposals",
        verbose_name="officer of a public body",
    )
    # The term that ends, or the one that was given.
    term = models.ForeignKey(
        OfficeTerm, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    begins_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField(
        null=True, blank=True, help_text="The day after the last day of the term."
    )
    reason = models.TextField(max_length=1_000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)

    # Moved by home.offices.services alone.
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = OfficeProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        default_permissions = ()
        permissions = [("give_offices", "Can propose and confirm who holds which office")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office"],
                condition=Q(outcome="", act="give", officer=None),
                name="office_proposed_once",
                violation_error_message="This has been proposed already.",
            ),
            models.UniqueConstraint(
                fields=["user", "officer"],
                condition=Q(outcome="", act="give"),
                name="officer_proposed_once",
                violation_error_message="This has been proposed already.",
            ),
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(outcome="", act="end"),
                name="office_end_proposed_once",
                violation_error_message="The end of this term has been proposed already.",
            ),
            models.CheckConstraint(
                condition=Q(act="give", ends_on__gt=F("begins_on"))
                | Q(act="end", term__isnull=False, begins_on=None, ends_on=None),
                name="office_proposal_has_days_or_a_term",
                violation_error_message="The term ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="office_proposal_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}, {self.title}: {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("office_staff:proposal", args=[self.pk])

    @property
    def title(self) -> str:
        """The office, with the public body of an officer."""
        if self.act == self.Act.END and self.term:
            return self.term.title
        return f"{self.office} ({self.officer.body})" if self.officer else self.office

    @property
    def gives(self) -> bool:
        return self.act == self.Act.GIVE

    @property
    def last_day(self) -> dt.date | None:
        return self.ends_on - dt.timedelta(days=1) if self.ends_on else None
