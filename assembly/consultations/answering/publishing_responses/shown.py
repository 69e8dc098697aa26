"""Published responses as everybody sees them: a line in the list, and one with its answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from assembly.consultations.asking.selectors import Numbered
from assembly.consultations.models import Answer, Response, ResponseVersion
from assembly.consultations.reading.selectors import newest_redaction, published_with
from assembly.consultations.reading.shown import answers_of, asked_in
from assembly.core.figures import in_words

from . import selectors

WITHHELD = "[redacted]"


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    who: str
    kind: str
    begins: str


@dataclass(frozen=True, slots=True)
class Said:
    """One question with the answer as it may be read; `file` is the key of a file that may be downloaded."""

    number: int
    question: str
    words: str
    is_redacted: bool
    file: int | None = None
    file_label: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    who: str
    kind: str
    said: list[Said]
    size: str
    behind: list[str]


def lines(versions: Iterable[ResponseVersion]) -> list[Line]:
    """One query for the answers of all of them, and one for what was redacted."""
    page = list(versions)
    answers = answers_of(page)
    return [
        Line(one.response_id, selectors.who(one), _kind(one), _beginning(answers[one.pk], one))
        for one in page
    ]


def reading(version: ResponseVersion) -> Reading:
    answers = answers_of([version])[version.pk]
    asked = asked_in([version])[version.question_set_id]
    said = [_said(one, answers.get(one.question.pk), version) for one in asked]
    return Reading(selectors.who(version), _kind(version), said, _size(version), _behind(version))


def words_of(answer: Answer, version: ResponseVersion) -> tuple[str, bool]:
    """As redacted, and whether something was taken out. The name of a file may name its sender."""
    redaction = newest_redaction(answer)
    text = redaction.text if redaction else answer.text
    withheld = bool(redaction and redaction.withholds_file)
    made = published_with(answer, text, withholds_file=withheld)
    words = made.words
    if made.file_name and not selectors.is_named(version):
        words = words.removesuffix(made.file_name).rstrip("\n")
    if made.is_redacted and not words and not made.file_name:
        words = WITHHELD
    return words, made.is_redacted


def may_have_file(answer: Answer) -> bool:
    redaction = newest_redaction(answer)
    return bool(answer.file) and not (redaction and redaction.withholds_file)


def file_name(answer: Answer, version: ResponseVersion) -> str:
    """What the file is called when it is downloaded: of an unnamed sender nothing but where it stands."""
    if selectors.is_named(version):
        return answer.file_name
    ending = answer.file_name.rpartition(".")[2].lower()
    return f"response-{version.response_id}-answer-{answer.question.code}.{ending}"


def _kind(version: ResponseVersion) -> str:
    return version.response.get_kind_display() if selectors.is_named(version) else ""


def _said(asked: Numbered, answer: Answer | None, version: ResponseVersion) -> Said:
    if answer is None:
        return Said(asked.number, asked.question.words, "", is_redacted=False)
    words, is_redacted = words_of(answer, version)
    if not may_have_file(answer):
        return Said(asked.number, asked.question.words, words, is_redacted)
    name = file_name(answer, version)
    ending = name.rpartition(".")[2].upper()
    label = f"{name} ({ending}, {filesizeformat(answer.size or 0)})"
    words = words.removesuffix(answer.file_name).rstrip("\n")
    return Said(asked.number, asked.question.words, words, is_redacted, answer.pk, label)


def _beginning(answers: dict[int, Answer], version: ResponseVersion) -> str:
    """The first words typed that may be read; without any, the first thing chosen."""
    words = [(bool(one.text.strip()), words_of(one, version)[0]) for one in answers.values()]
    typed = (said for is_typed, said in words if is_typed)
    return next(filter(None, typed), "") or next((said for _, said in words if said), "")


def _size(version: ResponseVersion) -> str:
    """Of a named group: how many organisations it had. Of an unnamed one the number would name it."""
    response = version.response
    if response.kind != Response.Kind.GROUP or not selectors.is_named(version):
        return ""
    number = response.group_organisations or 0
    return f"{in_words(number, 'organisations')} belonged to the group on that day."


def _behind(version: ResponseVersion) -> list[str]:
    response = version.response
    if response.kind != Response.Kind.GROUP or not selectors.is_named(version):
        return []
    behind = response.backings.filter(taken_off_at=None).order_by("organisation__name")
    return list(behind.values_list("organisation__name", flat=True))
