"""The form that asks the questions of a set: one field for each, in the order of their numbers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assembly.consultations.models import Question

from .given import Given
from .selectors import Numbered

MOST_WORDS = 100_000


class AnswersForm(forms.Form):
    """Shows the questions it is given: all of a set, or those of one section.

    `given()` returns what was answered, for the service that keeps it.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        questions: list[Numbered],
        initial: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}), **options)
        self.questions = questions
        for numbered in questions:
            self.fields[numbered.question.field_name] = _field(numbered)

    def given(self) -> list[Given]:
        """The answers of a valid form; questions that were left empty are left out."""
        found = [
            _read(numbered.question, self.cleaned_data[numbered.question.field_name])
            for numbered in self.questions
        ]
        return [given for given in found if not given.is_empty]


def _field(numbered: Numbered) -> forms.Field:
    question = numbered.question
    return forms.CharField(
        label=f"{numbered.number}. {question.words}",
        help_text=question.help,
        required=question.is_required,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": f"Answer question {numbered.number}."},
    )


def _read(question: Question, value: Any) -> Given:
    return Given(question, text=value or "")
