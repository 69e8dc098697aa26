"""A name near another is a question: is it the same organisation? The person who types the name answers it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from assembly.accounts.models import User
from assembly.core.http import key_in
from assembly.membership import lookup
from assembly.membership.models import Organisation

ASKED = "There is an organisation with a similar name. If yours is different, tick the box and send the form again."


class SameNameForm(forms.Form):
    """The two fields of the question, and the asking; for a form whose instance is an Organisation.

    `shown` holds the keys of those that stood on the page, so that an answer counts for these and for no later one.
    """

    is_another = forms.BooleanField(
        label="Ours is a different organisation", required=False, widget=forms.HiddenInput
    )
    shown = forms.CharField(required=False, max_length=10_000, widget=forms.HiddenInput)

    similar: list[Organisation] = []
    unseen = (
        0  # how many are waiting to be checked; only their own people and the staff see their names
    )

    def ask_about_name(
        self, organisation: Organisation, name: str, postcode: str, by: User | AnonymousUser | None
    ) -> None:
        """Show those with a name near this one, unless the person has seen them all and said that theirs is another.

        Without a person it is staff who ask, and they may see every organisation. Somebody signed out is not told that
        others have applied: they are asked again when they have signed in.
        """
        near = lookup.near(name, postcode=postcode, besides=organisation)
        if isinstance(by, AnonymousUser):
            near = [other for other in near if lookup.may_see(by, other)]
        answered = self._answered() if self.cleaned_data.get("is_another") else frozenset()
        organisation.told_apart = answered
        if {other.pk for other in near} <= answered:
            return
        self.similar = [other for other in near if by is None or lookup.may_see(by, other)]
        self.unseen = len(near) - len(self.similar)
        self.fields["is_another"].widget = forms.CheckboxInput()
        self._put({"shown": _written(near), "is_another": ""})
        self.add_error("is_another", ASKED)

    def _answered(self) -> frozenset[int]:
        written = self.cleaned_data.get("shown", "").split(".")
        return frozenset(map(key_in, written))

    def _put(self, values: dict[str, Any]) -> None:
        """What the fields hold when the form is shown again."""
        typed = cast("QueryDict", self.data).copy()
        for name, value in values.items():
            typed[self.add_prefix(name)] = value
        self.data = typed


def _written(organisations: Iterable[Organisation]) -> str:
    return ".".join(str(other.pk) for other in organisations)
