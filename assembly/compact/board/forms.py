"""Who looks after a vacancy, and a report of the Board."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import BoardReport
from assembly.core.documents import uploads
from assembly.core.others_changes import NoticesOthers
from assembly.core.widgets import DayInput
from assembly.partners.models import Partnership

from . import reports
from .seats import AT_WORK
from .services import ReportFacts

INVALID = "Enter a day like 2027-04-01."


class OwnerForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who sees to it that the seat is filled?",
        empty_label="Choose a person",
        help_text="Somebody of the Support Unit or the Compact Board. We write to them at once.",
        error_messages={
            "required": "Choose who sees to it that the seat is filled.",
            "invalid_choice": "Choose somebody from the list: of the Support Unit, or on the Compact Board.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = offices.holders(*AT_WORK).order_by("name", "pk")
        cast("forms.ModelChoiceField[User]", self.fields["person"]).queryset = people


class BoardReportForm(NoticesOthers, forms.Form):
    """The same form to enter and to correct."""

    to = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Reported to",
        empty_label="Choose a partnership",
        error_messages={
            "required": "Choose the partnership to which the Board reported.",
            "invalid_choice": "Choose one of the partnerships in the list.",
        },
    )
    reported_on = forms.DateField(
        label="Day of the meeting",
        widget=DayInput,
        error_messages={"required": "Enter the day of the meeting.", "invalid": INVALID},
    )
    by_whom = forms.CharField(
        label="Who reported",
        max_length=150,
        help_text="The seat or the office, such as “the deputy chair”. It is public.",
        error_messages={"required": "Say who reported, by their seat or office."},
    )
    title = forms.CharField(
        label="Title of the report",
        max_length=150,
        error_messages={"required": "Enter the title of the report."},
    )
    paper = forms.FileField(
        label="Paper",
        required=False,
        allow_empty_file=True,
        help_text=f"{uploads.WHICH} Everybody can download it.",
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
    )
    next_due_on = forms.DateField(
        label="Next report due by",
        widget=DayInput,
        help_text="If it has not been entered by then, the public page says that it is overdue.",
        error_messages={
            "required": "Enter the day by which the next report is due.",
            "invalid": INVALID,
        },
    )

    def __init__(self, *args: Any, report: BoardReport | None = None, **kwargs: Any) -> None:
        shown = (
            {name: getattr(report, name) for name in ReportFacts.__slots__}
            if report
            else {"to": reports.usual()}
        )
        super().__init__(*args, initial=shown, **kwargs)
        to = cast("forms.ModelChoiceField[Partnership]", self.fields["to"])
        to.queryset = reports.partnerships()
        if report and report.paper:
            self.fields["paper"].help_text += " Leave it empty to keep the paper as it is."

    def clean_paper(self) -> UploadedFile | None:
        paper: UploadedFile | None = self.cleaned_data["paper"]
        if paper is not None:
            ruling = uploads.may_be_handed_in(paper, paper.name or "", paper.size or 0)
            if not ruling:
                raise forms.ValidationError(ruling.reason)
        return paper

    def facts(self) -> ReportFacts:
        return ReportFacts(**{name: self.cleaned_data[name] for name in ReportFacts.__slots__})
