"""What is typed in a hearing: the draft of a finding, agreements, answers, appeals, remedies, what was learnt."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from assembly.compact.models import (
    Appeal,
    Case,
    Cited,
    Conclusion,
    FactsAnswer,
    Finding,
    FindingNote,
    PublicAnswer,
    Remedy,
)
from assembly.core.others_changes import NoticesOthers
from assembly.core.widgets import DayInput

from .drafts import Asked, Concluded, Draft
from .rules import personal_in

PUBLIC = "Everybody can read it. Do not name officers or other people."
INSIDE = (
    "Both sides and those who work on the case read it. The public sees only whether it was done."
)
MORE_REMEDIES = 2


def longest(model: Any, field: str) -> int:
    length = model._meta.get_field(field).max_length
    assert length  # noqa: S101 - all of them have one
    return int(length)


def words(
    label: str, model: Any, field: str, *, required: str, rows: int = 6, help_text: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest(model, field),
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        required=bool(required),
        error_messages={"required": required},
    )


class LookedAtForm(forms.Form):
    """Words that everybody reads: what may name people in them has to be looked at once it was found."""

    # The field whose words are public.
    public: str

    looked_at = forms.BooleanField(
        label="I have looked for names and details of people: everybody may read what is left",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        found = personal_in([cleaned.get(self.public, "")])
        if found and not cleaned.get("looked_at"):
            said = ", ".join(f"“{one.words}”" for one in found[:5])
            self.add_error(
                "looked_at",
                f"This may name people or give their details: {said}. Take out what should not be there, then tick "
                "the "
                "box.",
            )
        return cleaned


class DraftForm(NoticesOthers, forms.Form):
    """The facts, a result for each undertaking, and the remedies; what another member changed meanwhile is shown."""

    facts = words("The facts", Finding, "facts", required="", rows=10)

    def __init__(self, *args: Any, cites: Sequence[Cited], draft: Draft, **kwargs: Any) -> None:
        self.cites, self.rows = cites, len(draft.remedies or ()) + MORE_REMEDIES
        made = _fields(cites, self.rows)
        # Before `NoticesOthers` looks at which fields there are.
        self.base_fields = {**self.base_fields, **made}  # type: ignore[misc]  # of this form alone
        super().__init__(*args, **{**kwargs, "initial": _initial(draft)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for cited in self.cites:
            self._check_conclusion(cited.pk, cleaned)
        for row in range(self.rows):
            what, due_on = cleaned.get(f"what-{row}"), cleaned.get(f"due-{row}")
            if what and not due_on and f"due-{row}" not in self.errors:
                self.add_error(f"due-{row}", "Enter the day by which this has to be done.")
            if due_on and not what:
                self.add_error(f"what-{row}", "Say what has to be done by that day.")
        return cleaned

    def _check_conclusion(self, pk: int, cleaned: dict[str, Any]) -> None:
        result, cause = cleaned.get(f"result-{pk}"), cleaned.get(f"cause-{pk}")
        reasons = cleaned.get(f"reasons-{pk}")
        if result and not reasons:
            self.add_error(f"reasons-{pk}", "Give the reasons for this result.")
        if (reasons or cause) and not result:
            self.add_error(f"result-{pk}", "Choose whether the undertaking was kept.")
        if cause and result == Conclusion.Result.KEPT:
            self.add_error(f"cause-{pk}", "An undertaking that was kept has no cause. Take it out.")

    def draft(self) -> Draft:
        cleaned = self.cleaned_data
        return Draft(cleaned["facts"], [*self._conclusions()], [*self._remedies()])

    def _conclusions(self) -> Iterator[Concluded]:
        said = self.cleaned_data
        for cited in self.cites:
            key = cited.pk
            if said[f"result-{key}"]:
                yield Concluded(
                    key, said[f"result-{key}"], said[f"cause-{key}"], said[f"reasons-{key}"]
                )

    def _remedies(self) -> Iterator[Asked]:
        said = self.cleaned_data
        for row in range(self.rows):
            if said[f"what-{row}"]:
                yield Asked(said[f"what-{row}"], said[f"due-{row}"])


def _fields(cites: Sequence[Cited], rows: int) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for cited in cites:
        name = cited.undertaking.number
        made[f"result-{cited.pk}"] = forms.ChoiceField(
            label=f"{name}: was it kept?",
            choices=[("", "Not decided yet"), *Conclusion.Result.choices],
            required=False,
            error_messages={"invalid_choice": "Choose whether the undertaking was kept."},
        )
        made[f"cause-{cited.pk}"] = forms.ChoiceField(
            label=f"{name}: the cause",
            choices=[("", "None"), *Conclusion.Cause.choices],
            required=False,
            help_text="Only if it was not kept or partly kept. “A deliberate decision” needs the agreement of all "
            "who hear it.",
            error_messages={"invalid_choice": "Choose a cause from the list."},
        )
        made[f"reasons-{cited.pk}"] = words(
            f"{name}: the reasons", Conclusion, "reasons", required="", help_text=PUBLIC
        )
    for row in range(rows):
        made[f"what-{row}"] = forms.CharField(
            label=f"Remedy {row + 1}: what has to be done",
            max_length=longest(Remedy, "what"),
            required=False,
        )
        made[f"due-{row}"] = forms.DateField(
            label=f"Remedy {row + 1}: by when",
            widget=DayInput,
            required=False,
            error_messages={"invalid": "Enter a day like 2027-04-01."},
        )
    return made


def _initial(draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = {"facts": draft.facts}
    for one in draft.conclusions or ():
        found[f"result-{one.cited}"] = one.result
        found[f"cause-{one.cited}"] = one.cause
        found[f"reasons-{one.cited}"] = one.reasons
    for row, asked in enumerate(draft.remedies or ()):
        found[f"what-{row}"], found[f"due-{row}"] = asked.what, asked.due_on
    return found


class OfTheseWords(forms.Form):
    """Sends along which words of the draft the page showed; sent again after a refusal, it is about those of now."""

    edit = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    data: Any

    def __init__(self, *args: Any, edit: int, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"edit": edit}})
        self.now = edit

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        self.data = (
            {**self.data.dict(), "edit": str(self.now)} if hasattr(self.data, "dict") else self.data
        )

    @property
    def shown(self) -> int:
        return self.cleaned_data.get("edit") or 0


class AgreeForm(OfTheseWords):
    agrees = forms.ChoiceField(
        label="Do you agree to this finding, as it is written above?",
        choices=[("yes", "I agree"), ("no", "I do not agree")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree to the finding."},
    )


class DecideForm(OfTheseWords):
    looked_at = forms.BooleanField(
        label="I have looked for names and details of people: everybody may read this finding",
        required=False,
    )


class FactsForm(forms.Form):
    words = words(
        "What is wrong or missing",
        FactsAnswer,
        "words",
        required="",
        help_text="Leave it empty if the facts are right. Only the panel and the Compact Board read your answer.",
    )


class AppealForm(forms.Form):
    grounds = words(
        "Why should others look at the finding again?",
        Appeal,
        "grounds",
        required="Say why others should look at the finding again. Those in the case read it.",
        help_text="Those in the case read it, the other side too.",
    )


class AnswerForm(LookedAtForm):
    public = "words"
    words = words(
        "Your answer to the finding",
        PublicAnswer,
        "words",
        required="Write your answer to the finding. Everybody will read it.",
        help_text=f"It is shown beside the finding once the finding is public. {PUBLIC}",
    )
    field_order = ("words", "looked_at")


class ReportForm(forms.Form):
    words = words(
        "What did you do?",
        Remedy,
        "report",
        rows=4,
        required="Say what you did. Those in the case will read it.",
        help_text=INSIDE,
    )


class CheckForm(forms.Form):
    result = forms.ChoiceField(
        label="Was it done?",
        choices=Remedy.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was done, partly done or not done."},
    )
    note = words(
        "What did you see?",
        Remedy,
        "note",
        rows=4,
        required="Say what you saw. Those in the case will read it.",
        help_text=INSIDE,
    )


class CloseForm(LookedAtForm):
    public = "learnt"
    learnt = words(
        "What was learnt?",
        Case,
        "learnt",
        required="Say what was learnt. Everybody will read it.",
        help_text=PUBLIC,
    )
    field_order = ("learnt", "looked_at")


class NoteForm(LookedAtForm):
    public = "words"
    kind = forms.ChoiceField(
        label="What do you propose?",
        choices=[
            (FindingNote.Kind.CORRECTION, "Correct the finding"),
            (FindingNote.Kind.RETRACTION, "Retract the finding: it then counts in no figure"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you correct the finding or retract it."},
    )
    words = words(
        "What was wrong, and what is right",
        FindingNote,
        "words",
        required="Say what was wrong and what is right. Everybody will read it.",
        help_text=f"Say too why it was not seen before. {PUBLIC}",
    )
    field_order = ("kind", "words", "looked_at")
