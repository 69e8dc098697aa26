"""All responses as rows for a spreadsheet: two queries for every `AT_A_TIME`, however many there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponseBase
from django.utils import timezone

from assembly.consultations.asking.said import answer_in_words
from assembly.consultations.asking.selectors import questions_of
from assembly.consultations.models import (
    Answer,
    Backing,
    Consultation,
    Question,
    Redaction,
    Response,
    ResponseVersion,
)

from .selectors import that_count
from .shown import NEVER_ASKED

Write = Callable[[str, Iterable[str], Iterable[Iterable[Any]]], HttpResponseBase]
AT_A_TIME = 500
FIRST_COLUMNS = (
    "Response",
    "Who responded",
    "Name",
    "Official number",
    "Organisations in the group",
    "Organisations that agreed",
    "Source",
    "Received on",
    "Sent on",
    "Sent at",
    "Version",
    "Declares an interest",
    "Interest",
    "Confidential",
    "Why confidential",
    "May be published",
)
WITHHELD = "[redacted]"
A_FILE = "A file"
UNNAMED = "Not named"
# Of these columns nothing is handed on of somebody who is not named: together they say who it is.
NAMING = frozenset(
    {
        "Official number",
        "Organisations in the group",
        "Organisations that agreed",
        "Received on",
        "Sent on",
        "Sent at",
        "Interest",
    }
)
# Version, question, words, what was chosen, file, and what is written if nothing of it is left.
Parts = tuple[int, int, str, list[int | None], str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of the questions, and in which of them the answer to a question goes."""

    headings: tuple[str, ...]
    place: dict[int, int]
    questions: dict[int, Question]


def columns_of(consultation: Consultation) -> Columns:
    """A column for each question; where a later version of the questions put it otherwise, one for each way."""
    sets = list(consultation.question_sets.in_force())
    headings: dict[tuple[object, ...], str] = {}
    versions: dict[tuple[object, ...], list[int]] = {}
    alike: dict[int, tuple[object, ...]] = {}
    questions: dict[int, Question] = {}
    for question_set in sets:
        for numbered in questions_of(question_set):
            question = numbered.question
            questions[question.pk], alike[question.pk] = question, as_put(question)
            headings.setdefault(as_put(question), f"{numbered.number}. {question.words}")
            versions.setdefault(as_put(question), []).append(question_set.number or 0)
    if len(sets) > 1:
        headings = {key: f"{text} ({_versions(versions[key])})" for key, text in headings.items()}
    places = {key: place for place, key in enumerate(headings)}
    return Columns(
        tuple(headings.values()), {pk: places[key] for pk, key in alike.items()}, questions
    )


def header(columns: Columns) -> tuple[str, ...]:
    return (*FIRST_COLUMNS, *columns.headings)


def rows(
    consultation: Consultation, columns: Columns, *, redacted: bool
) -> Iterator[tuple[object, ...]]:
    """Each response as it counts, with the answers as they were sent, or fit to be handed on.

    What is handed on holds no confidential response, names nobody without their consent, and leaves redacted words out.
    """
    found = that_count(consultation)
    if redacted:
        found = found.filter(is_confidential=False)
    for batch in batches(found, columns, redacted=redacted):
        agreed = agreed_by([version for version, _ in batch])
        for version, answers in batch:
            facts = _facts(version, agreed)
            yield (*(_handed_on(version, facts) if redacted else facts), *answers)


def batches(
    found: QuerySet[ResponseVersion], columns: Columns, *, redacted: bool
) -> Iterator[list[tuple[ResponseVersion, list[str]]]]:
    """These versions with the cells of their answers, so many at a time."""
    last = 0
    while versions := list(found.filter(response_id__gt=last)[:AT_A_TIME]):
        last = versions[-1].response_id
        said = _said(versions, columns, redacted=redacted)
        yield [(version, _cells(said[version.pk], columns)) for version in versions]


def _cells(said: list[tuple[int, str]], columns: Columns) -> list[str]:
    answers = [""] * len(columns.headings)
    for place, words in said:
        answers[place] = words
    return answers


