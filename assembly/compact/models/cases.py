"""A case: somebody says that an undertaking was not kept, and what became of it, step by step."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case as Chosen
from django.db.models import F, Q, When
from django.urls import reverse

from assembly.core.references import new_reference
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from .codes import Undertaking
from .editions import Edition

LONGEST_ACCOUNT = 8_000


class Step(models.TextChoices):
    """Where a case is. The order is that of its life; how long each lasts: `cases.steps`."""

    DRAFT = "draft", "Draft"
    RECEIVED = "received", "Received"
    INFORMAL = "informal", "Informal resolution"
    PANEL = "panel", "Before the panel"
    CORRECTION = "correction", "Correction of facts"
    FINDING = "finding", "Finding"
    TO_APPEAL = "to-appeal", "Time to appeal"
    APPEAL = "appeal", "Appeal"
    REMEDY = "remedy", "Putting it right"
    FOLLOW_UP = "follow-up", "Follow-up"
    CLOSED = "closed", "Closed"


class Side(models.TextChoices):
    COMPLAINANT = "complainant", "Complainant"
    RESPONDENT = "respondent", "The other side"


class CaseQuerySet(models.QuerySet["Case"]):
    def listed(self, on: dt.date) -> Self:
        """Those of which the public knows, as `cases.visible.is_listed` says of one.

        A case against a public body once it is acknowledged, one against an organisation once its finding is public.
        """
        return self.filter(acknowledged_on__lte=on).filter(
            Q(against_body__isnull=False) | Q(public_from__lte=on)
        )

    def with_public_finding(self, on: dt.date) -> Self:
        return self.filter(public_from__lte=on)

    def with_step(self, on: dt.date) -> Self:
        """With the step of this day as `step_now` and its last day as `due_now`: time to appeal runs out by itself."""
        over = Q(step=Step.TO_APPEAL, due_on__lt=on)
        return self.annotate(
            step_now=Chosen(
                When(over, then=F("next_step")), default=F("step"), output_field=models.CharField()
            ),
            due_now=Chosen(
                When(over, then=F("next_due_on")),
                default=F("due_on"),
                output_field=models.DateField(),
            ),
        )

    def open(self) -> Self:
        return self.exclude(step__in=[Step.DRAFT, Step.CLOSED])


class Case(models.Model):
    """An alleged breach. What was written in it is for those in it; `cases.visible` says what is public, and when."""

    class Raised(models.TextChoices):
        """Whose case it is."""

        ORGANISATION = "organisation", "An organisation"
        BODY = "body", "A public body"
        PERSON = "person", "A person"
        BOARD = "board", "The Compact Board, on its own initiative"

    class Outcome(models.TextChoices):
        NOT_TAKEN_UP = "not-taken-up", "Not taken up"
        SETTLED = "settled", "Settled informally"
        WITHDRAWN = "withdrawn", "Withdrawn"
        FINDING = "finding", "Closed after a finding"

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)

    raised = models.CharField(max_length=12, choices=Raised)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cases_raised"
    )
    body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="cases_raised"
    )
    # A person who acts for nobody: the account if there is one, and the name and address that they gave.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person_name = models.CharField(max_length=150, blank=True)
    person_email = models.EmailField(blank=True)
    is_unnamed = models.BooleanField(
        "stay unnamed in public",
        default=False,
        help_text="The other side and the Compact Board know who raised it.",
    )

    against_body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="cases_against"
    )
    against_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cases_against"
    )
    happened_on = models.DateField("when it happened", help_text="The first day, if it lasted.")
    account = models.TextField("what happened", max_length=LONGEST_ACCOUNT, blank=True)
    wanted = models.TextField("what would put it right", max_length=2_000, blank=True)
    tried = models.TextField("what you did to settle it", max_length=2_000, blank=True)

    # What it is about, in a higher app: a reference, with the facts as they were then.
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    about_title = models.CharField(max_length=255, blank=True)
    about_path = models.CharField(max_length=300, blank=True)
    about_facts = models.TextField(blank=True)
    # Cases about the same facts, both ways.
    same_facts = models.ManyToManyField("self", blank=True)

    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    raised_at = models.DateTimeField()
    # The step it is at and its last day, as the newest `CaseStep` has them; no day while its clock is stopped.
    step = models.CharField(max_length=12, choices=Step)
    due_on = models.DateField(null=True, blank=True)
    # Where it goes by itself when the time to appeal is over.
    next_step = models.CharField(max_length=12, choices=Step, blank=True)
    next_due_on = models.DateField(null=True, blank=True)

    acknowledged_on = models.DateField(null=True, blank=True)
    # The first day on which its finding is public; known once no appeal can change it.
    public_from = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    # To those in the case: why it was not taken up or was withdrawn.
    closed_because = models.TextField(max_length=2_000, blank=True)
    # To everybody.
    learnt = models.TextField("what was learnt", max_length=2_000, blank=True)
    # When everything that was written in it was deleted; the finding stays.
    forgotten_on = models.DateField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        default_permissions = ()
        permissions = [
            ("work_cases", "Can work on Compact cases as a member of the Compact Board"),
            ("assist_cases", "Can do clerical work on Compact cases"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(raised="organisation", organisation__isnull=False, body=None)
                | Q(raised="body", organisation=None, body__isnull=False)
                | Q(raised__in=["person", "board"], organisation=None, body=None),
                name="case_of_one_complainant",
            ),
            models.CheckConstraint(
                condition=Q(against_body__isnull=False, against_organisation=None)
                | Q(against_body=None, against_organisation__isnull=False),
                name="case_against_one",
                violation_error_message="Choose a public body or an organisation, not both.",
            ),
            models.CheckConstraint(
                condition=Q(step="closed", closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(step="closed") & Q(closed_on=None, outcome=""),
                name="case_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(raised="person") | Q(person_name="", person_email="", person=None),
                name="case_person_only_of_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["step", "due_on"], name="case_by_step"),
            models.Index(fields=["acknowledged_on", "id"], name="case_by_acknowledged"),
            models.Index(fields=["public_from"], name="case_by_public_from"),
            models.Index(fields=["about_kind", "about_id"], name="case_by_subject"),
            models.Index(fields=["closed_on"], name="case_by_closed"),
        ]

    def __str__(self) -> str:
        return f"Case {self.reference}"

    def get_absolute_url(self) -> str:
        """The public page; those in the case work on `own_url`."""
        return reverse("compact:case", args=[self.reference])

    @property
    def own_url(self) -> str:
        return reverse("compact:my_case", args=[self.reference])

    @property
    def respondent(self) -> PublicBody | Organisation:
        respondent = self.against_body or self.against_organisation
        assert respondent is not None  # noqa: S101 - the database has one of the two
        return respondent

    @property
    def complainant(self) -> str:
        """For those in the case. A person whose details were deleted is “a person”."""
        if self.raised == self.Raised.PERSON:
            return self.person_name or "a person"
        if self.raised == self.Raised.BOARD:
            return "the Compact Board"
        return str(self.organisation or self.body)

    def step_on(self, on: dt.date) -> "Step":
        """As `CaseQuerySet.with_step` has it."""
        return Step(self.next_step if self._appeal_time_over(on) else self.step)

    def due_day(self, on: dt.date) -> dt.date | None:
        return self.next_due_on if self._appeal_time_over(on) else self.due_on

    def _appeal_time_over(self, on: dt.date) -> bool:
        return self.step == Step.TO_APPEAL and self.due_on is not None and self.due_on < on


class Cited(models.Model):
    """An undertaking that a case is about, in the edition that the other side is held to."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="cites")
    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="cases")
    # The one that the other side had signed when it happened; with none signed, the one in force then.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    had_signed = models.BooleanField(default=True)

    class Meta:
        ordering = ["case", "undertaking__code__order", "undertaking__order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "undertaking"], name="cited_once_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.undertaking} in {self.case}"


