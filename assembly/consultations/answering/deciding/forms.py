"""The draft of a decision as a form, none of it required while it is a draft."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.db.models import Q

from assembly.consultations.answering.documents import DocumentField
from assembly.consultations.models import Decision
from assembly.core.others_changes import NoticesOthers
from assembly.core.widgets import DayInput
from assembly.partners.models import Officer, PublicBody

from .services import DecisionWords

STORED = ("words", "decided_on", "officer", "change_note")


class DecisionForm(NoticesOthers, forms.Form):
    words = forms.CharField(
        label="The decision",
        help_text="Say what was decided in plain words, even if it is not what people asked for.",
        required=False,
        max_length=Decision._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    decided_on = forms.DateField(label="Day of the decision", required=False, widget=DayInput)
    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Officer",
        required=False,
        empty_label="Choose one",
        help_text="Choose who is responsible for the decision. Everyone can see their name and post.",
    )
    paper = DocumentField(
        label="Decision paper",
        help_text="Optional. Everyone can download it once you publish the decision.",
    )
    drops_paper = forms.BooleanField(label="Remove the decision paper", required=False)
    change_note = forms.CharField(
        label="What you changed, and why",
        help_text="Shown to everyone.",
        required=False,
        max_length=Decision._meta.get_field("change_note").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, files: Any = None, *, draft: Decision, on: dt.date) -> None:
        stored = {name: getattr(draft, name) for name in STORED}
        super().__init__(data, files, initial=stored)
        field = cast("forms.ModelChoiceField[Officer]", self.fields["officer"])
        field.queryset = officers_to_name(draft.consultation.body, on, draft.officer_id)
        if not draft.paper_id:
            del self.fields["drops_paper"]
        if draft.number == 1:
            del self.fields["change_note"]

    def decision(self) -> DecisionWords:
        given = self.cleaned_data
        return DecisionWords(
            words=given["words"],
            decided_on=given["decided_on"],
            officer=given["officer"],
            change_note=given.get("change_note", ""),
            paper=given.get("paper"),
            drops_paper=given.get("drops_paper", False),
        )


def officers_to_name(body: PublicBody, on: dt.date, chosen: int | None) -> Any:
    """Those of the body, or of the one that answers for it today; and who is named already."""
    last = body
    while last.is_over(on) and last.successor:
        last = last.successor
    acting = Officer.objects.not_over(on).filter(body__in=[body, last], starts_on__lte=on)
    return Officer.objects.filter(Q(pk__in=acting.values("pk")) | Q(pk=chosen)).order_by("name")
