"""Which responses a person reads: the Support Unit and the Board all of them, an officer those to their own body.

Once a body has ended, the officers of the one that followed it read and redact in its place.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.acts import ACTS
from assembly.consultations.asking.said import answer_in_words
from assembly.consultations.models import Answer, Consultation, Redaction, Response, ResponseVersion
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.consultations.publishing import speaking
from assembly.core.key_pages import Order
from assembly.core.name_fields import holding

MAY_READ = "consultations.view_response"
MAY_REDACT = "consultations.add_redaction"
AS_THEY_CAME = Order("response_id", int)
BY_CLOSING_DAY = Order("closes_on", dt.date.fromisoformat, descending=True)
# What the record of an open consultation says. Everything else waits for the close: it may say who responded.
SAID_AT_ONCE = frozenset(
    {
        "consultations.published",
        "consultations.published_without_reason",
        "consultations.words_published",
        "consultations.withdrawn",
        "consultations.extended",
        "consultations.extension_asked",
        "consultations.extension_refused",
        "consultations.plan_begun",
        "consultations.questions_drafted",
        "consultations.questions_changed",
        "consultations.questions_kept",
        "consultations.text_put",
        # Events are public, and no line of them says who came.
        "consultations.event_planned",
        "consultations.event_changed",
        "consultations.event_cancelled",
        "consultations.event_attendance_recorded",
        "consultations.event_paper_drafted",
        "consultations.event_notes_published",
        "consultations.event_summary_published",
        "consultations.event_paper_taken_off",
        "consultations.monitoring_chosen",
    }
)


def not_to_be_read_yet(consultation: Consultation) -> tuple[str, ...]:
    """The events that its record leaves out before the close: all but those that say nothing of responses."""
    if rules.may_read_responses(consultation, at=timezone.now()):
        return ()
    return tuple(act.name for act in ACTS if act.name not in SAID_AT_ONCE)


def reads_any(user: User | AnonymousUser) -> bool:
    """Whether the person reads, or will read, the responses to some consultation."""
    if user.is_anonymous:
        return False
    return user.has_perm(MAY_READ) or bool(speaking.spoken_for(user, timezone.localdate()))


def readable_by(user: User) -> ConsultationQuerySet:
    """The published consultations whose responses are this person's to read, once each has closed."""
    published = Consultation.objects.published().select_related("page", "body__page")
    if not user.has_perm(MAY_READ):
        published = published.filter(body__in=speaking.spoken_for(user, timezone.localdate()))
    return published


def redacts(user: User, consultation: Consultation) -> bool:
    """The Support Unit, and the officers of the body that asked, or of the one that followed it."""
    today = timezone.localdate()
    return user.has_perm(MAY_REDACT) or speaking.speaks_for(user, consultation.body, today)


# Responses, as what counts of each: its newest version


def counting(consultation: Consultation) -> QuerySet[Response]:
    return Response.objects.counting().filter(consultation=consultation)


def that_count(consultation: Consultation) -> QuerySet[ResponseVersion]:
    """The newest version of each response that counts, with its respondent."""
    later = ResponseVersion.objects.filter(
        response=OuterRef("response"), number__gt=OuterRef("number")
    )
    return (
        ResponseVersion.objects.filter(~Exists(later), response__in=counting(consultation))
        .select_related("response__organisation")
        .order_by(*AS_THEY_CAME.names)
    )


def narrowed(
    found: QuerySet[ResponseVersion], *, q: str = "", **facts: object
) -> QuerySet[ResponseVersion]:
    """Those of which all these facts are true, and whose name or answers hold every word of `q`."""
    found = found.filter(**facts)
    for word in q.split():
        said = Answer.objects.filter(version=OuterRef("pk"), text__icontains=word)
        found = found.filter(
            holding("response__organisation__name_words", word)
            | Q(response__group_name__icontains=word)
            | Q(response__name__icontains=word, response__erased_at=None)
            | Exists(said)
        )
    return found


def senders(found: Iterable[ResponseVersion]) -> set[int]:
    """Who sent these, without those whose accounts are closed and those who never had one."""
    return {version.sent_by_id for version in found if version.sent_by_id}


def all_senders(found: QuerySet[ResponseVersion]) -> set[int]:
    """The same, of responses that are not read into memory at once."""
    with_account = found.exclude(sent_by=None).order_by()
    return {pk for pk in with_account.values_list("sent_by", flat=True).distinct() if pk}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many do not count, and why: nothing else of them is shown."""

    taken_back: int
    unchecked: int


def left_out(consultation: Consultation) -> LeftOut:
    others = consultation.responses.all()
    taken_back = others.exclude(stopped_at=None).count()
    unchecked = others.filter(stopped_at=None, checked_at=None).exclude(
        source=Response.Source.ONLINE
    )
    return LeftOut(taken_back, unchecked.count())


# What of an answer may be published


@dataclass(frozen=True, slots=True)
class Published:
    """An answer as it may be published; without words where nothing of it is shown."""

    words: str
    file_name: str
    is_redacted: bool


def as_published(answer: Answer) -> Published:
    """As it was sent, or as it was redacted last. Whether it is published at all, consent decides."""
    redaction = newest_redaction(answer)
    if redaction is None:
        return published_with(answer, answer.text, withholds_file=False)
    return published_with(answer, redaction.text, withholds_file=redaction.withholds_file)


def published_with(answer: Answer, text: str, *, withholds_file: bool) -> Published:
    file_name = "" if withholds_file else answer.file_name
    return Published(
        words=answer_in_words(answer.question, text, answer.chosen, file_name),
        file_name=file_name,
        is_redacted=withholds_file or text != answer.text,
    )


def newest_redaction(answer: Answer) -> Redaction | None:
    """From what was fetched along with the answer, where it was."""
    return max(answer.redactions.all(), key=lambda one: one.pk, default=None)
