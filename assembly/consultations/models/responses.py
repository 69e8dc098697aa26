"""What was answered: one response of each respondent, whose newest version counts."""

from pathlib import PurePath
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from assembly.membership.models import Organisation

from .questions import Question, QuestionSet
from .records import Consultation


def kept_as(answer: models.Model, name: str) -> str:
    """By a name that nobody can guess: whether a file may be read is asked of its response, each time."""
    return f"consultation_answers/{uuid4().hex}{PurePath(name).suffix.lower()}"


class ResponseQuerySet(models.QuerySet["Response"]):
    def counting(self) -> Self:
        """Not stopped by who sent it; if it came on paper, checked by a second person."""
        return self.filter(stopped_at=None).filter(
            Q(source=Response.Source.ONLINE) | Q(checked_at__isnull=False)
        )

    def published(self) -> Self:
        """Public now: published by the body, with the sender's consent in the version that counts, and not hidden."""
        newest = ResponseVersion.objects.filter(response=OuterRef("pk")).order_by("-number")
        consents = (ResponseVersion.Consent.NAMED, ResponseVersion.Consent.UNNAMED)
        return (
            self.counting()
            .exclude(consultation__responses_published_at=None)
            .filter(hidden_at=None, consent_withdrawn_at=None, erased_at=None, forgotten_at=None)
            .annotate(consent=Subquery(newest.values("consent")[:1]))
            .filter(consent__in=consents)
        )


