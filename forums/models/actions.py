"""What somebody took on at a meeting, by when, and what became of it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from assembly.accounts.models import FORMER_USER
from assembly.membership.models import Organisation

from .meetings import LONGEST, AgendaItem, GroupMeeting


class ActionQuerySet(models.QuerySet["Action"]):
    def public(self) -> Self:
        """Those of a meeting whose minutes are published, on a group whose page is."""
        return self.filter(
            meeting__minutes__published_at__isnull=False,
            meeting__announced_at__isnull=False,
            meeting__group__page__live=True,
        )

    def open(self) -> Self:
        return self.filter(result="")

    def overdue(self, on: dt.date) -> Self:
        return self.open().filter(due_on__lt=on)


class Action(models.Model):
    """Owned by an organisation or by a person; of a person whose account is closed only the row is left."""

    class Result(models.TextChoices):
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"

    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, related_name="actions")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    text = models.CharField(max_length=500)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    due_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    words = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST)])
    closed_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["result", "due_on"], name="action_open_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(person=None),
                name="action_has_one_owner",
                violation_error_message="An action has one owner.",
            ),
            models.CheckConstraint(
                condition=Q(result="", closed_on=None)
                | (~Q(result="") & ~Q(words="") & Q(closed_on__isnull=False)),
                name="action_closed_with_words",
                violation_error_message="Say what became of the action.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#action-{self.pk}"

    @property
    def owner(self) -> str:
        return str(self.organisation or self.person or FORMER_USER.capitalize())

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def is_overdue(self, on: dt.date) -> bool:
        return self.is_open and self.due_on < on
