"""Uploading an existing list of members."""

from django import forms


class ListUploadForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="From a spreadsheet: “Save as CSV”. UTF-8 or Windows encoding, up to 1,000 rows.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
