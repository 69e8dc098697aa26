"""An enquiry to an infrastructure organisation."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assembly.core.references import new_reference
from assembly.membership.classification import Need
from assembly.membership.models import Delegate, Organisation


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def open(self) -> Self:
        """Those that wait for an answer: of the organisation asked, or of the Support Unit."""
        return self.filter(state__in=Enquiry.OPEN)

    def to_leads(self, user: models.Model) -> Self:
        """Those to organisations that this person leads today; what nobody confirmed has reached nobody."""
        return self.exclude(state=Enquiry.State.UNCONFIRMED).filter(
            organisation__delegates__user=user,
            organisation__delegates__role=Delegate.Role.LEAD,
            organisation__delegates__ended_on=None,
        )

    def readable_by(self, user: models.Model) -> Self:
        """Those that a person sent, or that reached an organisation which they lead."""
        return self.filter(Q(sender=user) | Q(pk__in=Enquiry.objects.to_leads(user).values("pk")))

    def settled_before(self, at: dt.datetime) -> Self:
        return self.filter(settled_at__lt=at)


class Enquiry(models.Model):
    """What somebody asked an infrastructure organisation. Personal data, deleted a year after it was settled."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "not confirmed"
        WAITING = "waiting", "waiting"
        HANDED_ON = "handed-on", "with the Support Unit"
        ANSWERED = "answered", "answered"
        CLOSED = "closed", "closed without an answer"

    OPEN = (State.WAITING, State.HANDED_ON)

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="enquiries")
    need = models.CharField(max_length=20, choices=Need.choices)
    name = models.CharField(max_length=150)
    email = models.EmailField()
    text = models.TextField()
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    asked_at = models.DateTimeField(default=timezone.now)
    # From when it waits for the organisation that has it now.
    reached_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name_plural = "enquiries"
        default_permissions = ()
        permissions = [("follow_enquiries", "Can read and answer every enquiry for help")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unconfirmed", reached_at=None)
                | (~Q(state="unconfirmed") & Q(reached_at__isnull=False)),
                name="enquiry_reached_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "closed"], settled_at__isnull=False)
                | (~Q(state__in=["answered", "closed"]) & Q(settled_at=None)),
                name="enquiry_settled_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""),
                name="enquiry_answered_with_words",
            ),
        ]
        indexes = [models.Index(fields=["state", "reached_at"], name="enquiry_waiting_first")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_need_display()}"

    def get_absolute_url(self) -> str:
        return reverse("home:enquiry", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def days_waiting(self, at: dt.datetime) -> int:
        """Whole days since it reached the organisation; nothing while it has not."""
        return (
            (timezone.localdate(at) - timezone.localdate(self.reached_at)).days
            if self.reached_at
            else 0
        )
