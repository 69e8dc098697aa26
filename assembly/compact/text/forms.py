"""What is typed to draft an edition: its title, its frame, and its undertakings one by one."""

from typing import Any, cast

from django import forms
from django.db.models import Field, QuerySet

from assembly.compact.models import Code, Edition, Undertaking, UndertakingText
from assembly.compact.models.editions import LONGEST_TEXT
from assembly.compact.models.guidance import LONGEST_GUIDANCE
from assembly.core.others_changes import NoticesOthers
from assembly.core.widgets import DayInput

from . import drafts, selectors
from .drafting import Frame, frame_of
from .drafts import Drafted
from .reading import Change, Words


def _help(model: type[Edition] | type[UndertakingText], name: str) -> str:
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return str(field.help_text)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BeginForm(forms.Form):
    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text="As on the cover. You can change it until the edition is adopted.",
        error_messages={"required": "Enter the title, such as Wiltshire Compact."},
    )


class FrameForm(NoticesOthers, BeginForm):
    """What an edition says beside its undertakings."""

    introduction = forms.CharField(
        label="Introduction",
        max_length=5_000,
        required=False,
        widget=_area(8),
        help_text=_help(Edition, "introduction"),
    )
    principles = forms.CharField(
        label="Principles",
        max_length=5_000,
        required=False,
        widget=_area(10),
        help_text=_help(Edition, "principles"),
    )
    changes = forms.CharField(
        label="What changes",
        max_length=1_000,
        required=False,
        widget=_area(4),
        help_text=_help(Edition, "changes"),
    )

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        self.was = frame_of(edition)
        super().__init__(
            data,
            initial={
                "title": self.was.title,
                "introduction": self.was.introduction,
                "principles": self.was.principles,
                "changes": self.was.changes,
            },
        )

    def frame(self) -> Frame:
        names = ("title", "introduction", "principles", "changes")
        return Frame(*(self.cleaned_data[name] for name in names))


class UndertakingFields(forms.Form):
    """The words of an undertaking, with its guidance for officers."""

    title = forms.CharField(
        label="Title",
        max_length=80,
        help_text=_help(UndertakingText, "title"),
        error_messages={"required": "Enter the title, such as Twelve weeks, or say why."},
    )
    text = forms.CharField(
        label="Text",
        max_length=LONGEST_TEXT,
        widget=_area(6),
        error_messages={"required": "Enter the text of the undertaking."},
    )
    party = forms.ChoiceField(
        label="Who promises",
        choices=UndertakingText.Party.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who promises."},
    )
    measured_by = forms.CharField(
        label="How it is measured",
        max_length=200,
        required=False,
        help_text=_help(UndertakingText, "measured_by"),
    )
    guidance = forms.CharField(
        label="Guidance for officers",
        max_length=LONGEST_GUIDANCE,
        required=False,
        widget=_area(5),
        help_text="What an officer does to keep it. It is public once the edition is in force. Officers then confirm "
        "that they have read it.",
    )

    def words(self) -> Words:
        names = ("title", "text", "party", "measured_by")
        return Words(*(self.cleaned_data[name] for name in names))


class UndertakingForm(NoticesOthers, UndertakingFields):
    """As the draft has it now; two people may have it open."""

    def __init__(self, data: Any = None, *, drafted: Drafted) -> None:
        self.was = drafted
        words = drafted.words
        super().__init__(
            data,
            initial={
                "title": words.title,
                "text": words.text,
                "party": words.party,
                "measured_by": words.measured_by,
                "guidance": drafted.guidance,
            },
        )


class NewUndertakingForm(UndertakingFields):
    """One that the code did not have."""

    code = forms.ModelChoiceField(
        Code.objects.order_by("order"),
        empty_label=None,
        error_messages={"required": "Choose the code it belongs to."},
    )
    number = forms.CharField(
        label="Number",
        max_length=6,
        help_text="As people will cite it: one to three letters and a number, such as F1. You cannot change it "
        "afterwards, and it cannot be used again.",
        error_messages={"required": "Enter the number, such as F1."},
    )

    field_order = ("code", "number", "title", "text", "party", "measured_by", "guidance")

    def __init__(self, data: Any = None, *, edition: Edition, code: Code | None = None) -> None:
        self.edition = edition
        super().__init__(data, initial={"code": code})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code, number = cleaned.get("code"), cleaned.get("number")
        if code and number and not (ruling := drafts.may_take(self.edition, code, number)):
            self.add_error("number", ruling.reason)
        return cleaned


class CommentsForm(forms.Form):
    """From when to when people can comment on the draft."""

    first = forms.DateField(
        label="First day",
        widget=DayInput,
        help_text="From this day everybody can read the draft.",
        error_messages={
            "required": "Enter the first day on which people can comment.",
            "invalid": "Enter a day like 2027-04-01.",
        },
    )
    last = forms.DateField(
        label="Last day",
        widget=DayInput,
        help_text="You can move it to a later day afterwards, but not to an earlier one.",
        error_messages={
            "required": "Enter the last day on which people can comment.",
            "invalid": "Enter a day like 2027-04-30.",
        },
    )


class DropForm(forms.Form):
    continued_as = forms.ModelChoiceField(
        cast("QuerySet[Undertaking]", Undertaking.objects.none()),
        label="Continued as",
        required=False,
        empty_label="Not continued: the undertaking ends",
        help_text="If the undertaking continues under another number, choose that number. The old "
        "address then leads to it.",
    )

    def __init__(self, data: Any = None, *, edition: Edition, dropped: Undertaking) -> None:
        super().__init__(data)
        lines = {
            line.undertaking.pk: line
            for line in selectors.contents(edition)
            if line.change is not Change.DROPPED and line.undertaking.pk != dropped.pk
        }
        field = cast("forms.ModelChoiceField[Undertaking]", self.fields["continued_as"])
        field.queryset = Undertaking.objects.filter(pk__in=lines)
        field.choices = [
            ("", field.empty_label or ""),
            *((key, f"{line.undertaking}: {line.text}") for key, line in lines.items()),
        ]
