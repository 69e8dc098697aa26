"""The forms of a section and of a question, whose fields depend on its kind."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.consultations.models import Question, Section
from assembly.core.others_changes import NoticesOthers
from assembly.core.rules import Ruling

from ..selectors import Numbered
from . import rules

ALWAYS = ""
OF_SCALE = ("points", "lowest", "highest")
LINES = {
    Question.Kind.CHOICE: "What people choose from",
    Question.Kind.CHOICES: "What people choose from",
    Question.Kind.RANKING: "What people put in order",
    Question.Kind.GRID: "The statements",
}


class NothingToFill(forms.Form):
    """An act that a button does."""


class KindForm(forms.Form):
    """What sort of question is added: its form asks the rest."""

    kind = forms.ChoiceField(choices=Question.Kind.choices)


class SectionForm(NoticesOthers, forms.Form):
    title = forms.CharField(
        label="Heading",
        max_length=120,
        required=False,
        help_text="A single section needs none.",
    )
    text = forms.CharField(
        label="Words before its questions",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        self.instance = section or Section()
        kwargs["initial"] = {"title": self.instance.title, "text": self.instance.text}
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["title"].required = True
            self.fields["title"].help_text = ""
            self.fields["title"].error_messages["required"] = "Enter a heading for the section."

    @property
    def said(self) -> tuple[str, str]:
        return self.cleaned_data["title"], self.cleaned_data["text"]


class LinesField(forms.CharField):
    """One option on each line. What two people changed is compared as text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **options)
        self.fewest = rules.FEWEST_OPTIONS

    def to_python(self, value: Any) -> str:
        return "\n".join(lines_of(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        super().validate(value)
        _refuse_unless(rules.are_options(lines_of(value), fewest=self.fewest))


class QuestionForm(NoticesOthers, forms.Form):
    words = forms.CharField(
        label="Question",
        max_length=300,
        error_messages={"required": "Enter the question."},
    )
    help = forms.CharField(
        label="Help",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown between the question and the answer, for example what a word means.",
    )
    options = LinesField(
        help_text="One on each line.", error_messages={"required": "Enter one option on each line."}
    )
    points = forms.IntegerField(
        label="How many points does the scale have?",
        min_value=3,
        max_value=10,
        error_messages={
            "required": "Enter how many points the scale has, from 3 to 10.",
            "invalid": "Enter the number of points in figures, from 3 to 10.",
            "min_value": "A scale has from 3 to 10 points.",
            "max_value": "A scale has from 3 to 10 points.",
        },
    )
    lowest = forms.CharField(
        label="What does 1 mean?",
        max_length=60,
        help_text="For example “very poor”.",
        error_messages={"required": "Enter what the lowest point means."},
    )
    highest = forms.CharField(
        label="What does the highest point mean?",
        max_length=60,
        help_text="For example “very good”.",
        error_messages={"required": "Enter what the highest point means."},
    )
    is_required = forms.BooleanField(label="People must answer it", required=False)
    only_if = forms.ChoiceField(
        label="When is it asked?",
        required=False,
        help_text="You can ask it only of people who gave a certain answer to an earlier question.",
        error_messages={"invalid_choice": "Choose one of the answers shown."},
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        before: Sequence[Numbered],
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        self.instance = question or Question(kind=kind)
        self.kind = kind
        self.parents = [
            one
            for one in before
            if one.question.kind in (Question.Kind.CHOICE, Question.Kind.CHOICES)
            and one.question.only_if_id is None
        ]
        kwargs["initial"] = _stored(self.instance)
        super().__init__(*args, **kwargs)
        self._fit_to_kind()
        if hasattr(self, "watched"):
            self.watched = [name for name in self.watched if name in self.fields]

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        cleaned = {**_stored(self.instance), **self.cleaned_data}
        cleaned["options"] = lines_of(cleaned["options"])
        parent, _, option = str(cleaned.pop("only_if", ALWAYS)).partition("-")
        found = next((one.question for one in self.parents if str(one.question.pk) == parent), None)
        cleaned["only_if"], cleaned["only_if_option"] = found, int(option) if found else None
        return cleaned

    def _fit_to_kind(self) -> None:
        if self.kind in LINES:
            self.fields["options"].label = LINES[Question.Kind(self.kind)]
            if self.kind == Question.Kind.GRID:
                self.fields["options"].fewest = 1  # type: ignore[attr-defined]  # a LinesField
                self.fields["options"].help_text = "One on each line."
        else:
            del self.fields["options"]
        if self.kind != Question.Kind.SCALE:
            for name in OF_SCALE:
                del self.fields[name]
        if not self.parents:
            del self.fields["only_if"]
            return
        self.fields["only_if"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (ALWAYS, "Always"),
            *(
                (f"If the answer to question {one.number} is", _answers_to(one))
                for one in self.parents
            ),
        ]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _answers_to(one: Numbered) -> list[tuple[str, str]]:
    return [
        (f"{one.question.pk}-{place}", option) for place, option in enumerate(one.question.options)
    ]


def _stored(question: Question) -> dict[str, Any]:
    only_if = f"{question.only_if_id}-{question.only_if_option}" if question.only_if_id else ALWAYS
    return {
        "words": question.words,
        "help": question.help,
        "options": "\n".join(question.options),
        "points": question.points,
        "lowest": question.lowest,
        "highest": question.highest,
        "is_required": question.is_required,
        "only_if": only_if,
    }


def _refuse_unless(ruling: Ruling) -> None:
    if not ruling:
        raise forms.ValidationError(ruling.reason)