class Response(models.Model):
    """The response of one respondent: of an organisation, of a group, or of somebody with a confirmed address."""

    class Kind(models.TextChoices):
        """Who it speaks for. Counted apart, never added together."""

        ORGANISATION = "organisation", "Member organisation"
        GROUP = "group", "Group of the Assembly"
        INDIVIDUAL = "individual", "Individual"
        OUTSIDE = "outside", "Organisation that is not a member"

    class Source(models.TextChoices):
        ONLINE = "online", "Online"
        LETTER = "letter", "Letter or form on paper"
        EMAIL = "email", "E-mail"
        TELEPHONE = "telephone", "Telephone"
        MEETING = "meeting", "Meeting"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="responses")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    # A group is known only to a higher app: a reference, with its name and size on the day it answered.
    group_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group_id = models.PositiveIntegerField(null=True, blank=True)
    group = GenericForeignKey("group_type", "group_id")
    group_name = models.CharField(max_length=200, blank=True)
    group_organisations = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many organisations belonged to the group on that day."
    )
    name = models.CharField(
        max_length=150,
        blank=True,
        help_text="Of an individual, if given; of an organisation that is not a member.",
    )
    address = models.EmailField(
        "e-mail address",
        blank=True,
        help_text="Kept until the close, and until the decision where its owner wants to hear of it.",
    )
    address_key = models.CharField(
        max_length=64, blank=True, help_text="A keyed hash of the address: one response of each."
    )
    wants_decision = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.ONLINE)
    received_on = models.DateField(null=True, blank=True, help_text="Of one that came on paper.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="When its sender took it back. Its words are gone."
    )
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="When name, address and words were erased on request."
    )
    erased_because = models.CharField(
        max_length=500,
        blank=True,
        help_text="Of one that the Support Unit erased: how it knows who asked.",
    )
    sent_back_because = models.CharField(
        max_length=500,
        blank=True,
        help_text="What whoever checked it against the paper found wrong; empty again once it is mended.",
    )

    # After the close
    hidden_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken off the public pages at once."
    )
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hidden_because = models.CharField(max_length=500, blank=True)
    shown_again_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last shown again after it was hidden."
    )
    shown_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    shown_again_because = models.CharField(max_length=500, blank=True)
    consent_withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When its sender said that it is not to be published."
    )
    consent_withdrawn_because = models.CharField(
        max_length=500,
        blank=True,
        help_text="Where the Support Unit acted on the sender's word: how it knows who asked.",
    )
    forgotten_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When everything but its kind was deleted, long after the decision.",
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "pk"]
        indexes = [
            models.Index(fields=["consultation", "kind"], name="response_by_kind"),
            models.Index(fields=["consultation", "source"], name="response_by_source"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                condition=Q(organisation__isnull=False, stopped_at=None),
                name="response_one_an_organisation",
                violation_error_message="The organisation has responded already; replace its response instead.",
            ),
            models.UniqueConstraint(
                fields=["consultation", "group_type", "group_id"],
                condition=Q(group_id__isnull=False, stopped_at=None),
                name="response_one_a_group",
                violation_error_message="The group has responded already; replace its response instead.",
            ),
            models.UniqueConstraint(
                fields=["consultation", "address_key"],
                condition=~Q(address_key="") & Q(stopped_at=None),
                name="response_one_an_address",
                violation_error_message="This address has responded already; replace its response instead.",
            ),
            models.CheckConstraint(
                condition=Q(kind="organisation", organisation__isnull=False, group_id=None)
                | Q(
                    kind="group",
                    organisation=None,
                    group_type__isnull=False,
                    group_id__isnull=False,
                    group_organisations__isnull=False,
                )
                | Q(kind__in=["individual", "outside"], organisation=None, group_id=None)
                | Q(forgotten_at__isnull=False),
                name="response_of_its_kind",
                violation_error_message="A response speaks for one organisation, one group, or one person.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="outside")
                | ~Q(name="")
                | Q(erased_at__isnull=False)
                | Q(forgotten_at__isnull=False)
                | Q(stopped_at__isnull=False),
                name="response_outside_with_name",
                violation_error_message="Give the name of the organisation.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["individual", "outside"], source="online")
                | ~Q(address_key="")
                | Q(erased_at__isnull=False)
                | Q(forgotten_at__isnull=False)
                | Q(stopped_at__isnull=False),
                name="response_online_from_address",
                violation_error_message="An individual answers online with a confirmed address.",
            ),
            models.CheckConstraint(
                condition=Q(source="online", received_on=None)
                | (~Q(source="online") & Q(received_on__isnull=False)),
                name="response_on_paper_with_day",
                violation_error_message="Say on which day it was received.",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(entered_by=None) | ~Q(checked_by=F("entered_by")),
                name="response_checked_by_another",
                violation_error_message="Somebody else has to check what you entered.",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_because=""),
                name="response_hidden_with_reason",
                violation_error_message="Say why it is hidden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.respondent} to {self.consultation}"

    @property
    def respondent(self) -> str:
        """Whom it speaks for, in words."""
        if self.organisation_id:
            return str(self.organisation)
        if self.erased_at:
            return "Erased on request"
        if self.forgotten_at:
            return "Deleted long after the decision"
        return self.group_name or self.name or "An individual"

    @property
    def current(self) -> "ResponseVersion":
        return self.versions.latest()


class ResponseVersion(models.Model):
    """A response as it was sent, with the questions it answers. A replacement is a new version; older ones stay."""

    class Consent(models.TextChoices):
        """May it be published after the close? Empty: its sender was never asked, so it is not."""

        NAMED = "named", "Yes, with the name"
        UNNAMED = "unnamed", "Yes, without the name"
        NO = "no", "No"

    response = models.ForeignKey(Response, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="versions")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    has_interest = models.BooleanField(
        "declares an interest", null=True, blank=True, help_text="None: never asked."
    )
    interest = models.CharField("what the interest is", max_length=500, blank=True)
    is_confidential = models.BooleanField(default=False)
    confidential_because = models.CharField(max_length=500, blank=True)
    consent = models.CharField(max_length=8, choices=Consent.choices, blank=True)

    class Meta:
        ordering = ["response", "number"]
        get_latest_by = "number"
        # For the filters of those who read the responses: a few among many.
        indexes = [
            models.Index(
                fields=["response"], condition=Q(has_interest=True), name="response_interested"
            ),
            models.Index(
                fields=["response"], condition=Q(is_confidential=True), name="response_confidential"
            ),
            models.Index(fields=["consent", "response"], name="response_consent"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number"], name="response_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | ~Q(confidential_because=""),
                name="response_confidential_with_reason",
                violation_error_message="Say why it should stay confidential.",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(consent__in=["", "no"]),
                name="response_confidential_unpublished",
                violation_error_message="A confidential response is not published.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}, version {self.number}"


class Answer(models.Model):
    """The answer to one question: words, or what was chosen, or a file. Never changed."""

    version = models.ForeignKey(ResponseVersion, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    chosen = models.JSONField(
        default=list,
        blank=True,
        help_text=(
            "Options by their place, counted from 0: one, several, or all in order. The point of a scale. "
            "Of a grid the degree for each statement, or null."
        ),
    )
    file = models.FileField(upload_to=kept_as, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True, help_text="In bytes.")

    class Meta:
        ordering = ["version", "question__section__position", "question__position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "question"], name="answer_one_a_question")
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk} of version {self.version_id}"


class Redaction(models.Model):
    """Words of an answer as they may be published. The answer stays as it was sent; the newest redaction holds."""

    class Reason(models.TextChoices):
        PERSONAL = "personal", "It tells of a person who can be recognised"
        DEFAMATORY = "defamatory", "It may be defamatory"
        UNLAWFUL = "unlawful", "It may be unlawful, or calls for what is"
        OTHER = "other", "Another reason"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="redactions")
    text = models.TextField(blank=True, help_text="Empty: no word of the answer is shown.")
    withholds_file = models.BooleanField("the file of the answer is not shown", default=False)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    explanation = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["answer", "pk"]
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"Redaction {self.pk} of answer {self.answer_id}"

    @property
    def lifts(self) -> bool:
        """Whether it shows the answer as it was sent: that is how an earlier redaction is lifted."""
        return self.text == self.answer.text and not self.withholds_file


class Backing(models.Model):
    """An organisation that agreed with the response of its group. It is told, and can take its name off."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="backings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="backings")
    named_at = models.DateTimeField()
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["response", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["response", "organisation"], name="backing_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} behind {self.response}"
