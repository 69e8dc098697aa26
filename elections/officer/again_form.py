"""The timetable of a contest that is polled again."""

from django import forms

from assembly.core.widgets import DayInput, MomentInput
from elections.models import Contest, Election
from elections.timetable import MILESTONES

NEW = [milestone.field for milestone in MILESTONES[4:]]


class PollAgainForm(forms.ModelForm):
    """Candidates, seats and electorate are as they were. Nothing is saved by the form itself."""

    because = forms.CharField(
        label="Why is it polled again?",
        help_text="Public, with the old result and the new poll.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lot_event = forms.CharField(
        label="Event of the draw",
        help_text=str(Contest._meta.get_field("lot_event").help_text),
        max_length=300,
    )
    lot_substitute = forms.CharField(
        label="Substitute event",
        help_text=str(Contest._meta.get_field("lot_substitute").help_text),
        max_length=300,
    )
    made: Election

    class Meta:
        model = Election
        fields = [*NEW, "term_starts_on"]
        widgets = {**dict.fromkeys(NEW, MomentInput), "term_starts_on": DayInput}

    field_order = ["because", *NEW, "term_starts_on", "lot_event", "lot_substitute"]

    def _post_clean(self) -> None:
        """The service checks the whole election; here only half of one is typed."""
