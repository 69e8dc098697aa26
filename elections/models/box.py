"""The ballot box, and what comes out of it. Nothing here points at the roll or at a person."""

import uuid

from django.db import models

from elections import binding

from .contest import Contest
from .counted import KeepsCount


class SealedBallot(models.Model):
    """A sealed ballot: a random id, its contest, the ciphertext, and nothing else. A test holds it to that.

    A column that says who, when, in which order or from where would tie a ballot to a voter (docs/ballot-secrecy.md).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="box")
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return "a sealed ballot"


class PublishedReceipts(models.Model):
    """The list of a contest's receipts as it was published, beside the marks on the roll at that moment."""

    contest = models.OneToOneField(
        Contest, models.PROTECT, primary_key=True, related_name="published_receipts"
    )
    receipts = models.TextField(help_text="One a line, sorted.")
    marks = models.PositiveIntegerField(help_text="Organisations marked on the roll.")
    awaited = models.PositiveIntegerField(
        default=0, help_text="Paper ballots too few to be mixed, entered at the count."
    )
    empty = models.PositiveIntegerField(default=0, help_text="Envelopes that held no ballot.")
    at_count = models.TextField(
        blank=True,
        help_text="Receipts of the paper ballots entered at the count. One a line, sorted.",
    )

    class Meta:
        verbose_name_plural = "published receipts"

    def __str__(self) -> str:
        return f"Receipts of {self.contest}"

    @property
    def listed(self) -> list[str]:
        return self.receipts.split()

    @property
    def listed_at_count(self) -> list[str]:
        return self.at_count.split()

    @property
    def file(self) -> str:
        """The list as it is downloaded: those in the box at the close, then those of the paper entered at the count."""
        lists = [self.receipts, self.at_count] if self.at_count else [self.receipts]
        return "\n".join(lists) + "\n"

    @property
    def agree(self) -> bool:
        """As many different receipts as marks, but for the paper ballots still to come and the empty envelopes."""
        expected = self.marks - self.awaited - self.empty
        return len(self.listed) == len(set(self.listed)) == expected


class OpenedRankings(models.Model):
    """What the box held, as a ballot file (BLT) whose lines are sorted: no id, receipt or place of a ballot."""

    contest = models.OneToOneField(
        Contest, models.PROTECT, primary_key=True, related_name="opened_rankings"
    )
    ballots = models.PositiveIntegerField()
    blt = models.TextField()
    random_bytes = models.CharField(
        max_length=64, default=binding.fresh_bytes, help_text="For scrutineers alone."
    )

    class Meta:
        verbose_name_plural = "opened rankings"

    def __str__(self) -> str:
        return f"Rankings of {self.contest}"

    @property
    def commitment(self) -> str:
        return binding.commitment(self.random_bytes, self.blt)


class Count(KeepsCount, models.Model):
    """The count of a contest: every stage and why, as `elections.counting` wrote it."""

    contest = models.OneToOneField(
        Contest, models.PROTECT, primary_key=True, related_name="count_result"
    )
    rule = models.CharField(max_length=10)
    seed = models.CharField(max_length=100)
    electors = models.PositiveIntegerField(help_text="Organisations on the roll.")
    ballots = models.PositiveIntegerField()
    shortened = models.TextField(
        blank=True,
        help_text="Ballot file (BLT) of what the count used of each ranking: it counts to the same stages.",
    )
    # What binds it (elections.binding). The rankings are forgotten one day; their commitment stays.
    rankings_commitment = models.CharField(max_length=64)
    blt_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the ballot file as published; empty where none is."
    )
    random_bytes = models.CharField(
        max_length=64, default=binding.fresh_bytes, help_text="For scrutineers alone."
    )
    commitment = models.CharField(max_length=64, help_text="Of the count as data.")
    result = models.JSONField()
    sheet = models.TextField()
    spread_unmet = models.TextField(
        blank=True, help_text="What of the promised spread those who stood could not meet."
    )
    release = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of the source of the counting that made it. Empty for counts from before it was kept.",
    )
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Count of {self.contest}"

    @property
    def turnout(self) -> int:
        """Ballots per hundred organisations on the roll, a half rounded up."""
        return (200 * self.ballots + self.electors) // (2 * self.electors) if self.electors else 0
