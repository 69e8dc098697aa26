"""The record of what was done, and how the Assembly calls itself."""

from django.conf import settings
from django.db import models

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .bank_holidays.models import BankHoliday
from .mailed_codes.models import MailedCode, SentCodes
from .passages.models import DraftText, Passage, PassageComment, TextVersion
from .search.models import GlossaryTerm
from .uploads.models import Upload, UploadPart

__all__ = [
    "BankHoliday",
    "DraftText",
    "Event",
    "EventSeal",
    "GlossaryTerm",
    "MailedCode",
    "Passage",
    "PassageComment",
    "Removal",
    "SentCodes",
    "SiteSettings",
    "TextVersion",
    "Upload",
    "UploadPart",
]


class Event(models.Model):
    """One append-only line of the record: who did what to what, when. Written by `core.events.record` alone.

    The people and things are kept as ids, so that a person can be erased ("a former user") and the line stays.
    """

    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    acting_for = models.BigIntegerField(
        null=True, help_text="The organisation the person acted for."
    )
    subject_type = models.CharField(max_length=80, help_text="app.model of the record acted upon.")
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    random_bytes = models.CharField(
        max_length=64, blank=True, help_text="32 bytes as hexadecimal; empty in the oldest lines."
    )
    leaf = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the random bytes and the line's own text."
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.id}: {self.name} {self.subject_type} {self.subject_id}"


class EventSeal(models.Model):
    """One link of the chain over the record: the hash of an event's leaf and of the link before it.

    Version 1, from before there were leaves, is the hash of the event's text instead: it is never published, because
    a text of so few possibilities can be guessed from its hash.
    """

    class Version(models.IntegerChoices):
        TEXT = 1, "over the text of the line"
        LEAF = 2, "over its leaf"

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField(choices=Version.choices, default=Version.TEXT)
    leaf = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.digest[:12]}"


class WitnessedHead(models.Model):
    """A head of the record that was sent to the outside witnesses, and on which day."""

    on = models.DateField(unique=True)
    count = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"


class SentHead(models.Model):
    """Who has had a head: one row for each witness, whose address is a keyed hash here."""

    head = models.ForeignKey(WitnessedHead, on_delete=models.CASCADE, related_name="sent")
    witness = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["head", "witness"], name="head_sent_once_to_a_witness")
        ]

    def __str__(self) -> str:
        return f"{self.head} to {self.witness[:8]}"


class Removal(models.Model):
    """One line of the log of what was forgotten: by which rule of `core.retention`, when, and how many."""

    at = models.DateTimeField()
    on = models.DateField(help_text="The day for which the rule was carried out.")
    rule = models.CharField(max_length=40)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ()
        permissions = [("view_removal", "Can see what was removed because it was old")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.number} on {self.on}"


@register_setting(icon="home")
class SiteSettings(BaseGenericSetting):
    """The names and the contact that every page and every e-mail show."""

    assembly_name = models.CharField(max_length=100, default="VCS Assembly")
    area_name = models.CharField(max_length=100, default="the county")
    strapline = models.CharField(
        max_length=200, default="The voice of voluntary and community organisations", blank=True
    )
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("assembly_name"), FieldPanel("area_name"), FieldPanel("strapline")],
            heading="Names",
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("postal_address"),
            ],
            heading="Contact",
        ),
    ]

    class Meta:
        verbose_name = "names and contact"
