"""The form in which themes are ticked for one answer."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html

from assembly.consultations.models import Consultation, RaisedTheme

from .selectors import State


class CodingForm(forms.Form):
    """Ticked by key, so that a theme may be renamed meanwhile; one that was merged is ticked as what it became."""

    data: QueryDict
    themes = forms.ModelMultipleChoiceField(
        RaisedTheme.objects.none(),
        label="Themes that the answer raises",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "A theme that you ticked was deleted meanwhile. Check your ticks.",
            "invalid_pk_value": "A theme that you ticked is not there. Check your ticks.",
        },
    )
    new = forms.CharField(
        label="Another theme",
        max_length=RaisedTheme._meta.get_field("name").max_length,
        required=False,
        help_text="It is added to the list and ticked.",
    )
    number = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, consultation: Consultation, state: State
    ) -> None:
        known = list(consultation.raised_themes.select_related("merged_into"))
        became = {str(one.pk): str(one.merged_into_id or one.pk) for one in known}
        if data is not None:
            data = data.copy()
            data.setlist("themes", [became.get(key, key) for key in data.getlist("themes")])
        ticked = [theme.pk for theme in state.ticked]
        super().__init__(data, initial={"themes": ticked, "number": state.number})
        field = self.fields["themes"]
        field.queryset = consultation.raised_themes.all()  # type: ignore[attr-defined]
        field.choices = [  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
            (one.pk, _label(one)) for one in known if one.merged_into_id is None
        ]

    @property
    def wanted(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"new": given["new"], "seen": given["number"] or 0}

    def with_another(self, theme: RaisedTheme) -> None:
        """Show the theme among the others, ticked, with everything else as it was sent."""
        field = self.fields["themes"]
        if (theme.pk, _label(theme)) not in field.choices:  # type: ignore[attr-defined]
            field.choices = [*field.choices, (theme.pk, _label(theme))]  # type: ignore[attr-defined]
        self.data = self.data.copy()
        self.data.setlist("themes", [*self.data.getlist("themes"), str(theme.pk)])
        self.data["new"] = ""


def _label(theme: RaisedTheme) -> str:
    if not theme.description:
        return theme.name
    return format_html(
        '<span>{} <span class="help">{}</span></span>', theme.name, theme.description
    )
