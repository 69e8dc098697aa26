"""What is typed to raise a case: against whom and when, then the undertakings and the words, then that it is sent.

What the other pages hold goes along in the body of the request, hidden: it is in no session and no address.
"""

from typing import Any, cast

from django import forms
from django.utils import timezone

from assembly.compact.models import Case, Undertaking
from assembly.compact.models.cases import LONGEST_ACCOUNT
from assembly.compact.text.selectors import choice_in_words
from assembly.core import names
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import short_day
from assembly.core.widgets import DayInput
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from . import rules
from .complaints import Complainant, Complaint, OtherSide
from .held import Held
from .start import Start

MOST = 10
BOARD_ITSELF = "The Compact Board, on its own initiative"


class BodyField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        if obj.ended_on is None:
            return str(obj)
        follows = f", followed by {obj.successor}" if obj.successor else ""
        return f"{obj} (until {short_day(obj.ended_on)}{follows})"


class WhoForm(forms.Form):
    """Who raises it, against whom, and when it happened."""

    for_whom = forms.ChoiceField(
        label="Who raises it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who raises the case.",
            "invalid_choice": "You do not act for them any more. Choose who raises the case.",
        },
    )
    body = BodyField(
        PublicBody.objects.select_related("successor").order_by("name"),
        label="Public body",
        required=False,
        empty_label="None: it is an organisation",
        help_text="The body that did not keep its promise. If it has ended, its successor answers.",
        error_messages={"invalid_choice": "Choose a public body from the list."},
    )
    organisation = forms.CharField(
        label="Or an organisation",
        required=False,
        max_length=200,
        help_text="Its name, or one word of it. Choose a public body or an organisation, not both.",
    )
    happened_on = forms.DateField(
        label="When did it happen?",
        widget=DayInput,
        help_text="If it went on for some time, the first day. It decides which edition of the Compact applies.",
        error_messages={
            "required": "Enter the day on which it happened or began.",
            "invalid": "Enter the day on which it happened, such as 2026-11-30.",
        },
    )

    def __init__(self, *args: Any, start: Start, **kwargs: Any) -> None:
        self.start = start
        choices = [(code, _named(one)) for code, one in start.complainants.items()]
        initial = {"for_whom": choices[0][0] if choices else "", **_against(start)}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["for_whom"]).choices = choices
        if len(choices) == 1:
            self.fields["for_whom"].widget = forms.HiddenInput()
        self._meant = self._ask_which()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = (cleaned.get("organisation") or "").strip()
        if cleaned.get("body") and typed:
            self.add_error("organisation", "Choose a public body or an organisation, not both.")
        elif typed and not self._meant:
            self.add_error(
                "organisation",
                f"No organisation on the register is called “{typed}”. Try one word of its name, or look it up on the "
                "register.",
            )
        elif not (cleaned.get("body") or typed or "body" in self.errors):
            self.add_error("body", "Choose the public body or name the organisation.")
        if not self.errors and not (ruling := self._may_be_raised()):
            field = "happened_on" if cleaned["happened_on"] > timezone.localdate() else None
            self.add_error(field, ruling.reason)
        return cleaned

    def _may_be_raised(self) -> Ruling:
        return rules.may_be_raised_against(
            self.against,
            self.complainant,
            self.cleaned_data["happened_on"],
            on=timezone.localdate(),
        )

    @property
    def complainant(self) -> Complainant:
        """Of a form that is valid."""
        return self.start.complainants[self.cleaned_data["for_whom"]]

    @property
    def against(self) -> OtherSide:
        """Of a form that is valid."""
        if body := self.cleaned_data["body"]:
            return cast("PublicBody", body)
        which = self.cleaned_data.get("which")
        return next((one for one in self._meant if str(one.pk) == which), self._meant[0])

    def _ask_which(self) -> list[Organisation]:
        """The organisations that may be meant, and the question which where there are several."""
        written = self.data if self.is_bound else self.initial
        typed = str(written.get("organisation") or "").strip()
        meant = meant_by(typed) if typed else []
        exact = [one for one in meant if one.name == names.tidy(typed)]
        if len(exact) == 1:
            return exact
        if len(meant) > 1:
            ask = f"Several organisations could be meant by “{typed}”. Choose one, or type more of its name."
            self.fields["which"] = forms.ChoiceField(
                label="Which organisation?",
                choices=[(str(one.pk), _with_number(one)) for one in meant],
                widget=forms.RadioSelect,
                error_messages={"required": ask, "invalid_choice": ask},
            )
            self.order_fields(["for_whom", "body", "organisation", "which", "happened_on"])
        return meant


