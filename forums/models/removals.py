"""A member of a group that is put out of it: proposed, confirmed by a second person, appealed against."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .groups import GroupMembership

LONGEST = 2_000


class MemberRemovalQuerySet(models.QuerySet["MemberRemoval"]):
    def waiting(self) -> Self:
        """Proposals on which the second person has yet to decide, while the organisation is in the group."""
        return self.filter(outcome="", membership__left_on=None)

    def standing(self) -> Self:
        """Confirmed and not lifted: the organisation cannot join again."""
        return self.filter(outcome=MemberRemoval.Outcome.CONFIRMED, lifted_on=None)


class MemberRemoval(models.Model):
    """Why an organisation is to leave a group against its will. Written by `forums.removal.services` alone."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        DROPPED = "dropped", "Not confirmed"

    membership = models.ForeignKey(GroupMembership, models.CASCADE, related_name="removals")
    reason = models.TextField(max_length=LONGEST)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_on = models.DateField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    outcome_reason = models.TextField("reason for not confirming", max_length=LONGEST, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The instant counts: an organisation removed after the notice of an election stays on its roll.
    decided_at = models.DateTimeField(null=True, blank=True)
    lifted_on = models.DateField(
        null=True, blank=True, help_text="From this day the organisation may join again."
    )

    objects = MemberRemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(outcome=""),
                name="removal_proposed_once",
                violation_error_message="The removal of this organisation is proposed already.",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")),
                name="removal_by_two_people",
                violation_error_message="Somebody else has to decide on the removal.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="removal_decided_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"Removal of {self.membership.organisation} from the {self.membership.group}"


class RemovalAppeal(models.Model):
    """An organisation asks the Assembly Board to look at its removal again. Once a removal, in its own words."""

    class Outcome(models.TextChoices):
        STANDS = "stands", "The organisation stays out of the group"
        RESTORED = "restored", "The organisation is in the group again"

    removal = models.OneToOneField(MemberRemoval, models.CASCADE, related_name="appeal")
    words = models.TextField("why the removal is wrong", max_length=5_000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.TextField(max_length=LONGEST, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on", "pk"]
        default_permissions = ()
        permissions = [
            ("hear_removal_appeals", "Can decide appeals against a removal from a group")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None)
                | (~Q(outcome="") & ~Q(reason="") & Q(decided_on__isnull=False)),
                name="removal_appeal_decided_with_reason",
                violation_error_message="An outcome has its day and its reason.",
            )
        ]

    def __str__(self) -> str:
        return f"Appeal: {self.removal}"

    @property
    def is_open(self) -> bool:
        return not self.outcome
