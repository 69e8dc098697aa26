"""The form that asks the questions of a set: one field for each, in the order of their numbers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from assembly.consultations.models import Question, Section

from . import rules
from .fields import Answered, AnswerField, field_for
from .given import Given
from .selectors import Numbered


class AnswersForm(forms.Form):
    """Shows the questions it is given: all of a set, or those of one section.

    `given()` returns what was answered, for the service that keeps it. `elsewhere` are the answers to other sections,
    on which a question here may depend.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        questions: list[Numbered],
        initial: Mapping[str, Any] | None = None,
        elsewhere: Iterable[Given] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}), **options)
        self.questions = questions
        self.elsewhere = {given.question.pk: given for given in elsewhere}
        for numbered in questions:
            self.fields[numbered.question.field_name] = field_for(numbered)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for numbered in self.questions:
            if numbered.parent and numbered.question.field_name in cleaned:
                self._ask_only_if(numbered, numbered.parent)
        return cleaned

    def given(self) -> list[Given]:
        """The answers of a valid form; questions that were left empty are left out."""
        found = [self._given(numbered.question) for numbered in self.questions]
        return [given for given in found if given is not None and not given.is_empty]

    @property
    def sections(self) -> list[tuple[Section, list[tuple[Numbered, BoundField]]]]:
        """What `consultations/asking/fields.html` draws."""
        grouped = groupby(self.questions, key=lambda numbered: numbered.question.section)
        return [
            (section, [(numbered, self[numbered.question.field_name]) for numbered in group])
            for section, group in grouped
        ]

    def _ask_only_if(self, numbered: Numbered, parent: int) -> None:
        question = numbered.question
        holds, given = self._holds(question), self._given(question)
        is_empty = given is None or given.is_empty
        field = cast("AnswerField", self.fields[question.field_name])
        if holds and question.is_required and is_empty:
            self.add_error(question.field_name, field.unanswered)
        if holds is False and not is_empty:
            ruling = rules.is_asked_of_you(numbered.number, parent, numbered.only_if_option)
            self.add_error(question.field_name, ruling.reason)

    def _holds(self, question: Question) -> bool | None:
        """Whether the answer that brings the question up was given; None where that is not known here."""
        parent = cast("Question", question.only_if)
        given = self.elsewhere.get(parent.pk) or self._given(parent)
        return None if given is None else question.only_if_option in given.chosen

    def _given(self, question: Question) -> Given | None:
        """None of a question that is not asked here, or whose answer is refused."""
        if question.field_name not in getattr(self, "cleaned_data", {}):
            return None
        field = cast("AnswerField", self.fields[question.field_name])
        return field.given(self.cleaned_data[question.field_name])


def typed_from(answers: Iterable[Answered]) -> dict[str, Any]:
    """The initial values of a form for answers that were kept before."""
    return {
        answer.question.field_name: field_for(Numbered(0, answer.question)).typed(answer)
        for answer in answers
    }


def typed_before(
    typed: Mapping[str, Sequence[str]], questions: Iterable[Numbered]
) -> dict[str, Any]:
    """The initial values of a form for what a draft keeps as it was typed: lists of texts by name."""
    sent = MultiValueDict({name: list(texts) for name, texts in typed.items()})
    return {
        numbered.question.field_name: field_for(numbered).widget.value_from_datadict(
            sent, MultiValueDict(), numbered.question.field_name
        )
        for numbered in questions
        if numbered.question.kind != Question.Kind.FILE
    }
