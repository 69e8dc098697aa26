"""What is promised: the facts of a consultation, whose window the clock opens and closes."""

import datetime as dt
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from assembly.core.addresses import page_at
from assembly.core.hiding.models import HiddenText
from assembly.core.hiding.selectors import is_hidden
from assembly.partners.models import Department, PublicBody

from ..compliance import judge
from ..window import FULL_IN_WORDS, Phase, Window


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """The questions `Consultation.phase` answers for one, put to the database: days only, as published ones have."""

    def with_page(self) -> Self:
        """With the page and the body's, and whether the page hides its text now."""
        hidden = HiddenText.objects.in_force(timezone.now()).filter(page=OuterRef("page__pk"))
        found = self.select_related("page", "body__page", "overdue_cleared")
        return found.annotate(text_is_hidden=Exists(hidden))

    def with_counts(self) -> Self:
        """With how many responses count, of each kind apart: `answered_organisation`, `answered_group` and so on.

        Each number is looked up for the consultations that a page shows, not for the whole table.
        """
        response = apps.get_model("consultations", "Response")  # its module imports this one
        of_this = response.objects.counting().filter(consultation=OuterRef("pk")).order_by()
        return self.annotate(
            **{
                f"answered_{kind}": Coalesce(
                    Subquery(
                        of_this.filter(kind=kind)
                        .values("consultation")
                        .annotate(number=Count("pk"))
                        .values("number")
                    ),
                    0,
                )
                for kind in response.Kind.values
            }
        )

    def published(self) -> Self:
        return self.exclude(published_at=None)

    def running(self) -> Self:
        """Published and not withdrawn."""
        return self.published().filter(withdrawn_on=None)

    def forthcoming(self, on: dt.date) -> Self:
        return self.running().filter(opens_on__gt=on).order_by("opens_on", "pk")

    def open(self, on: dt.date) -> Self:
        return (
            self.running().filter(opens_on__lte=on, closes_on__gte=on).order_by("closes_on", "pk")
        )

    def concluded(self) -> Self:
        return self.running().exclude(feedback_given_at=None).exclude(decision_published_at=None)

    def over(self, on: dt.date) -> Self:
        """Closed or withdrawn, the latest first."""
        return (
            self.published()
            .filter(Q(closes_on__lt=on) | Q(withdrawn_on__isnull=False))
            .order_by("-closes_on", "-pk")
        )


class Consultation(models.Model):
    """A public body asking the sector. Its page holds the words; these facts are fixed by the act of publishing."""

    class Stage(models.TextChoices):
        FORMATIVE = "formative", "Formative: ideas are still forming"
        OPTIONS = "options", "Options: there are proposals to choose between"
        DECIDED = "decided", "Decided: nothing can change any more"

    class Reason(models.TextChoices):
        """What may make a window shorter than twelve weeks. The values are codes of the record."""

        STATUTORY = "statutory", "A timetable set by law or by a court"
        EMERGENCY = "emergency", "An emergency, or public safety"
        BUDGET = "budget", "The yearly budget"
        DEADLINE = "deadline", "A deadline set by somebody else"
        EARLIER = "earlier", "A full consultation on the same proposal was held before"
        AGREED = "agreed", "Agreed with the Compact Board"
        OTHER = "other", "Another reason"

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="consultations")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.FORMATIVE)
    # Proposed while it is a draft, fixed from `published_at` on.
    opens_on = models.DateField("opening day", null=True, blank=True)
    closes_on = models.DateField("closing day", null=True, blank=True)
    reason_code = models.CharField(
        f"reason for less than {FULL_IN_WORDS}", max_length=10, choices=Reason.choices, blank=True
    )
    reason_text = models.TextField("the reason in your own words", max_length=1_000, blank=True)
    without_reason = models.BooleanField(
        "publish without a reason",
        default=False,
        help_text="The Board publishes a short window although no reason is given. Recorded, and shown to everyone.",
    )

    # Moved by services alone.
    without_reason_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The member of the Board who asks for it; another one publishes.",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.TextField(max_length=1_000, blank=True)
    monitoring = models.JSONField(
        "monitoring questions",
        default=list,
        blank=True,
        help_text="Codes of the questions about themselves that individuals may answer.",
    )
    responses_published_at = models.DateTimeField(
        null=True, blank=True, help_text="When responses were published, as consent allows."
    )
    feedback_given_at = models.DateTimeField(
        null=True, blank=True, help_text="When feedback was first published."
    )
    decision_published_at = models.DateTimeField(
        null=True, blank=True, help_text="When the decision was first published."
    )
    responses_forgotten_on = models.DateField(
        null=True,
        blank=True,
        help_text="When words, names and files of its responses were deleted.",
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        permissions = [
            ("publish_consultation", "Can publish and withdraw consultations (Assembly Board)")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="consultation_days_in_order",
                violation_error_message="The closing day is before the opening day.",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(opens_on__isnull=False, closes_on__isnull=False),
                name="consultation_published_with_days",
                violation_error_message="A published consultation has an opening and a closing day.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | (Q(published_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="consultation_withdrawn_with_reason",
                violation_error_message="Only a published consultation is withdrawn, and with a public reason.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False)
                | Q(
                    responses_published_at=None, feedback_given_at=None, decision_published_at=None
                ),
                name="consultation_answered_once_published",
            ),
        ]
        indexes = [
            models.Index(fields=["opens_on", "closes_on"], name="consultation_window"),
            # The lists of one body and of all bodies, in the order of their closing days (finding.selectors).
            models.Index(fields=["closes_on", "id"], name="consultation_closing"),
            models.Index(fields=["body", "closes_on", "id"], name="consultation_body_closing"),
        ]

    def __str__(self) -> str:
        page = getattr(self, "page", None)
        return page.title if page else "Consultation without a page"

    def get_absolute_url(self) -> str:
        return str(page_at(f"consultations/{self.body.page.slug}/{self.page.slug}"))

    @property
    def public_summary(self) -> str:
        """What the page says of itself in lists, mails and files; nothing while its text is hidden."""
        hidden = getattr(self, "text_is_hidden", None)
        if hidden is None:
            hidden = is_hidden(self.page.pk, timezone.now())
        return "" if hidden else str(self.page.summary)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def is_concluded(self) -> bool:
        """The body has said what it heard and did, and what it decided."""
        return self.feedback_given_at is not None and self.decision_published_at is not None

    @property
    def has_reason(self) -> bool:
        return bool(self.reason_code and self.reason_text.strip())

    @property
    def window(self) -> Window | None:
        """None while a draft lacks one of its days."""
        if self.opens_on is None or self.closes_on is None:
            return None
        return Window(self.opens_on, self.closes_on)

    @property
    def finding(self) -> str:
        """What was found of the window; empty while a draft lacks one of its days."""
        return judge(self.window, has_reason=self.has_reason).finding if self.window else ""

    @property
    def shortfall(self) -> int:
        return self.window.shortfall if self.window else 0

    def phase(self, at: dt.datetime | None = None) -> Phase | None:
        """Where the clock stands: nothing flips a status. None for a draft and for a withdrawn one."""
        if self.window is None or not self.is_published or self.is_withdrawn:
            return None
        return self.window.phase(at or timezone.now(), self.published_at)
