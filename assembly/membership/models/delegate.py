"""The people who act for organisations."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .organisation import Organisation


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

    # As what somebody acts, in running words.
    AS = {Role.LEAD: "lead", Role.MEMBER: "delegate"}

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="delegates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    is_voter = models.BooleanField("voter", default=False)
    is_deputy = models.BooleanField("deputy", default=False)
    # Since when this person is one of those who cast the vote: a change during a poll waits a day (docs/design.md).
    casts_since = models.DateTimeField(null=True, blank=True)
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

    @property
    def as_what(self) -> str:
        return self.AS[self.Role(self.role)]
