"""Forms for votes that pass through the hands of staff: by telephone and on paper."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from assembly.accounts.models import User
from elections.models import Contest
from elections.services.assistance import Proved

MOST_BALLOTS = 100
UNTYPED = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class PersonField(forms.ChoiceField):
    """One of a few people, as an account."""

    def __init__(self, people: Sequence[User], **options: Any) -> None:
        self.people = {str(person.pk): person for person in people}
        named = [(key, str(person)) for key, person in self.people.items()]
        super().__init__(choices=[("", "Choose"), *named], **options)

    def clean(self, value: Any) -> User:
        return self.people[super().clean(value)]


class CallForm(forms.Form):
    """Who is on the telephone, and what was said before any choice was."""

    known = forms.BooleanField(
        label="I checked who is calling, in the way the returning officer decided",
        error_messages={"required": "Check who is calling before you take a vote."},
    )
    told = forms.BooleanField(
        label="I read this out, and the caller agreed",
        error_messages={"required": "Read the words out first: the caller must agree."},
    )

    def __init__(self, data: QueryDict | None, *, casters: Sequence[User]) -> None:
        super().__init__(data)
        self.fields["voter"] = PersonField(
            casters, label="Who is calling", help_text="The organisation's voter or deputy."
        )
        self.order_fields(["voter", "known", "told"])


class EnvelopeForm(forms.Form):
    def __init__(self, data: QueryDict | None, *, casters: Sequence[User]) -> None:
        super().__init__(data)
        self.fields["signed_by"] = PersonField(
            casters,
            label="Who signed the outer envelope",
            help_text="The organisation's voter or deputy. Anybody else's envelope is set aside unopened.",
        )


class ProvedForm(forms.Form):
    """Another person, at the same screen, with a code of their own."""

    code = forms.CharField(
        label="Their code",
        max_length=20,
        required=False,  # not yet there while it is mailed; an empty one is refused when it is used
        help_text="Six digits, typed by themselves: from their authenticator app, or mailed to them now.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(
        self, data: QueryDict | None, *, people: Sequence[User], label: str, prefix: str
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.fields["person"] = PersonField(people, label=label)
        self.order_fields(["person", "code"])

    @property
    def proved(self) -> Proved:
        return Proved(self.cleaned_data["person"], self.cleaned_data["code"])


class EmptyForm(forms.Form):
    because = forms.CharField(
        label="What was found in place of a ballot?",
        max_length=300,
        help_text="It is published. Name no organisation.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SizeForm(forms.Form):
    ballots = forms.IntegerField(
        label="How many ballots are in this batch?", min_value=1, max_value=MOST_BALLOTS
    )


class ReadingForm(forms.Form):
    """What one person read on each ballot: candidates' numbers in the voter's order."""

    def __init__(
        self, data: QueryDict | None, *, contest: Contest, ballots: int, prefix: str
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.numbers = {each.number for each in contest.candidates.all()}
        for number in range(1, ballots + 1):
            self.fields[f"ballot_{number}"] = forms.CharField(
                label=f"Ballot {number}", max_length=1_100, widget=UNTYPED
            )

    @property
    def rankings(self) -> list[tuple[int, ...]]:
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, typed in list(cleaned.items()):
            ranking = _ranking(typed)
            if ranking is None or len(set(ranking)) != len(ranking):
                self.add_error(
                    name,
                    "Write each candidate's number once, with spaces between, or the word blank.",
                )
            elif strangers := sorted(set(ranking) - self.numbers):
                self.add_error(name, f"No candidate has the number {strangers[0]}.")
            else:
                cleaned[name] = ranking
        return cleaned


def _ranking(typed: str) -> tuple[int, ...] | None:
    """Candidates' numbers as they were typed; empty for a blank ballot, which is written as a word."""
    if typed.strip().casefold() == "blank":
        return ()
    parts = re.split(r"[\s,;]+", typed.strip())
    if not all(part.isascii() and part.isdecimal() and len(part) <= 3 for part in parts):
        return None
    return tuple(int(part) for part in parts)
