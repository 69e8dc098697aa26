"""Which responses a person reads: the Support Unit and the Board all of them, an officer those to their own body."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.models import Consultation, Response, ResponseVersion
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.core.key_pages import Order
from assembly.core.name_fields import holding
from assembly.partners.selectors import bodies_of

MAY_READ = "consultations.view_response"
BY_NAME = Order("name")
BY_CLOSING_DAY = Order("closes_on", dt.date.fromisoformat, descending=True)

CSV_COLUMNS = ("Organisation", "Official number", "Sent on", "Sent at", "Version", "Response")


def not_to_be_read_yet(consultation: Consultation) -> tuple[str, ...]:
    """The events that its record leaves out before the close: they say who responded."""
    if rules.may_read_responses(consultation, at=timezone.now()):
        return ()
    return ("consultations.responded", "consultations.response_replaced")


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
    found = consultation.responses.select_related("organisation").annotate(
        name=F("organisation__name"),
        text=Subquery(newest.values("text")[:1]),
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
    current: ResponseVersion
    earlier: list[ResponseVersion]

    @property
    def people(self) -> set[int]:
        sent_by = (version.sent_by_id for version in (self.current, *self.earlier))
        return {pk for pk in sent_by if pk}


def reading(response: Response) -> Reading:
    current, *earlier = response.versions.order_by("-number")
    return Reading(response, current, earlier)


def csv_rows(found: Iterable[Response]) -> Iterator[tuple[object, ...]]:
    for each in found:
        sent_at = timezone.localtime(each.sent_at)  # type: ignore[attr-defined]
        yield (
            each.organisation.name,
            each.organisation.org_id,
            f"{sent_at:%Y-%m-%d}",
            f"{sent_at:%H:%M}",
            each.number,  # type: ignore[attr-defined]
            each.text,  # type: ignore[attr-defined]
        )
