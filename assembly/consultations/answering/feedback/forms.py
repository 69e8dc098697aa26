"""The draft of feedback as a form: a part for each theme, none of it required while it is a draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from assembly.consultations.answering.documents import DocumentField
from assembly.consultations.models import Feedback, FeedbackLine
from assembly.core.others_changes import NoticesOthers

from .selectors import lines_of, themes_of
from .services import FeedbackWords, LineWords


@dataclass(frozen=True, slots=True)
class Part:
    """A theme with its fields; `note` says what became of the theme since the line was written."""

    name: str
    fields: list[Any]
    note: str


def _text(label: str, length: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _longest(model: type[Any], name: str) -> int:
    return int(model._meta.get_field(name).max_length)


class FeedbackForm(NoticesOthers, forms.Form):
    """Knows the themes from `form_for`, which makes a class of it with their fields."""

    themes: Mapping[int, tuple[str, str]] = {}
    we_asked = _text("We asked", _longest(Feedback, "we_asked"), "What you asked people about.")
    report = DocumentField(
        label="Report of views",
        help_text="Optional. A document that says what people said. Everyone can download it once you publish this.",
    )

    def __init__(self, data: Any, files: Any = None, *, draft: Feedback) -> None:
        super().__init__(data, files, initial=_stored(draft))
        if not draft.report_id:
            del self.fields["drops_report"]
        if draft.number == 1:
            del self.fields["change_note"]

    @property
    def parts(self) -> Iterator[Part]:
        for pk, (name, note) in self.themes.items():
            names = [f"{part}_{pk}" for part in (*PARTS, "leave")]
            yield Part(name, [self[one] for one in names if one in self.fields], note)

    def words(self) -> FeedbackWords:
        given = self.cleaned_data
        lines = {
            pk: LineWords(**{name: given[f"{part}_{pk}"] for part, name in PARTS.items()})
            for pk in self.themes
        }
        return FeedbackWords(
            we_asked=given["we_asked"],
            lines=lines,
            change_note=given.get("change_note", ""),
            report=given.get("report"),
            drops_report=given.get("drops_report", False),
            leaves_out=[pk for pk in self.themes if given.get(f"leave_{pk}")],
        )


PARTS = {"said": "you_said", "did": "we_did", "outcome": "outcome", "reasons": "reasons"}


def form_for(draft: Feedback) -> type[FeedbackForm]:
    """With the fields of each line, and of each theme that was raised since the draft was begun."""
    fields: dict[str, Any] = {"themes": _themes(draft)}
    for pk, (_, note) in fields["themes"].items():
        fields[f"said_{pk}"] = _text("You said", _longest(FeedbackLine, "you_said"))
        fields[f"did_{pk}"] = _text("We did", _longest(FeedbackLine, "we_did"))
        fields[f"outcome_{pk}"] = forms.ChoiceField(
            label="Did you follow it?",
            required=False,
            choices=[("", "Choose one"), *FeedbackLine.Outcome.choices],
        )
        fields[f"reasons_{pk}"] = _text(
            "Reasons", _longest(FeedbackLine, "reasons"), "Needed unless you followed it in full."
        )
        if note.startswith(MERGED):
            fields[f"leave_{pk}"] = forms.BooleanField(label="Leave this theme out", required=False)
    fields["drops_report"] = forms.BooleanField(label="Remove the report", required=False)
    fields["change_note"] = _text(
        "What you changed, and why", _longest(Feedback, "change_note"), "Shown to everyone."
    )
    made: type[FeedbackForm] = type("FeedbackFormOfDraft", (FeedbackForm,), fields)
    return made


MERGED = "This theme was merged into"
NEW = "This theme was added after the draft was begun."


def _themes(draft: Feedback) -> dict[int, tuple[str, str]]:
    """Their names, and what became of them since."""
    lines = lines_of(draft)
    found = {
        line.theme_id: (
            line.theme.name,
            f"{MERGED} “{line.theme.merged_into}”." if line.theme.merged_into else "",
        )
        for line in lines
    }
    known = set(found)
    new = [theme for theme in themes_of(draft.consultation) if theme.pk not in known]
    return found | {theme.pk: (theme.name, NEW) for theme in new}


def _stored(draft: Feedback) -> dict[str, Any]:
    stored: dict[str, Any] = {"we_asked": draft.we_asked, "change_note": draft.change_note}
    for line in lines_of(draft):
        stored |= {f"{part}_{line.theme_id}": getattr(line, name) for part, name in PARTS.items()}
    return stored
