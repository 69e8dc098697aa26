"""Uploading a file. A kind of file with questions of its own adds fields."""

from collections.abc import Mapping
from typing import Any

from django import forms


class UploadForm(forms.Form):
    file = forms.FileField(label="File", allow_empty_file=True)

    @property
    def options(self) -> dict[str, Any]:
        """What was answered beside the file, as JSON can keep it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


class ChoicesForm(forms.Form):
    """What to do with a file that was checked. A kind that has something to choose adds fields."""

    def __init__(self, *args: Any, report: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    @property
    def answers(self) -> dict[str, Any]:
        """As JSON can keep it."""
        return dict(self.cleaned_data)
