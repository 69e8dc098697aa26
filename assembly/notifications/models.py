"""What people were told: a line on their own list, and a mail that waits for the worker."""

import hashlib
import json
import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .kinds import Category


def random_id() -> int:
    """An identifier that says nothing of when its row was written, nor after which other one.

    It has to be an integer: SQLite then stores the rows in the order of these ids and of nothing else.
    """
    return secrets.randbits(62)


class Frequency(models.TextChoices):
    AT_ONCE = "at-once", "At once"
    DAILY = "daily", "Once a day, in one mail"
    WEEKLY = "weekly", "On Mondays, in one mail"
    OFF = "off", "No mail"


class Preference(models.Model):
    """How a person wants the mails of one category. Without a row: at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences"
    )
    category = models.CharField(max_length=20, choices=Category.choices)
    frequency = models.CharField(max_length=10, choices=Frequency.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="preference_one_a_category")
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.get_frequency_display()}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> Self:
        return self.filter(is_read=False)

    def waiting_for_digest(self) -> Self:
        return self.filter(waits_for_digest=True)

    def newest_first(self) -> Self:
        return self.order_by("-on", F("at").desc(nulls_last=True), "id")


class Notification(models.Model):
    """One line of what a person was told. Told the same again, the line comes back to the top, unread."""

    id = models.BigAutoField(primary_key=True, default=random_id)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=80, help_text="The name of its e-mail templates.")
    text = models.CharField(max_length=255)
    url = models.CharField(max_length=255, blank=True)
    # What it is about: a reference and the name of that time (0 and empty: nothing in particular).
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(default=0)
    about = models.CharField(max_length=255, blank=True)
    same_as = models.CharField(max_length=64, help_text="Equal for notices that say the same.")
    on = models.DateField()
    at = models.DateTimeField(null=True, help_text="Empty when no more than the day may be kept.")
    is_read = models.BooleanField(default=False)
    waits_for_digest = models.BooleanField(default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "same_as"], name="notification_told_once")
        ]
        indexes = [
            models.Index(fields=["user", "-on"], name="notification_list"),
            models.Index(fields=["user"], condition=Q(is_read=False), name="notification_unread"),
            models.Index(
                fields=["user"], condition=Q(waits_for_digest=True), name="notification_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.on}"

    def key(self) -> str:
        """Equal for two notices to one person that say the same of the same thing."""
        said = [self.kind, self.subject_type, self.subject_id, self.url, self.text]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class EmailQuerySet(models.QuerySet["Email"]):
    def waiting(self) -> Self:
        return self.filter(state=Email.State.QUEUED)

    def never_tried(self) -> Self:
        return self.waiting().filter(attempts=0)


class Email(models.Model):
    """One mail of the outbox, to one address. Rows go after 30 days; no row keeps more than a day of its past."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        SENDING = "sending", "Being handed over"
        HANDED_OVER = "handed-over", "Handed over to the mail server"
        REFUSED = "refused", "Refused"
        UNCERTAIN = "uncertain", "Interrupted: perhaps handed over, perhaps not"
        BOUNCED = "bounced", "Came back"

    # What staff may send again.
    NOT_ARRIVED: ClassVar[tuple[State, ...]] = (State.REFUSED, State.UNCERTAIN, State.BOUNCED)

    id = models.BigAutoField(primary_key=True, default=random_id)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="emails"
    )
    address = models.EmailField()
    # To whom an answer goes, where that is not the Assembly.
    reply_to = models.EmailField(blank=True)
    # Of somebody without an account: the page on which such mail is stopped.
    stop_page = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    written_on = models.DateField()

    # Moved by notifications.sending and, when it comes back, by notifications.bounces.
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, help_text="Only while it is being handed over.")
    error = models.CharField("last error", max_length=60, blank=True)
    sent_again_as = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="sent_before_as"
    )

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mail"
        default_permissions = ()
        permissions = [("follow_mail", "Can see what became of mail, and send it again")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sending", claimed_at__isnull=False)
                | (~Q(state="sending") & Q(claimed_at=None)),
                name="email_claimed_while_sending",
            )
        ]
        indexes = [
            models.Index(
                fields=["state", "id"],
                condition=Q(state__in=["queued", "sending"]),
                name="email_unfinished",
            ),
            models.Index(fields=["written_on"], name="email_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.written_on} ({self.get_state_display()})"


class FailingAddress(models.Model):
    """An address from which a mail came back. Forgotten after 30 days; the next mail would show it again."""

    address = models.EmailField(unique=True, help_text="In lower case.")
    code = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    corrected_to = models.EmailField(
        blank=True, help_text="For people without an account: where mail for this address goes."
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Address number {self.pk}"