class CaseStep(models.Model):
    """One step of a case with its clock. Those that ended stay."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12, choices=Step)
    begun_on = models.DateField()
    # Its last day; none for a step without a clock, and while the clock is stopped.
    due_on = models.DateField(null=True, blank=True)
    # While it is stopped: how many working days were left.
    left = models.SmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Of which last day those who have to act were reminded, and told that it is over: another day is another reminder.
    reminded_of = models.DateField(null=True, blank=True)
    told_overdue_of = models.DateField(null=True, blank=True)
    # It was shown as overdue by mistake: the day, and the public reason.
    cleared_on = models.DateField(null=True, blank=True)
    cleared_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["case", "begun_on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="case_at_one_step"
            ),
            models.CheckConstraint(
                condition=Q(cleared_on=None) | ~Q(cleared_because=""),
                name="case_step_cleared_with_reason",
                violation_error_message="Say why it was not overdue.",
            ),
            models.CheckConstraint(
                condition=Q(left=None) | Q(due_on=None), name="case_clock_runs_or_is_stopped"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} of {self.case}"

    @property
    def is_stopped(self) -> bool:
        return self.left is not None

    def is_overdue(self, on: dt.date) -> bool:
        """Whether it is, or was when it ended, past its last day; not once that was cleared."""
        if self.due_on is None or self.cleared_on:
            return False
        return self.due_on < (self.ended_on or on)


class Pause(models.Model):
    """A time for which the clock of a step was stopped. Which reason is public; the note is for those in the case."""

    class Reason(models.TextChoices):
        COMPLAINANT = "complainant", "Waiting for the complainant"
        RESPONDENT = "respondent", "Waiting for the other side"
        PANEL = "panel", "Waiting for a member of the panel to be replaced"
        ELSEWHERE = "elsewhere", "The matter is being looked at elsewhere"
        AGREED = "agreed", "Both sides asked for more time"
        OTHER = "other", "Another reason, which both sides know"

    step = models.ForeignKey(CaseStep, models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=12, choices=Reason)
    note = models.CharField(max_length=500, blank=True)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["step", "begun_on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["step"], condition=Q(ended_on=None), name="case_clock_stopped_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(note=""),
                name="case_pause_other_has_note",
                violation_error_message="Say why the clock is stopped.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: clock stopped"


class Settlement(models.Model):
    """Words on which both sides settle a case. Each agrees to these words and no others."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="settlement")
    words = models.TextField(max_length=2_000)
    # Whether the words are public; otherwise only the step is.
    is_public = models.BooleanField("show these words in public", default=False)
    edit = models.PositiveSmallIntegerField(default=1)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    complainant_agreed_at = models.DateTimeField(null=True, blank=True)
    respondent_agreed_at = models.DateTimeField(null=True, blank=True)
    # Of a person without an account, for whom staff enter it.
    agreed_how = models.CharField("how they agreed", max_length=200, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Settlement of {self.case}"

    @property
    def is_agreed(self) -> bool:
        return bool(self.complainant_agreed_at and self.respondent_agreed_at)
