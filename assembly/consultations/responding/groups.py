"""A group's response: sent by its convenor, with the organisations of the group that agreed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction

from assembly.accounts.models import User
from assembly.consultations.asking.given import Given
from assembly.consultations.models import Consultation, ResponseVersion
from assembly.consultations.respondents import AnsweringGroup
from assembly.membership.models import Organisation

from . import rules
from .backings import name_backings
from .forms import StatementForm, stated_in
from .selectors import response_of
from .senders import of_group
from .services import send


class GroupStatementForm(StatementForm):
    """With the organisations that agreed. Nobody is ticked in advance."""

    agreed: "forms.ModelMultipleChoiceField[Organisation]" = forms.ModelMultipleChoiceField(
        label="Which organisations of the group agreed with this response?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Tick those that told you so. We write to each of them: it can read the response, and take its name off "
            "until the consultation closes."
        ),
    )

    def __init__(self, *args: Any, answering: AnsweringGroup, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed"].queryset = answering.members.order_by("name", "pk")  # type: ignore[attr-defined]
        self.order_fields(["agreed"])

    def rows(self) -> list[tuple[str, str]]:
        names = ", ".join(one.name for one in self.cleaned_data["agreed"])
        return [("Organisations that agreed", names or "None named"), *super().rows()]


def stated_by_group(version: ResponseVersion) -> dict[str, Any]:
    """With the organisations it named; one that took its name off is not ticked."""
    named = version.response.backings.filter(taken_off_at=None)
    return {**stated_in(version), "agreed": list(named.values_list("organisation", flat=True))}


@transaction.atomic
def send_for_group(
    consultation: Consultation,
    answering: AnsweringGroup,
    answers: Sequence[Given],
    form: StatementForm,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> ResponseVersion:
    """Send the group's response and name those that agreed."""
    agreed = list(form.cleaned_data["agreed"])
    rules.are_of_the_group(agreed, list(answering.members)).enforce()
    sender = of_group(answering)
    before = response_of(consultation, sender)
    number = before.current.number if before else 0
    version = send(consultation, sender, answers, form.statement(), by=by, at=at)
    name_backings(version, agreed, by=by, is_new=version.number > number, at=at)
    return version
