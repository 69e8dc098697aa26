"""Which responses a person reads: the Support Unit and the Board all of them, an officer those to their own body."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.asking.said import Said, said_in
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import Answer, Consultation, Response, ResponseVersion
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.core.key_pages import Order
from assembly.core.name_fields import holding
from assembly.partners.selectors import bodies_of

MAY_READ = "consultations.view_response"
BY_NAME = Order("listed_as")
BY_CLOSING_DAY = Order("closes_on", dt.date.fromisoformat, descending=True)

WHO_RESPONDED = (
    "consultations.responded",
    "consultations.response_replaced",
    "consultations.backings_named",
    "consultations.backing_taken_off",
    "consultations.backing_put_back",
)
FIRST_COLUMNS = ("Organisation", "Official number", "Sent on", "Sent at", "Version")


def not_to_be_read_yet(consultation: Consultation) -> tuple[str, ...]:
    """The events that its record leaves out before the close: they say who responded."""
    if rules.may_read_responses(consultation, at=timezone.now()):
        return ()
    return WHO_RESPONDED


def reads_any(user: User | AnonymousUser) -> bool:
    """Whether the person reads, or will read, the responses to some consultation."""
    if user.is_anonymous:
        return False
    return user.has_perm(MAY_READ) or bodies_of(user).exists()


def readable_by(user: User) -> ConsultationQuerySet:
    """The published consultations whose responses are this person's to read, once each has closed."""
    published = Consultation.objects.published().select_related("page", "body__page")
    if not user.has_perm(MAY_READ):
        published = published.filter(body__in=bodies_of(user))
    return published


def with_numbers(consultations: ConsultationQuerySet) -> ConsultationQuerySet:
    return consultations.annotate(response_count=Count("responses"))


def responses(consultation: Consultation, q: str = "") -> QuerySet[Response]:
    """The responses with the words that count, narrowed to those whose name or words hold every word of `q`."""
    newest = ResponseVersion.objects.filter(response=OuterRef("pk")).order_by("-number")
    first_words = (
        Answer.objects.filter(version__response=OuterRef("pk"))
        .exclude(text="")
        .order_by("-version__number", "question__section__position", "question__position")
        .values("text")[:1]
    )
    found = consultation.responses.select_related("organisation").annotate(
        listed_as=Coalesce("organisation__name", NullIf("group_name", Value("")), "name"),
        version=Subquery(newest.values("pk")[:1]),
        text=Subquery(first_words),
        number=Subquery(newest.values("number")[:1]),
        sent_at=Subquery(newest.values("sent_at")[:1]),
        sender=Subquery(newest.values("sent_by")[:1]),
    )
    for word in q.split():
        found = found.filter(holding("organisation__name_words", word) | Q(text__icontains=word))
    return found


def senders_on(page: Iterable[Response]) -> list[int]:
    """Who sent the responses on a page, without those whose accounts are closed."""
    return [response.sender for response in page if response.sender]  # type: ignore[attr-defined]


def senders(found: QuerySet[Response]) -> list[int]:
    """The same, of responses that are not read into memory at once."""
    return [sender for sender in found.values_list("sender", flat=True) if sender]  # type: ignore[misc]  # annotated


@dataclass(frozen=True, slots=True)
class Reading:
    """One response: the words that count, and those they replaced, the newest first."""

    response: Response
    current: "Sent"
    earlier: list["Sent"]

    @property
    def people(self) -> set[int]:
        sent_by = (sent.version.sent_by_id for sent in (self.current, *self.earlier))
        return {pk for pk in sent_by if pk}


@dataclass(frozen=True, slots=True)
class Sent:
    """A version with what it says, question by question."""

    version: ResponseVersion
    said: list[Said]


def reading(response: Response) -> Reading:
    versions = response.versions.select_related("question_set").order_by("-number")
    current, *earlier = (Sent(version, said_in(version)) for version in versions)
    return Reading(response, current, earlier)


def csv_columns(consultation: Consultation) -> tuple[str, ...]:
    """A column for each question after those that say who sent what, when."""
    asked = questions_of(asked_by(consultation))
    return (*FIRST_COLUMNS, *(f"{one.number}. {one.question.words}" for one in asked))


def csv_rows(found: Iterable[Response]) -> Iterator[tuple[object, ...]]:
    for each in found:
        sent_at = timezone.localtime(each.sent_at)  # type: ignore[attr-defined]
        yield (
            each.respondent,
            each.organisation.org_id if each.organisation else "",
            f"{sent_at:%Y-%m-%d}",
            f"{sent_at:%H:%M}",
            each.number,  # type: ignore[attr-defined]
            *(one.words for one in said_in(each.current)),
        )
