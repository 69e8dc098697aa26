"""What is typed to stop a clock, and to clear an “overdue”."""

from django import forms

from assembly.compact.models import CaseStep, Pause


class StopForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why is the clock stopped?",
        choices=Pause.Reason.choices,
        widget=forms.RadioSelect,
        help_text="Everybody can read it on the page of a case that is listed.",
        error_messages={"required": "Choose why the clock is stopped. The reason is public."},
    )
    note = forms.CharField(
        label="Note",
        max_length=Pause._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only those in the case read it.",
    )


class ClearForm(forms.Form):
    because = forms.CharField(
        label="Why is it not overdue?",
        max_length=CaseStep._meta.get_field("cleared_because").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everybody can read it.",
        error_messages={"required": "Say why the step is not overdue. Everybody will read it."},
    )
