"""A message to the Support Unit."""

import datetime as dt
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone

from assembly.core import roles

REFERENCE_LETTERS = "23456789CFGHJKMPQRVWX"  # none that is mistaken for another, and no words
REFERENCE_LENGTH = 8


def new_reference() -> str:
    """A number to quote that says nothing of how many messages there are."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(REFERENCE_LENGTH))


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def waiting(self) -> "ContactMessageQuerySet":
        return self.filter(state=ContactMessage.State.WAITING)

    def of_support_unit(self) -> "ContactMessageQuerySet":
        """Without those that were handed to another office."""
        return self.filter(handed_to="")

    def handed_to(self, offices: Iterable[str]) -> "ContactMessageQuerySet":
        return self.filter(handed_to__in=offices).exclude(handed_to="")

    def same_as(self, message: "ContactMessage", *, since: dt.datetime) -> "ContactMessageQuerySet":
        return self.filter(
            email__iexact=message.email,
            topic=message.topic,
            text=message.text,
            received_at__gte=since,
        )

    def settled_before(self, at: dt.datetime) -> "ContactMessageQuerySet":
        return self.filter(settled_at__lt=at)


class ContactMessage(models.Model):
    """What somebody wrote to us. Personal data, deleted a year after it was settled."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        ANSWERED = "answered", "answered"
        CLOSED = "closed", "closed without an answer"

    class Topic(models.TextChoices):
        JOINING = "joining", "Joining the Assembly"
        VOTING = "voting", "Voting and elections"
        CONSULTATION = "consultation", "A consultation"
        COMPACT = "compact", "The Compact"
        FUNDING = "funding", "The funding register"
        SITE = "site", "A problem with the site, or its accessibility"
        DATA = "data", "My personal data"
        COMPLAINT = "complaint", "A complaint"
        OTHER = "other", "Something else"

    class Desk(models.TextChoices):
        """The offices to which the Support Unit hands a message, by their names in `core.roles`."""

        COMPACT_BOARD = roles.COMPACT_BOARD, "the Compact Board"
        DATA_PROTECTION = roles.DATA_PROTECTION, "the data protection lead"

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    topic = models.CharField(max_length=20, choices=Topic)
    name = models.CharField(max_length=150)
    email = models.EmailField()
    text = models.TextField()
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    handed_to = models.CharField(max_length=40, choices=Desk, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handed_at = models.DateTimeField(null=True, blank=True)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = "message"
        default_permissions = ()
        permissions = [("answer_contact", "Can read and answer messages to the Support Unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", settled_at=None)
                | (~models.Q(state="waiting") & models.Q(settled_at__isnull=False)),
                name="contact_settled_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(handed_to="", handed_at=None)
                | (~models.Q(handed_to="") & models.Q(handed_at__isnull=False)),
                name="contact_handed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="answered") | ~models.Q(answer=""),
                name="contact_answered_with_words",
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"], name="contact_waiting_first")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_topic_display()}"
