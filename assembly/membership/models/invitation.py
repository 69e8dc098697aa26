"""Invitations to act for an organisation."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from .delegate import Delegate
from .organisation import Organisation


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; it may have run out."""
        return self.filter(closed_on=None)

    def to_address(self, email: str) -> "InvitationQuerySet":
        return self.filter(email__iexact=email)


class Invitation(models.Model):
    """A lead asks somebody, by their e-mail address, to act for the organisation.

    The link in the mail is signed and names the row; what became of it stands here. The address is personal data,
    and the row is deleted some time after the invitation is closed or has run out (membership.retention).
    """

    class Outcome(models.TextChoices):
        OPEN = "", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(
        max_length=10, choices=Delegate.Role.choices, default=Delegate.Role.MEMBER
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it can be accepted.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["invited_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(closed_on=None),
                name="invitation_open_once",
                violation_error_message="This address has been invited already.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on=None)
                | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="invitation_closed_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation to act for {self.organisation}"

    @property
    def as_what(self) -> str:
        return Delegate.AS[Delegate.Role(self.role)]

    def has_run_out(self, on: dt.date) -> bool:
        return on > self.expires_on
