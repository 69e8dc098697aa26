"""Who is told of a consultation, and how far that has gone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.membership.models import District, Theme
from assembly.partners.models import PublicBody

from .planning import Extension
from .records import Consultation


class Telling(models.Model):
    """How far people have been told of one moment of a consultation: a row for each moment, and no list of people."""

    class Moment(models.TextChoices):
        OPENED = "opened", "It opened"
        HALF_WAY = "half-way", "Half the time has gone"
        LAST_WEEK = "last-week", "The last week has begun"
        CLOSED = "closed", "It closed"
        FEEDBACK = "feedback", "Feedback was given"
        DECISION = "decision", "The decision was published"
        # Told to the officers of the body; of the last the Support Unit hears too.
        DUE_SOON = "due-soon", "Feedback is due soon"
        DUE_NEXT = "due-next", "Feedback is due next"
        OVERDUE = "overdue", "Feedback is overdue"
        # Told to those alone who follow it without an account.
        EXTENDED = "extended", "It was extended"
        WITHDRAWN = "withdrawn", "It was withdrawn"

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="tellings")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    extension = models.OneToOneField(
        Extension,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="telling",
        help_text="Of a consultation that was extended, which time.",
    )
    reached = models.BigIntegerField(
        default=0, help_text="People are told in the order of their keys: the last key so far."
    )
    followers_reached = models.BigIntegerField(
        default=0, help_text="The same of followers without an account."
    )
    responses_reached = models.BigIntegerField(
        default=0, help_text="The same of responses whose sender left an e-mail address."
    )
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "moment"],
                condition=Q(extension=None),
                name="telling_once_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(moment="extended", extension__isnull=False)
                | (~Q(moment="extended") & Q(extension=None)),
                name="telling_of_an_extension",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}: consultation {self.consultation_id}"


class Follower(models.Model):
    """An address, without an account, that asked to hear of consultations and confirmed it."""

    address = models.EmailField("e-mail address", unique=True, help_text="In lower case.")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Follower {self.pk}"


class Following(models.Model):
    """What somebody wants to hear of: all, those of one body, on one theme, in one district, or one alone.

    A member's delegate who has none hears of every consultation.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    follower = models.ForeignKey(
        Follower, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    consultation = models.ForeignKey(
        Consultation, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    body = models.ForeignKey(
        PublicBody, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    theme = models.ForeignKey(
        Theme, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    district = models.ForeignKey(
        District, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    everything = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, follower=None)
                | Q(user=None, follower__isnull=False),
                name="following_of_one",
            ),
            models.CheckConstraint(
                condition=Q(
                    everything=True, consultation=None, body=None, theme=None, district=None
                )
                | Q(everything=False)
                & (
                    Q(consultation__isnull=False, body=None, theme=None, district=None)
                    | Q(consultation=None, body__isnull=False, theme=None, district=None)
                    | Q(consultation=None, body=None, theme__isnull=False, district=None)
                    | Q(consultation=None, body=None, theme=None, district__isnull=False)
                ),
                name="following_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=[whose, what],
                    condition=Q(**{f"{whose}__isnull": False, f"{what}__isnull": False}),
                    name=f"following_once_{whose}_{what}",
                )
                for whose in ("user", "follower")
                for what in ("consultation", "body", "theme", "district")
            ),
            models.UniqueConstraint(
                fields=["follower"],
                condition=Q(everything=True),
                name="following_once_follower_everything",
            ),
        ]

    def __str__(self) -> str:
        return f"Following {self.pk}"
