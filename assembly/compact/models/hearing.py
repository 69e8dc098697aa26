"""How a case is heard: the panel, its finding on each undertaking, the appeal, and what puts it right."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.core.hiding.models import Hiding, HidingQuerySet
from assembly.partners.models import Appointment

from .cases import Case, Cited, Side


class Recusal(models.Model):
    """Somebody of the Compact Board or the Support Unit who keeps out of a case because of an interest."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # For those who work on the case.
    because = models.CharField("what your interest is", max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="recused_once_a_case")
        ]

    def __str__(self) -> str:
        return f"Recusal from {self.case}"


class PanelMember(models.Model):
    """Somebody who hears a case, or its appeal. Those who were replaced stay listed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="panel")
    is_appeal = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The seat from which they come; none of somebody from the Assembly Board who hears an appeal.
    appointment = models.ForeignKey(
        Appointment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Of the seat, as it was then.
    side = models.CharField(max_length=7, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # They said that they have no interest in the case, and so sit.
    sits_since = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering = ["case", "is_appeal", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case", "is_appeal", "person"],
                condition=Q(left_at=None),
                name="panel_member_once_a_case",
                violation_error_message="This person is on the panel already.",
            )
        ]

    def __str__(self) -> str:
        return f"Panel member of {self.case}"


class Finding(models.Model):
    """What a panel found. One of the panel, and after an appeal another of those who heard it.

    Nothing of it changes once it is decided: what was wrong in it is added as a `FindingNote`.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="findings")
    is_appeal = models.BooleanField(default=False)
    facts = models.TextField("the facts", max_length=10_000, blank=True)
    # Counts every change of the draft, so that each member agrees to these words and no others.
    edit = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField()
    # When the facts went to both sides, and until when they may correct them.
    facts_sent_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    # How many members agreed, of how many who heard it.
    agreed = models.PositiveSmallIntegerField(null=True, blank=True)
    of_members = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["case", "is_appeal"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "is_appeal"], name="finding_once_a_panel"),
            models.CheckConstraint(
                condition=Q(decided_on=None, agreed=None, of_members=None)
                | Q(decided_on__isnull=False, agreed__gte=3, of_members__gte=3),
                name="finding_by_three_at_least",
                violation_error_message="At least three members of the panel have to agree to a finding.",
            ),
        ]

    def __str__(self) -> str:
        return f"Finding on {self.case}"

    @property
    def is_decided(self) -> bool:
        return self.decided_on is not None


class Conclusion(models.Model):
    """What a finding says of one undertaking."""

    class Result(models.TextChoices):
        KEPT = "kept", "Kept"
        PARTLY = "partly", "Partly kept"
        NOT_KEPT = "not-kept", "Not kept"

    class Cause(models.TextChoices):
        UNAWARE = "unaware", "The undertaking was not known"
        MISREAD = "misread", "The undertaking was misunderstood"
        RESOURCE = "resource", "Too little time, money or staff"
        DELIBERATE = "deliberate", "A deliberate decision"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="conclusions")
    cited = models.ForeignKey(Cited, models.CASCADE, related_name="conclusions")
    result = models.CharField(max_length=8, choices=Result)
    cause = models.CharField(max_length=10, choices=Cause, blank=True)
    reasons = models.TextField(max_length=4_000)

    class Meta:
        ordering = ["finding", "cited"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["finding", "cited"], name="conclusion_once"),
            models.CheckConstraint(
                condition=~Q(result="kept") | Q(cause=""),
                name="conclusion_cause_only_where_not_kept",
                violation_error_message="An undertaking that was kept has no cause.",
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""),
                name="conclusion_has_reasons",
                violation_error_message="Give the reasons.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cited}: {self.get_result_display()}"


class Agreement(models.Model):
    """A member of the panel agrees to the finding as it was after one edit, or says that they do not."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="agreements")
    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="agreements")
    edit = models.PositiveIntegerField()
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["finding", "member", "edit"], name="agreed_once")
        ]

    def __str__(self) -> str:
        return f"Agreement to {self.finding}"


class FactsAnswer(models.Model):
    """What one side says of the facts before the finding. Empty words: they are right."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="answers")
    side = models.CharField(max_length=11, choices=Side)
    words = models.TextField("what is wrong or missing", max_length=4_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["finding", "at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["finding", "side"], name="facts_answered_once_a_side")
        ]

    def __str__(self) -> str:
        return f"Correction of the facts of {self.finding}"


class Appeal(models.Model):
    """A side asks once for the finding to be looked at by others. Both may, and are heard together."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="appeals")
    side = models.CharField(max_length=11, choices=Side)
    grounds = models.TextField(max_length=4_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "side"], name="appeal_once_a_side")]

    def __str__(self) -> str:
        return f"Appeal in {self.case}"


class PublicAnswer(models.Model):
    """What the other side says of the finding, for everybody to read beside it. The newest is shown first."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="public_answers")
    words = models.TextField(max_length=3_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Answer to the finding on {self.case}"


class Remedy(models.Model):
    """Something that the panel asks for, by a day; and what was seen of it afterwards."""

    class Result(models.TextChoices):
        DONE = "done", "Done"
        PARTLY = "partly", "Partly done"
        NOT_DONE = "not-done", "Not done"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="remedies")
    what = models.CharField(max_length=500)
    due_on = models.DateField()
    # What the other side says that it did.
    reported_on = models.DateField(null=True, blank=True)
    report = models.CharField(max_length=1_000, blank=True)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField("what was seen", max_length=1_000, blank=True)

    class Meta:
        ordering = ["finding", "due_on", "pk"]
        default_permissions = ()
        verbose_name_plural = "remedies"
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", checked_on=None)
                | ~Q(result="") & Q(checked_on__isnull=False),
                name="remedy_checked_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.what

    def is_overdue(self, on: dt.date) -> bool:
        return not self.result and self.due_on < on


class FindingNote(models.Model):
    """A correction of a finding that is public, or its retraction. The finding stays, with this above it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        RETRACTION = "retraction", "Retraction"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(
        max_length=3_000, help_text="What was wrong, what is right, and why it was not seen before."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # A second member of the Board; before that nobody else sees it.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["finding", "confirmed_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(kind="retraction"),
                name="finding_retracted_once",
                violation_error_message="This finding has been retracted already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.finding}"


class HiddenCaseQuerySet(HidingQuerySet["HiddenCase"]):
    """Of the public words of cases."""


class HiddenCase(Hiding):
    """The public words of a case, hidden at once by one person until a second one confirms."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="hidings")

    objects = HiddenCaseQuerySet.as_manager()

    class Meta(Hiding.Meta):
        abstract = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"The public words of {self.case}"
