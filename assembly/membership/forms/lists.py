"""Uploading an existing list of members, and saying which of its columns is which."""

from typing import Any

from django import forms

from assembly.membership.member_lists import COLUMNS, NAME, Table, guessed
from assembly.membership.member_lists.columns import field_name

LEFT_OUT = ("", "Not in this list")
LONGEST_EXAMPLE = 40


class ListUploadForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="From a spreadsheet: “Save as CSV” or “Unicode text”. Up to 1,000 rows.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )


class ColumnsForm(forms.Form):
    """For each of our columns, the column of the file that holds it; what is not chosen is left out."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            LEFT_OUT,
            *((str(place), _shown(table, place)) for place in range(len(table.titles))),
        ]
        guesses = guessed(table.titles)
        for title in COLUMNS:
            self.fields[field_name(title)] = forms.ChoiceField(
                label=title,
                choices=choices,
                required=title == NAME,
                initial=str(guesses.get(title, "")),
                error_messages={"required": "Choose the column that holds the names."},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [place for place in cleaned.values() if place]
        for name, place in list(cleaned.items()):
            if place and chosen.count(place) > 1:
                self.add_error(
                    name, "This column is chosen more than once. Choose each column for one thing."
                )
        return cleaned

    @property
    def columns(self) -> dict[str, int]:
        """Our title -> the place of the column."""
        places = {title: self.cleaned_data[field_name(title)] for title in COLUMNS}
        return {title: int(place) for title, place in places.items() if place}


def _shown(table: Table, place: int) -> str:
    """The title of a column and what stands in it, to tell columns apart."""
    examples = ", ".join(cell.strip()[:LONGEST_EXAMPLE] for cell in table.examples(place))
    return f"{table.titles[place]}: {examples}" if examples else f"{table.titles[place]}: empty"
