"""The Compact as a whole, edition by edition: what changed in each, and how it was adopted."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assembly.core.templatetags.assembly import short_day

from .codes import Undertaking

EXAMPLE_NUMBER = 0
LONGEST_TEXT = 2_000


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        """Those that were adopted, and the example text."""
        return self.filter(published_at__isnull=False)

    def adopted(self) -> Self:
        return self.published().filter(is_example=False)

    def in_force(self, on: dt.date) -> Self:
        """The newest whose day has come; the example text only where nothing was adopted. Take the first."""
        return self.published().filter(in_force_from__lte=on).order_by("-number")

    def readable_draft(self, on: dt.date) -> Self:
        """The draft that was put out for comment: from then on everybody reads it, until it is adopted."""
        return self.filter(published_at=None, comments_from__lte=on)

    def out_for_comment(self, on: dt.date) -> Self:
        return self.readable_draft(on).filter(comments_until__gte=on)


class Edition(models.Model):
    """The dated text of the Compact as a whole. It holds what it changed; the rest is as in the edition before it.

    Editions follow each other by number, and come into force in that order. What was published is never edited. Number
    0 is the example text, which nobody adopted and which the first edition replaces.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    introduction = models.TextField(
        max_length=5_000,
        blank=True,
        help_text="What the Compact is for, in the words of the agreement.",
    )
    principles = models.TextField(
        max_length=5_000,
        blank=True,
        help_text="Shared principles: begin each with -, and leave an empty line between paragraphs.",
    )
    changes = models.TextField(
        "what changes",
        max_length=1_000,
        blank=True,
        help_text="In a few sentences, for people who know the edition before it.",
    )
    is_example = models.BooleanField(default=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    # Counts every change of the draft, so that people agree to these words and no others.
    edit = models.PositiveIntegerField(default=1)
    comments_from = models.DateField(null=True, blank=True)
    comments_until = models.DateField(
        null=True, blank=True, help_text="The last day on which people can comment."
    )

    # Set together when the second side confirms that it was adopted.
    adopted_on = models.DateField(
        null=True, blank=True, help_text="The day of the meeting that adopted it."
    )
    in_force_from = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    # How far the news of it has gone, by the numbers of accounts, and when it had gone to everybody.
    told_up_to = models.PositiveBigIntegerField(default=0, editable=False)
    told_on = models.DateField(null=True, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        permissions = [("adopt_edition", "Can record and confirm that an edition was adopted")]
        constraints = [
            models.UniqueConstraint(
                fields=["is_example"],
                condition=Q(published_at=None),
                name="edition_one_draft",
                violation_error_message="There is a draft already.",
            ),
            models.UniqueConstraint(
                fields=["in_force_from"],
                condition=Q(is_example=False, in_force_from__isnull=False),
                name="edition_one_from_a_day",
                violation_error_message="Another edition comes into force on that day.",
            ),
            models.CheckConstraint(
                condition=Q(adopted_on=None, in_force_from=None, published_at=None)
                | Q(
                    adopted_on__isnull=False,
                    in_force_from__gte=F("adopted_on"),
                    published_at__isnull=False,
                ),
                name="edition_adopted_at_once",
                violation_error_message="An edition cannot come into force before the day it was adopted.",
            ),
            models.CheckConstraint(
                condition=Q(comments_from=None, comments_until=None)
                | Q(comments_until__gte=F("comments_from")),
                name="edition_comments_from_to",
                violation_error_message="The last day for comments cannot be before the first one.",
            ),
        ]

    def __str__(self) -> str:
        if self.is_example:
            return "Example text"
        if self.in_force_from is None:
            return f"{self.title}, draft"
        return f"{self.title}, edition of {self.in_force_from:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("compact:edition", args=[self.number])

    @property
    def year(self) -> str:
        """As people name it: “the 2005 edition”."""
        return "" if self.in_force_from is None else str(self.in_force_from.year)

    def is_in_force(self, on: dt.date) -> bool:
        """Whether its day has come; another one may have followed it since."""
        return (
            self.published_at is not None
            and self.in_force_from is not None
            and (self.in_force_from <= on)
        )

    def is_out_for_comment(self, on: dt.date) -> bool:
        return (
            self.published_at is None
            and self.comments_from is not None
            and self.comments_until is not None
            and self.comments_from <= on <= self.comments_until
        )


class UndertakingText(models.Model):
    """The words of an undertaking in the edition that changed it, or that it was dropped from that one.

    Never edited once the edition was published: a change is a text of another edition, so citations stay true.
    """

    class Party(models.TextChoices):
        PUBLIC_BODY = "public-body", "Public bodies"
        SECTOR = "sector", "The voluntary and community sector"
        BOTH = "both", "Both sides"

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="texts")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="texts")
    title = models.CharField(
        max_length=80, blank=True, help_text="In a few words: Twelve weeks, or say why."
    )
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    party = models.CharField("who promises", max_length=12, choices=Party.choices)
    measured_by = models.CharField(
        max_length=200, blank=True, help_text="What shows whether it is kept."
    )
    is_dropped = models.BooleanField(default=False)
    continued_as = models.ForeignKey(
        Undertaking,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continues",
        help_text="The undertaking under which this edition continues it.",
    )

    class Meta:
        default_permissions = ()
        ordering = ["undertaking", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "edition"], name="undertaking_text_once_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(is_dropped=True, text="") | (Q(is_dropped=False) & ~Q(text="")),
                name="undertaking_text_says_something",
                violation_error_message="Enter the text of the undertaking.",
            ),
            models.CheckConstraint(
                condition=Q(continued_as=None)
                | (Q(is_dropped=True) & ~Q(continued_as=F("undertaking"))),
                name="undertaking_continued_when_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.undertaking.number}"


class Adoption(models.Model):
    """That the Compact Board adopted a draft: recorded by one member, and confirmed by one of the other side."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="adoption")
    of_edit = models.PositiveIntegerField(help_text="The words that were adopted.")
    adopted_on = models.DateField("day of the meeting")
    in_force_from = models.DateField()
    meeting = models.CharField(
        max_length=200, blank=True, help_text="Where it is minuted, such as: minutes, item 5."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("recorded_by")),
                name="adoption_takes_two_people",
                violation_error_message="A member of the other side has to confirm it.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__gte=F("adopted_on")),
                name="adoption_before_it_is_in_force",
                violation_error_message="An edition cannot come into force before the day it was adopted.",
            ),
        ]

    def __str__(self) -> str:
        return f"Adoption on {short_day(self.adopted_on)}"


class Present(models.Model):
    """A member of the Compact Board at the meeting that adopted an edition, and for which side they sit there."""

    class Side(models.TextChoices):
        SECTOR = "sector", "For the voluntary and community sector"
        PUBLIC_BODIES = "public-bodies", "For public bodies"
        NEITHER = "neither", "For neither side, such as an independent chair"

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="present")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    side = models.CharField(max_length=13, choices=Side.choices)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["adoption", "user"], name="present_once_at_an_adoption")
        ]

    def __str__(self) -> str:
        return self.get_side_display()
