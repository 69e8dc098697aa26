"""Turns what a voter or a returning officer typed into clean values."""

import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from assembly.core.http import key_in

from .models import Candidate, Contest

SHUFFLE = secrets.SystemRandom().shuffle


class BallotForm(forms.Form):
    """A ranked ballot: a number beside each candidate, in an order drawn afresh that travels with the form.

    The ranking lives in the body of the request only. It is re-displayed from there, never from a session, and
    no message outside the form names it.
    """

    organisation = forms.IntegerField(widget=forms.HiddenInput)
    contest = forms.IntegerField(widget=forms.HiddenInput)
    order = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        contest: Contest,
        candidates: Sequence[Candidate],
        organisation: int,
    ) -> None:
        by_number = {candidate.number: candidate for candidate in candidates}
        self.gone = {number: each for number, each in by_number.items() if not each.stands}
        standing = {number: each for number, each in by_number.items() if each.stands}
        order = _order(data.get("order", "") if data else "", list(standing))
        super().__init__(
            data,
            initial={
                "organisation": organisation,
                "contest": contest.pk,
                "order": " ".join(map(str, order)),
            },
        )
        self.candidates = [standing[number] for number in order]
        for candidate in self.candidates:
            self.fields[_name(candidate)] = _rank_field(candidate, len(order))
        self.ranking: tuple[int, ...] = ()

    @staticmethod
    def is_in(data: QueryDict) -> bool:
        return "choices" in data or "order" in data

    @property
    def is_carried(self) -> bool:
        """Whether it came in hidden fields, from a page that is not the ballot."""
        return "choices" in self.data

    @property
    def rows(self) -> Iterator[tuple[Candidate, forms.BoundField]]:
        """Each candidate with the field of their rank, in the order drawn for this form."""
        return ((candidate, self[_name(candidate)]) for candidate in self.candidates)

    @property
    def ranked(self) -> list[Candidate]:
        """The candidates in the voter's order."""
        by_number = {candidate.number: candidate for candidate in self.candidates}
        return [by_number[number] for number in self.ranking]

    @property
    def unranked(self) -> list[Candidate]:
        return [each for each in self.candidates if each.number not in self.ranking]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What travels on to the next page, in hidden fields."""
        names = ["organisation", "contest", "order", *map(_name, self.candidates)]
        return [(name, str(self[name].value() or "")) for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._refuse_the_withdrawn()
        by_rank: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            if rank := cleaned.get(_name(candidate)):
                by_rank[rank].append(candidate)
        self._refuse_equal_ranks(by_rank)
        if not self.errors:
            self._refuse_gaps(by_rank)
            self.ranking = tuple(by_rank[rank][0].number for rank in sorted(by_rank))
        return cleaned

    def _refuse_the_withdrawn(self) -> None:
        for number, candidate in self.gone.items():
            if self.data.get(f"rank_{number}"):
                self.add_error(
                    None, f"{candidate} has withdrawn since you opened this page. Check your order."
                )

    def _refuse_equal_ranks(self, by_rank: dict[int, list[Candidate]]) -> None:
        for rank, sharing in by_rank.items():
            if len(sharing) > 1:
                names = " and ".join(map(str, sharing))
                problem = f"You gave the number {rank} to {names}. Use each number once."
                for candidate in sharing[1:]:
                    self.add_error(_name(candidate), problem)

    def _refuse_gaps(self, by_rank: dict[int, list[Candidate]]) -> None:
        missing = [rank for rank in range(1, max(by_rank, default=0)) if rank not in by_rank]
        if missing:
            after = min(rank for rank in by_rank if rank > missing[0])
            self.add_error(
                _name(by_rank[after][0]),
                f"You used the number {after} but not {missing[0]}. Leave no number out.",
            )


def _name(candidate: Candidate) -> str:
    return f"rank_{candidate.number}"


def _rank_field(candidate: Candidate, candidates: int) -> forms.IntegerField:
    wrong = f"Beside {candidate}, write a whole number from 1 to {candidates}, or leave it empty."
    return forms.IntegerField(
        label=str(candidate),
        required=False,
        min_value=1,
        max_value=candidates,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-2"}
        ),
    )


def _order(carried: str, numbers: list[int]) -> list[int]:
    """The order that the form carries; drawn afresh for a new form, and when a candidate has left it."""
    order = [key_in(part) for part in carried.split()]
    if sorted(order) == sorted(numbers):
        return order
    fresh = list(numbers)
    SHUFFLE(fresh)
    return fresh


class ShareForm(forms.Form):
    """A share of the key, or its proof. It is never written back into the page."""

    share = forms.CharField(
        label="Your share, or its proof",
        max_length=80,
        help_text="As it stands on your paper; hyphens, spaces and case do not matter.",
        widget=forms.PasswordInput(
            render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}
        ),
    )


class FindingForm(forms.Form):
    because = forms.CharField(
        label="What explains it?",
        max_length=1_000,
        help_text="Public, with your name.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
