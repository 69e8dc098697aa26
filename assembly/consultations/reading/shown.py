"""Responses as the screens show them: one with all its versions, and lines of a list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from assembly.consultations.asking.said import answer_in_words
from assembly.consultations.asking.selectors import Numbered, questions_of
from assembly.consultations.models import (
    Answer,
    Backing,
    Question,
    Redaction,
    Response,
    ResponseVersion,
)
from assembly.core.templatetags.assembly import day, moment

from .selectors import Published, as_published, newest_redaction

NEVER_ASKED = "Never asked"
Answers = dict[int, dict[int, Answer]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its answer; `published` beside it once the answer was redacted."""

    number: int
    question: Question
    answer: Answer | None = None
    words: str = ""
    published: Published | None = None

    @property
    def can_be_redacted(self) -> bool:
        return bool(self.answer and (self.answer.text or self.answer.file))

    @property
    def redactions(self) -> list[Redaction]:
        """The newest first."""
        every = self.answer.redactions.all() if self.answer else []
        return sorted(every, key=lambda one: one.pk, reverse=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """A version with what it says, question by question, by the questions it was asked."""

    version: ResponseVersion
    said: list[Shown]


@dataclass(frozen=True, slots=True)
class Reading:
    """One response: the words that count, and those they replaced, the newest first."""

    response: Response
    current: Sent
    earlier: list[Sent]
    backings: list[Backing]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of it beside the answers, in the words of the screen."""
        return [
            (name, value) for name, value in _facts(self.response, self.current.version) if value
        ]

    @property
    def people(self) -> set[int]:
        sent_by = (sent.version.sent_by_id for sent in (self.current, *self.earlier))
        return {pk for pk in sent_by if pk}


@dataclass(frozen=True, slots=True)
class Line:
    """A response in a list, with how it begins."""

    version: ResponseVersion
    begins: str


def reading(response: Response) -> Reading:
    versions = list(response.versions.select_related("question_set").order_by("-number"))
    answers, asked = answers_of(versions), asked_in(versions)
    current, *earlier = (
        Sent(version, _said(asked[version.question_set_id], answers[version.pk]))
        for version in versions
    )
    behind = response.backings.filter(taken_off_at=None).select_related("organisation")
    return Reading(response, current, earlier, list(behind.order_by("organisation__name")))


def lines(page: Iterable[ResponseVersion]) -> list[Line]:
    """One query for the answers of all of them."""
    versions = list(page)
    answers = answers_of(versions)
    return [Line(version, _beginning(answers[version.pk])) for version in versions]


def answers_of(versions: Iterable[ResponseVersion]) -> Answers:
    """By version and question, in the order of the questions, with how they were redacted: two queries."""
    found: Answers = defaultdict(dict)
    known = Answer.objects.filter(version__in=[version.pk for version in versions])
    for answer in with_redactions(known):
        found[answer.version_id][answer.question_id] = answer
    return found


def with_redactions(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    return answers.select_related("question__section").prefetch_related("redactions__made_by")


def asked_in(versions: Iterable[ResponseVersion]) -> dict[int, list[Numbered]]:
    """The numbered questions of each set that these answer."""
    return {one.pk: questions_of(one) for one in {version.question_set for version in versions}}


def shown(numbered: Numbered, answer: Answer | None) -> Shown:
    if answer is None:
        return Shown(numbered.number, numbered.question)
    return Shown(
        numbered.number,
        numbered.question,
        answer,
        words_of(answer),
        as_published(answer) if newest_redaction(answer) else None,
    )


def words_of(answer: Answer) -> str:
    """As it was sent."""
    return answer_in_words(answer.question, answer.text, answer.chosen, answer.file_name)


def _said(asked: list[Numbered], answers: dict[int, Answer]) -> list[Shown]:
    return [shown(numbered, answers.get(numbered.question.pk)) for numbered in asked]


def _beginning(answers: dict[int, Answer]) -> str:
    """The first words typed; without any, the first thing chosen."""
    typed = (answer.text.strip() for answer in answers.values())
    said = (words_of(answer) for answer in answers.values())
    return next(filter(None, typed), "") or next(filter(None, said), "")


def _facts(response: Response, version: ResponseVersion) -> Iterator[tuple[str, str]]:
    yield "Number", str(response.pk)
    yield "Who responded", response.get_kind_display()
    if response.group_organisations is not None:
        yield "Organisations in the group on that day", str(response.group_organisations)
    yield "Declares an interest", _interest(version)
    if version.is_confidential:
        yield "Confidential because", version.confidential_because
    yield "May be published", version.get_consent_display() if version.consent else NEVER_ASKED
    yield "Consent withdrawn at", moment(response.consent_withdrawn_at)
    yield "Consent withdrawn on the word of", response.consent_withdrawn_because
    if response.source != Response.Source.ONLINE:
        yield "Source", response.get_source_display()
        yield "Received on", day(response.received_on)
        yield "Entered by", str(response.entered_by or "")
        yield "Checked by", str(response.checked_by or "")
        yield "Checked at", moment(response.checked_at)


def _interest(version: ResponseVersion) -> str:
    if version.has_interest is None:
        return NEVER_ASKED
    return version.interest or ("Yes" if version.has_interest else "No")