def _said(
    versions: list[ResponseVersion], columns: Columns, *, redacted: bool
) -> dict[int, list[tuple[int, str]]]:
    """What each version says, by column."""
    answers = Answer.objects.filter(version__in=[version.pk for version in versions]).order_by()
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    parts = _as_redacted(answers) if redacted else _as_sent(answers)
    for version, question, text, chosen, file_name, if_empty in parts:
        words = answer_in_words(columns.questions[question], text, chosen, file_name)
        found[version].append((columns.place[question], words or if_empty))
    return found


def _as_sent(answers: QuerySet[Answer]) -> Iterator[Parts]:
    parts = ("version_id", "question_id", "text", "chosen", "file_name")
    yield from ((*line, "") for line in answers.values_list(*parts))


def _as_redacted(answers: QuerySet[Answer]) -> Iterator[Parts]:
    """The newest redaction replaces the words and may withhold the file; what is left of nothing says so.

    Of a sender who is not named the name of a file is left out: it may be theirs.
    """
    newest = Redaction.objects.filter(answer=OuterRef("pk")).order_by("-pk")
    known = answers.annotate(
        shown=Subquery(newest.values("text")[:1]),
        withheld=Subquery(newest.values("withholds_file")[:1]),
    )
    parts = ("version_id", "question_id", "text", "chosen", "file_name", "shown", "withheld")
    named = ResponseVersion.Consent.NAMED
    for *line, consent in known.values_list(*parts, "version__consent"):
        version, question, text, chosen, file_name, shown, withheld = line
        if file_name and consent != named:
            file_name = A_FILE
        if withheld is None:
            yield version, question, text, chosen, file_name, ""
        else:
            yield version, question, shown, chosen, "" if withheld else file_name, WITHHELD


def agreed_by(versions: list[ResponseVersion]) -> dict[int, str]:
    """The organisations behind the groups among these, asked for only where there is a group."""
    groups = [
        version.response_id for version in versions if version.response.kind == Response.Kind.GROUP
    ]
    if not groups:
        return {}
    found: dict[int, list[str]] = defaultdict(list)
    behind = Backing.objects.filter(response__in=groups, taken_off_at=None)
    names = behind.order_by("organisation__name").values_list("response", "organisation__name")
    for response, name in names:
        found[response].append(name)
    return {response: "; ".join(names) for response, names in found.items()}


def _facts(version: ResponseVersion, agreed: dict[int, str]) -> tuple[object, ...]:
    response = version.response
    sent_at = timezone.localtime(version.sent_at)
    return (
        response.pk,
        response.get_kind_display(),
        response.respondent,
        response.organisation.org_id if response.organisation else "",
        response.group_organisations,
        agreed.get(response.pk, ""),
        response.get_source_display(),
        response.received_on or "",
        f"{sent_at:%Y-%m-%d}",
        f"{sent_at:%H:%M}",
        version.number,
        {None: NEVER_ASKED, True: "Yes", False: "No"}[version.has_interest],
        version.interest,
        "Yes" if version.is_confidential else "No",
        version.confidential_because,
        version.get_consent_display() if version.consent else NEVER_ASKED,
    )


def _handed_on(version: ResponseVersion, facts: tuple[object, ...]) -> tuple[object, ...]:
    """The same facts, without those that name a sender who did not agree to be named."""
    if (
        version.consent == ResponseVersion.Consent.NAMED
        and not version.response.consent_withdrawn_at
    ):
        return facts
    named = zip(FIRST_COLUMNS, facts, strict=True)
    return tuple(
        UNNAMED if column == "Name" else "" if column in NAMING else fact for column, fact in named
    )


def as_put(question: Question) -> tuple[object, ...]:
    """What two questions share that are one column: an answer to either means the same."""
    return (
        question.code,
        question.kind,
        question.words,
        tuple(question.options),
        *((question.points, question.lowest, question.highest) if question.kind == "scale" else ()),
    )


def _versions(numbers: list[int]) -> str:
    """“version 2”, or “versions 1 and 2”."""
    first, *rest = sorted(str(number) for number in numbers)
    if not rest:
        return f"version {first}"
    return f"versions {', '.join([first, *rest[:-1]])} and {rest[-1]}"