def meant_by(typed: str) -> list[Organisation]:
    """Those on the public register of this name, or with all these words in it."""
    public = Organisation.objects.filter(status__in=Organisation.PUBLIC)
    called = list(public.called(typed)[:MOST])
    return called or list(public.holding(typed).order_by("name", "pk")[:MOST])


def _against(start: Start) -> dict[str, Any]:
    if start.facts is None:
        return {}
    against = start.facts.against
    return {
        "body": against if isinstance(against, PublicBody) else None,
        "organisation": against.name if isinstance(against, Organisation) else "",
        "happened_on": start.facts.happened_on,
    }


def _named(complainant: Complainant) -> str:
    if complainant is None:
        return BOARD_ITSELF
    return str(getattr(complainant, "name", complainant))


def _with_number(organisation: Organisation) -> str:
    return f"{organisation.name}{f', {organisation.org_id}' if organisation.org_id else ''}"


class UndertakingsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return choice_in_words(obj)


class WordsForm(forms.Form):
    """Which promises, and what happened. The words are for those in the case alone."""

    undertakings = UndertakingsField(
        Undertaking.objects.none(),
        label="Which undertakings were not kept?",
        widget=forms.CheckboxSelectMultiple,
        help_text="If you are not sure, choose those that come closest. The panel looks at each one by itself.",
        error_messages={
            "required": rules.NO_UNDERTAKING,
            "invalid_choice": "Choose undertakings from the list: the edition that applies has changed.",
        },
    )
    account = forms.CharField(
        label="What happened?",
        max_length=LONGEST_ACCOUNT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Who did what, when. Only the other side and those who work on the case read it, and it is never "
        "public.",
        error_messages={"required": "Say what happened. Only those in the case will read it."},
    )
    wanted = forms.CharField(
        label="What would put it right?",
        required=False,
        max_length=Case._meta.get_field("wanted").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tried = forms.CharField(
        label="Have you tried to settle it yourselves?",
        required=False,
        max_length=Case._meta.get_field("tried").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="You do not have to. A word with the other side is often the quickest way.",
    )
    is_unnamed = forms.BooleanField(
        label="Stay unnamed in public",
        required=False,
        help_text="The other side and the Compact Board will know who raised it. The public will not, even when "
        "there is a finding.",
    )

    def __init__(
        self, *args: Any, start: Start, who: WhoForm, held: Held, promised: Any, **kwargs: Any
    ) -> None:
        self.start, self.who, self.held = start, who, held
        proposed = [*(start.facts.undertakings if start.facts else ()), start.undertaking]
        initial = {
            "undertakings": [one.pk for one in proposed if one],
            "account": start.letter.text[:LONGEST_ACCOUNT] if start.letter else "",
        }
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["undertakings"].queryset = promised  # type: ignore[attr-defined]  # a field of choices
        complainant = who.complainant
        if complainant is None or start.letter:
            # The Board is named, and a person never is.
            del self.fields["is_unnamed"]

    def complaint(self, *, understood: bool = False) -> Complaint:
        """Of a form that is valid."""
        said = self.cleaned_data
        return Complaint(
            against=self.who.against,
            happened_on=self.who.cleaned_data["happened_on"],
            undertakings=list(said["undertakings"]),
            account=said["account"],
            wanted=said["wanted"],
            tried=said["tried"],
            is_unnamed=said.get("is_unnamed", False),
            understood=understood,
            about=self.start.about,
        )


class SendForm(forms.Form):
    """Only where the facts show who wants to stay unnamed."""

    understood = forms.BooleanField(
        label="I understand that people may see from this who raised the case",
        error_messages={"required": rules.UNDERSTAND},
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["understood"]
