"""A field for each kind of question: how it is asked, what it refuses, and what it reads into an answer.

Each message names its question by number, because a page has many and the summary lists them all.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html

from assembly.consultations.models import Question
from assembly.core.figures import in_words

from . import rules
from .given import Given, KeptFile
from .said import DEGREES
from .selectors import Numbered, points_of
from .widgets import AnswerFileInput, GridWidget, RankingWidget

NO_ANSWER = ("", "No answer")
LONGEST_NAME = 150


class Answered(Protocol):
    """An answer that is kept, or one that is about to be."""

    question: Question
    text: str
    chosen: list[int | None]
    file: Any
    file_name: str


class AnswerField(forms.Field):
    """The field of one question. Its value becomes an answer with `given`; an answer its value with `typed`."""

    names_itself = True  # its messages do: the summary of errors adds no label
    question: Question
    number: int

    def asks(self, numbered: Numbered, unanswered: str) -> None:
        """Take over the words of the question."""
        self.question, self.number = numbered.question, numbered.number
        self.label = f"{numbered.number}. {self.question.words}"
        # Typed by an officer: escaped here, because a hint is taken as it is.
        hints = [numbered.only_if_words, self.question.help, self.help_text]
        self.help_text = format_html(
            "{}", linebreaksbr("\n".join(str(hint) for hint in hints if hint), autoescape=True)
        )
        self.required = self.widget.is_required = self.question.is_required and not numbered.parent
        self.is_needed_later = self.question.is_required
        self.unanswered = f"Answer question {numbered.number}{unanswered}."
        self.error_messages["required"] = self.unanswered
        for code in ("invalid_choice", "invalid_list"):
            self.error_messages[code] = (
                f"Question {numbered.number}: choose from the options shown."
            )

    def given(self, value: Any) -> Given:
        """Abstract: what was typed, as the answer that is kept. Each kind of question says how."""
        raise NotImplementedError

    def typed(self, answer: Answered) -> Any:
        """Abstract: an answer that was kept, as its field shows it again."""
        raise NotImplementedError

    def _refuse_unless(self, ruling: Any) -> None:
        if not ruling:
            raise forms.ValidationError(ruling.reason)


class WordsField(AnswerField, forms.CharField):
    def __init__(self, numbered: Numbered) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 8}))
        self.asks(numbered, "")

    def validate(self, value: str) -> None:
        super().validate(value)
        self._refuse_unless(rules.is_short_enough(self.number, value))

    def given(self, value: Any) -> Given:
        return Given(self.question, text=value or "")

    def typed(self, answer: Answered) -> str:
        return answer.text


class OneField(AnswerField, forms.TypedChoiceField):
    """One option by its place, or the point of a scale. What need not be answered can be taken back."""

    def __init__(self, numbered: Numbered) -> None:
        choices = _choices(numbered.question)
        if not numbered.question.is_required or numbered.parent:
            choices.append(NO_ANSWER)
        super().__init__(choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect)
        self.asks(numbered, ": choose one of the options")

    def given(self, value: Any) -> Given:
        return Given(self.question, chosen=[] if value is None else [value])

    def typed(self, answer: Answered) -> int | None:
        return answer.chosen[0] if answer.chosen else None


class SeveralField(AnswerField, forms.TypedMultipleChoiceField):
    def __init__(self, numbered: Numbered) -> None:
        super().__init__(
            choices=_choices(numbered.question), coerce=int, widget=forms.CheckboxSelectMultiple
        )
        self.help_text = "Choose all that apply."
        self.asks(numbered, ": choose at least one of the options")

    def given(self, value: Any) -> Given:
        return Given(self.question, chosen=sorted(set(value)))

    def typed(self, answer: Answered) -> list[int | None]:
        return list(answer.chosen)


class EachField(AnswerField):
    """One number for each option, or none; sent under the name of the field with the place of the option."""

    lowest: int
    highest: int

    def to_python(self, value: Any) -> list[int | None]:
        found = list(value or [])
        options = self.question.options
        return [self._number(one) for one in (found + [""] * len(options))[: len(options)]]

    def validate(self, value: list[int | None]) -> None:
        if self.required and self.is_left_out(value):
            raise forms.ValidationError(self.unanswered, code="required")

    def is_left_out(self, value: list[int | None]) -> bool:
        return any(one is None for one in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [*map(str, initial or [])] != [*map(str, data or [])]

    def _number(self, sent: Any) -> int | None:
        if sent in (None, ""):
            return None
        allowed = {str(number): number for number in range(self.lowest, self.highest + 1)}
        if str(sent) not in allowed:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return allowed[str(sent)]


class RankingField(EachField):
    """A place for each option, from 1. Kept the other way round: the options in the order of their places."""

    def __init__(self, numbered: Numbered) -> None:
        options = numbered.question.options
        self.lowest, self.highest = 1, len(options)
        super().__init__(widget=RankingWidget(options))
        self.help_text = "Choose 1 for what comes first, 2 for what comes next, and so on."
        self.asks(numbered, ": give each option a place")

    def validate(self, value: list[int | None]) -> None:
        self._refuse_unless(rules.is_an_order(self.number, self.question.options, value))
        super().validate(value)

    def given(self, value: Any) -> Given:
        placed = [(place, option) for option, place in enumerate(value or []) if place]
        return Given(self.question, chosen=[option for _, option in sorted(placed)])

    def typed(self, answer: Answered) -> list[int | None]:
        places = {option: place for place, option in enumerate(answer.chosen, 1)}
        return [places.get(option) for option in range(len(answer.question.options))]


class GridField(EachField):
    def __init__(self, numbered: Numbered) -> None:
        degrees = [(str(degree), words) for degree, words in enumerate(DEGREES)]
        self.lowest, self.highest = 0, len(DEGREES) - 1
        if not numbered.question.is_required or numbered.parent:
            degrees.append(NO_ANSWER)
        super().__init__(widget=GridWidget(numbered.question.options, degrees))
        self.asks(numbered, ": choose how far you agree with each statement")

    def given(self, value: Any) -> Given:
        chosen = list(value or [])
        return Given(self.question, chosen=chosen if any(c is not None for c in chosen) else [])

    def typed(self, answer: Answered) -> list[int | None]:
        return list(answer.chosen) or [None for _ in answer.question.options]


class AnswerFileField(AnswerField, forms.FileField):
    """A file by what it is. One that was kept before stays unless another is chosen."""

    def __init__(self, numbered: Numbered) -> None:
        super().__init__(allow_empty_file=True, widget=AnswerFileInput())
        self.help_text = (
            f"One file of up to {rules.MOST_MEGABYTES} MB: PDF, Word, Excel, PowerPoint, OpenDocument, text or a "
            "picture."
        )
        self.asks(numbered, ": choose a file")
        self.error_messages["contradiction"] = (
            f"Question {self.number}: either choose another file or take out the one you sent, not both."
        )

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if isinstance(file, UploadedFile):
            name = file.name or ""
            if len(name) > LONGEST_NAME:
                raise forms.ValidationError(
                    f"Question {self.number}: the name of the file has {in_words(len(name), 'characters')}. Rename it "
                    f"so that it has {LONGEST_NAME} or fewer."
                )
            self._refuse_unless(rules.may_be_attached(self.number, file, name, file.size or 0))
        return file

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A file that was chosen and not kept is to be chosen again: no browser fills it in."""
        return initial

    def given(self, value: Any) -> Given:
        if not value:
            return Given(self.question)
        if isinstance(value, KeptFile):
            return Given(self.question, file=value.file, file_name=value.name)
        return Given(self.question, file=value, file_name=value.name or "")

    def typed(self, answer: Answered) -> KeptFile | None:
        return KeptFile(answer.file, answer.file_name) if answer.file else None


KINDS: dict[str, Callable[[Numbered], AnswerField]] = {
    Question.Kind.TEXT: WordsField,
    Question.Kind.CHOICE: OneField,
    Question.Kind.CHOICES: SeveralField,
    Question.Kind.SCALE: OneField,
    Question.Kind.RANKING: RankingField,
    Question.Kind.GRID: GridField,
    Question.Kind.FILE: AnswerFileField,
}


def field_for(numbered: Numbered) -> AnswerField:
    return KINDS[numbered.question.kind](numbered)


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.kind == Question.Kind.SCALE:
        return [(str(at), words) for at, words in enumerate(points_of(question), 1)]
    options: Sequence[str] = question.options
    return [(str(at), words) for at, words in enumerate(options)]
