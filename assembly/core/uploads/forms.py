"""Uploading a file. A kind of file with questions of its own adds fields."""

from typing import Any

from django import forms


class UploadForm(forms.Form):
    file = forms.FileField(label="File", allow_empty_file=True)

    @property
    def options(self) -> dict[str, Any]:
        """What was answered beside the file, as JSON can keep it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}
