"""What was said at a meeting, word for word, and the summary that rests on it."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone

from assembly.membership.models import Organisation

from .meetings import LONGEST, AgendaItem, GroupMeeting

LONGEST_REASON = 500


class Note(models.Model):
    """One thing that was said. Private to those who run the group until the minutes are published.

    Of an unattributed one nothing here leads to a person or an organisation; `NoteSource` does, for a time.
    """

    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, related_name="notes")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    number = models.PositiveIntegerField(help_text="Within the meeting; its anchor on the page.")
    text = models.TextField(validators=[MaxLengthValidator(LONGEST)])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="meeting_notes"
    )
    unattributed = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="note_number_once"),
            models.CheckConstraint(
                condition=models.Q(unattributed=False) | models.Q(organisation=None),
                name="note_unattributed_names_none",
                violation_error_message="An unattributed note names no organisation.",
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.number}"

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"

    @property
    def said_by(self) -> str:
        if self.unattributed:
            return "Unattributed"
        return str(self.organisation) if self.organisation else "The meeting"


class NoteSource(models.Model):
    """Who said an unattributed note: for one named moderator, until a day.

    In words, without a key to the organisation: a key would be counted where two records of it are merged.
    """

    note = models.OneToOneField(Note, models.CASCADE, related_name="source")
    said_by = models.CharField(max_length=300)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="moderates_notes"
    )
    kept_until = models.DateField(help_text="From this day on it is gone.")

    def __str__(self) -> str:
        return f"Source of note {self.note_id}"


class SourceReading(models.Model):
    """That the moderator looked up who said a note, when and why. The reason goes with the source."""

    source = models.ForeignKey(NoteSource, models.CASCADE, related_name="readings")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=LONGEST_REASON)

    class Meta:
        ordering = ["source", "at", "pk"]

    def __str__(self) -> str:
        return f"Reading of source {self.source_id}"


class SummaryPoint(models.Model):
    """One point of the summary, and the notes that it rests on: at least one (`notes.rules`)."""

    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, related_name="points")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="points"
    )
    text = models.TextField(validators=[MaxLengthValidator(LONGEST)])
    notes = models.ManyToManyField(Note, related_name="points")

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.text
