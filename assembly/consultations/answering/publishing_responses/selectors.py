"""Which responses are public, which are not and why, and who is named."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from assembly.consultations.models import Consultation, Response, ResponseVersion
from assembly.consultations.reading.selectors import that_count
from assembly.core.figures import in_words

Consent = ResponseVersion.Consent
Kind = Response.Kind
UNNAMED = {
    Kind.ORGANISATION: "An organisation",
    Kind.OUTSIDE: "An organisation",
    Kind.GROUP: "A group of organisations",
    Kind.INDIVIDUAL: "An individual",
}
# For files: what a kind is called where nothing more may be said of it.
KINDS = {kind: words.split(" ", 1)[1].capitalize() for kind, words in UNNAMED.items()}


def published(consultation: Consultation) -> QuerySet[ResponseVersion]:
    """What counts of each response that is public now."""
    public = Response.objects.published().filter(consultation=consultation)
    return that_count(consultation).filter(response__in=public.values("pk"))


def is_named(version: ResponseVersion) -> bool:
    return version.consent == Consent.NAMED


def who(version: ResponseVersion) -> str:
    """The name only where its sender agreed to it; otherwise the kind, in words that narrow nobody down."""
    response = version.response
    return response.respondent if is_named(version) else UNNAMED[Kind(response.kind)]


@dataclass(frozen=True, slots=True)
class Sorted:
    """How many responses are, or would be, published with and without the name; and how many not at all, and why."""

    named: int
    unnamed: int
    no_consent: int
    never_asked: int
    confidential: int
    withdrawn: int
    hidden: int
    erased: int

    @property
    def published(self) -> int:
        return self.named + self.unnamed

    @property
    def published_in_words(self) -> str:
        return f"{in_words(self.named, 'responses')} with the name and {self.unnamed:,} without it"

    @property
    def reasons(self) -> list[str]:
        """Each with how many: sentences for everybody, and for nobody in particular."""
        lines = (
            (
                self.no_consent,
                "senders did not agree to publication",
                "sender did not agree to publication",
            ),
            (
                self.never_asked,
                "senders were not asked about publication",
                "sender was not asked about publication",
            ),
            (self.confidential, "responses are confidential", "response is confidential"),
            (self.withdrawn, "senders withdrew their consent", "sender withdrew their consent"),
            (self.erased, "responses were erased on request", "response was erased on request"),
        )
        return [f"{in_words(number, many, one=one)}." for number, many, one in lines if number]

    @property
    def hidden_in_words(self) -> str:
        if not self.hidden:
            return ""
        many = "responses are hidden while we look into them"
        said = in_words(self.hidden, many, one="response is hidden while we look into it")
        return f"{said.replace('1 ', 'One ', 1) if self.hidden == 1 else said}."


def sort_out(consultation: Consultation) -> Sorted:
    """One query. Each response is counted once, for the first of these that is true of it."""
    erased = Q(response__erased_at__isnull=False)
    withdrawn = ~erased & Q(response__consent_withdrawn_at__isnull=False)
    confidential = ~erased & Q(response__consent_withdrawn_at=None, is_confidential=True)
    left = ~erased & Q(response__consent_withdrawn_at=None, is_confidential=False)
    agreed = left & Q(consent__in=[Consent.NAMED, Consent.UNNAMED])
    shown = agreed & Q(response__hidden_at=None)
    numbers = (
        that_count(consultation)
        .order_by()
        .aggregate(
            erased=Count("pk", filter=erased),
            withdrawn=Count("pk", filter=withdrawn),
            confidential=Count("pk", filter=confidential),
            hidden=Count("pk", filter=agreed & Q(response__hidden_at__isnull=False)),
            named=Count("pk", filter=shown & Q(consent=Consent.NAMED)),
            unnamed=Count("pk", filter=shown & Q(consent=Consent.UNNAMED)),
            no_consent=Count("pk", filter=left & Q(consent=Consent.NO)),
            never_asked=Count("pk", filter=left & Q(consent="")),
        )
    )
    return Sorted(**numbers)


def files_of_unnamed(consultation: Consultation) -> str:
    """Files may name whom the page does not: a reminder before they are published; empty where there is none."""
    would_be = that_count(consultation).filter(consent=Consent.UNNAMED)
    with_file = would_be.filter(response__consent_withdrawn_at=None, answers__file__gt="")
    number = with_file.order_by().aggregate(number=Count(F("answers")))["number"]
    return in_words(number, "files are", one="file is") if number else ""
