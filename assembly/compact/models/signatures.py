"""Who has signed which edition of the Compact, who inherited it from whom, and who did not sign."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.core import name_fields
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Consortium, Organisation
from assembly.partners.models import Officer, PublicBody

from .editions import Edition


class SignatureQuerySet(models.QuerySet["Signature"]):
    def holding(self, on: dt.date) -> Self:
        """Those that hold on this day: begun, not ended, and by a signatory that is still there."""
        return self.filter(signed_on__lte=on).exclude(_over(on))

    def over(self, on: dt.date) -> Self:
        """Those that held once and no longer do."""
        return self.filter(_over(on))

    def adopted(self) -> Self:
        """To an edition that was adopted: the example text has no signatories."""
        return self.filter(edition__is_example=False, edition__published_at__isnull=False)

    def holding_words(self, typed: str) -> Self:
        """Those in whose name every one of these words, or pieces of words, is found."""
        return self.filter(name_fields.holding("name_words", typed))


def _over(on: dt.date) -> Q:
    """The clock ends the signature of a body that has ended, whether or not its end was written on it yet."""
    return Q(ended_on__isnull=False, ended_on__lte=on) | Q(
        body__isnull=False, body__ended_on__isnull=False, body__ended_on__lte=on
    )


class Signature(models.Model):
    """A public body or an organisation signed one edition. An end is written on it, and it stays in the list."""

    class Way(models.TextChoices):
        SIGNED = "signed", "Signed"
        PLEDGED = "pledged", "Pledged on this site"
        INHERITED = "inherited", "Inherited"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="signatures")
    body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    name = models.CharField(
        max_length=200, help_text="As it was signed. It stays when the signatory is renamed."
    )
    name_words = name_fields.WordsField(of="name")
    way = models.CharField(max_length=9, choices=Way.choices, default=Way.SIGNED)
    signed_on = models.DateField()
    decided_by = models.CharField(
        "who decided to sign",
        max_length=200,
        blank=True,
        help_text="Such as: Cabinet, 14 June 2005.",
    )
    apart_from = models.ForeignKey(
        Consortium,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="group it signed apart from",
        help_text="It belongs to this group but signed as an independent organisation.",
    )
    inherited_from = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="heirs"
    )
    predecessors = models.CharField(
        max_length=300,
        blank=True,
        help_text="Predecessors that are not in the list of public bodies.",
    )
    # The person who sees to it that the Compact is kept. They are told that they are named.
    champion_officer = models.ForeignKey(
        Officer, models.SET_NULL, null=True, blank=True, related_name="champion_of"
    )
    champion = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="champion_of"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    ended_on = models.DateField(
        null=True, blank=True, help_text="The first day on which it no longer holds."
    )
    ended_because = models.CharField(max_length=300, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "name", "pk"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, organisation=None)
                | Q(body=None, organisation__isnull=False),
                name="signature_of_one_signatory",
                violation_error_message="Choose a public body or an organisation, not both.",
            ),
            models.UniqueConstraint(
                fields=["edition", "body"],
                condition=Q(ended_on=None),
                name="signature_once_a_body",
                violation_error_message="This public body has signed this edition already.",
            ),
            models.UniqueConstraint(
                fields=["edition", "organisation"],
                condition=Q(ended_on=None),
                name="signature_once_an_organisation",
                violation_error_message="This organisation has signed this edition already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (Q(ended_on__gte=F("signed_on")) & ~Q(ended_because="")),
                name="signature_ended_with_reason",
                violation_error_message="Say from which day it no longer holds, and why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {short_day(self.signed_on)}"

    def save(self, **options: Any) -> None:
        name_fields.saved_with(options, {"name_words": "name"})
        super().save(**options)

    @property
    def signatory(self) -> PublicBody | Organisation:
        signatory = self.body or self.organisation
        assert signatory is not None  # noqa: S101 - the database has one of the two
        return signatory

    @property
    def over_on(self) -> dt.date | None:
        """The first day on which it no longer holds: written on it, or that on which the body ended."""
        ends = (self.ended_on, self.body.ended_on if self.body else None)
        return min((day for day in ends if day), default=None)

    @property
    def over_because(self) -> str:
        if self.ended_because and self.over_on == self.ended_on:
            return self.ended_because
        return f"{self.body} ended." if self.body and self.over_on else ""

    def holds(self, on: dt.date) -> bool:
        return self.signed_on <= on and (self.over_on is None or self.over_on > on)


class SignatureException(models.Model):
    """A member of a group that did not sign with the others, so the group's signature does not cover it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="exceptions")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="compact_exceptions"
    )
    group = models.ForeignKey(
        Consortium,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose other members signed.",
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["edition", "name"]
        default_permissions = ("view", "add", "change", "delete")
        verbose_name = "exception from a signature"
        verbose_name_plural = "exceptions from signatures"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="signature_exception_once",
                violation_error_message="This exception has been entered already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
