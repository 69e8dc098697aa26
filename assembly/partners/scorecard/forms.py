"""The forms of scorecards: the period and order of the page, and the reply of a body."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.core.filter_forms import FilterForm
from assembly.core.hiding.models import Hiding
from assembly.partners.models import ScorecardReply

from . import selectors
from .behind import MET, UNMET
from .counting import Period
from .lines import Line
from .models import LONGEST_REPLY


class NarrowingForm(FilterForm):
    """By GET."""

    def held(self, name: str) -> str:
        return str(self.understood.get(name) or "")


class PeriodForm(NarrowingForm):
    first = forms.ChoiceField(label="From the year", required=False)
    last = forms.ChoiceField(label="To the year", required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(year), str(year)) for year in years]
        self.fields["first"].choices = [("", "The first year"), *named]  # type: ignore[attr-defined]
        self.fields["last"].choices = [("", "The last year"), *named]  # type: ignore[attr-defined]

    @property
    def period(self) -> Period:
        """Typed the wrong way round, it is the same period."""
        first, last = (int(year) if year else None for year in map(self.held, ("first", "last")))
        if first is not None and last is not None and last < first:
            first, last = last, first
        return Period(first, last)


class ScorecardForm(PeriodForm):
    sort = forms.ChoiceField(label="Order", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].choices = selectors.sorts()  # type: ignore[attr-defined]

    @property
    def order(self) -> str:
        return self.held("sort") or selectors.BY_NAME


class ListForm(PeriodForm):
    """Narrows the list behind a figure."""

    only = forms.ChoiceField(label="Show", required=False)
    own = forms.ChoiceField(
        choices=[("", ""), ("yes", "yes")], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if line.unmet:
            choices = [("", "All that are counted"), (MET, line.met), (UNMET, line.unmet)]
            self.fields["only"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["only"]


class SeenForm(forms.Form):
    """Sends along which version its page showed as the newest: 0 for none."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=32_767
    )

    @property
    def number(self) -> int:
        return self.cleaned_data["seen"] or 0


class ReplyForm(SeenForm):
    text = forms.CharField(
        label="Reply",
        max_length=LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Shown to everyone below the scorecard, with the figures of today beside it. Name nobody.",
    )


class WithdrawForm(SeenForm):
    reason = forms.CharField(
        label="Why are you withdrawing it?",
        max_length=ScorecardReply._meta.get_field("withdrawal_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Shown to everyone. The reply stays listed as withdrawn.",
    )


class HideReplyForm(forms.Form):
    version = forms.TypedChoiceField(coerce=int)
    because = forms.CharField(
        label="Why must nobody read it?",
        max_length=Hiding._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only the Support Unit and the Assembly Board read this.",
    )

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), f"Version {number}") for number in numbers]
        self.fields["version"].choices = choices  # type: ignore[attr-defined]
