"""Forms about kept sets of questions."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from assembly.consultations.models import QuestionSet
from assembly.core.others_changes import NoticesOthers


class KeepForm(forms.Form):
    name = forms.CharField(
        label="Name of the set",
        max_length=120,
        error_messages={"required": "Enter a name for the set."},
    )
    for_everybody = forms.BooleanField(
        label="Every public body can use it",
        required=False,
        help_text="If you do not tick this, only the officers of this public body can use it.",
    )

    def __init__(self, *args: Any, shares: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shares:
            del self.fields["for_everybody"]


class BeginForm(forms.Form):
    question_set = forms.ModelChoiceField(
        QuestionSet.objects.none(),
        label="Which set?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose a set.",
            "invalid_choice": "Choose one of the sets shown.",
        },
    )
    instead = forms.ChoiceField(
        label="Where do its questions go?",
        widget=forms.RadioSelect,
        choices=[
            ("after", "After the questions that are there"),
            ("instead", "Instead of the questions that are there, which we delete"),
        ],
        initial="after",
        error_messages={"required": "Choose where the questions go."},
    )

    def __init__(self, *args: Any, sets: QuerySet[QuestionSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question_set"].queryset = sets  # type: ignore[attr-defined]  # a ModelChoiceField


class RenameForm(NoticesOthers, forms.Form):
    name = forms.CharField(
        label="Name of the set",
        max_length=120,
        error_messages={"required": "Enter a name for the set."},
    )

    def __init__(self, *args: Any, kept: QuestionSet, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": kept.name}, **kwargs)
