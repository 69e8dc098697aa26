"""A message to the Support Unit, to the holder of a seat, or to the convenor of a group."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone

from assembly.core import roles
from assembly.core.references import new_reference
from assembly.partners.models import Seat
from forums.models import Group


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def waiting(self) -> "ContactMessageQuerySet":
        return self.filter(state=ContactMessage.State.WAITING)

    def of_support_unit(self) -> "ContactMessageQuerySet":
        """Without those that were handed to another office."""
        return self.filter(handed_to="")

    def handed_to(self, offices: Iterable[str]) -> "ContactMessageQuerySet":
        return self.filter(handed_to__in=offices).exclude(handed_to="")

    def for_support_unit(self) -> "ContactMessageQuerySet":
        """Without what went to a person, and what nobody has confirmed."""
        return self.exclude(state__in=ContactMessage.NOT_OURS)

    def open_to_support_unit(self, reference: str) -> "ContactMessageQuerySet":
        """Theirs, and what went to a person if its number was typed: it may be abuse."""
        reported = models.Q(state=ContactMessage.State.PASSED_ON, reference=reference)
        return self.filter(~models.Q(state__in=ContactMessage.NOT_OURS) | reported)

    def same_as(self, message: "ContactMessage", *, since: dt.datetime) -> "ContactMessageQuerySet":
        return self.filter(
            email__iexact=message.email,
            topic=message.topic,
            text=message.text,
            seat=message.seat,
            group=message.group,
            received_at__gte=since,
        )

    def settled_before(self, at: dt.datetime) -> "ContactMessageQuerySet":
        return self.filter(settled_at__lt=at)


class ContactMessage(models.Model):
    """A message to us, or through us to a person whose address we do not show.

    Personal data, deleted a year after it was settled.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "not confirmed"
        PASSED_ON = "passed-on", "passed on to the person"
        WAITING = "waiting", "waiting"
        ANSWERED = "answered", "answered"
        CLOSED = "closed", "closed without an answer"

    # The Support Unit neither answers these nor lists them.
    NOT_OURS = (State.UNCONFIRMED, State.PASSED_ON)

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
        REPRESENTATIVE = "representative", "For the holder of a seat"
        CONVENOR = "convenor", "For the convenor of a group"

    # Chosen by the page on which somebody writes, and not on the contact page.
    TO_A_PERSON = (Topic.REPRESENTATIVE, Topic.CONVENOR)

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
    page = models.CharField(
        "page it is about", max_length=300, blank=True, help_text="Its address on this site."
    )
    # At most one of them: the message goes to the holder or the convenor on the day it is passed on.
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    passed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
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
                condition=models.Q(state__in=["unconfirmed", "waiting"], settled_at=None)
                | (
                    ~models.Q(state__in=["unconfirmed", "waiting"])
                    & models.Q(settled_at__isnull=False)
                ),
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
            models.CheckConstraint(
                condition=models.Q(seat=None) | models.Q(group=None),
                name="contact_to_one_at_most",
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"], name="contact_waiting_first")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_topic_display()}"

    @property
    def is_passed_on(self) -> bool:
        return self.state == self.State.PASSED_ON

    @property
    def addressee(self) -> str:
        """To whom it was written, by seat or group: the people change."""
        if self.seat:
            return f"the holder of the seat “{self.seat}”"
        return f"the convenor of the {self.group}" if self.group else "the Support Unit"
