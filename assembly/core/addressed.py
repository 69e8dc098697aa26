"""Records with an address made from their name. It is given once: the name may change, the address stays."""

import itertools
from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import slugify

from . import in_use
from .rules import ALLOWED, Ruling, refused

ROOM = len("-9999")  # for the number behind an address that is taken


def address_of(kind: type[models.Model], name: str, *, room: int = 0) -> str:
    field = cast("models.SlugField[str, str]", kind._meta.get_field("slug"))
    return slugify(name)[: cast("int", field.max_length) - room].strip("-")


def free_address(kind: type[models.Model], name: str, *, reserved: Collection[str] = ()) -> str:
    """The name as an address; with a number behind it when that address is taken. Empty for a name without a letter."""
    if not (wanted := address_of(kind, name, room=ROOM)):
        return ""
    like = kind._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True)
    taken = {*reserved, *like}
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([wanted], numbered) if slug not in taken)


def may_have_address(kind: type[models.Model], slug: str) -> Ruling:
    if not slug:
        return refused("An address is made from the name, so the name needs a letter or a digit.")
    other = kind._default_manager.filter(slug=slug).first()
    if other:
        return refused(f"“{other}” has the address “{slug}” already: choose another.")
    return ALLOWED


def may_be_renamed(one: models.Model) -> Ruling:
    """What an election names, say, is found by its name for as long as that election is in the record."""
    named = in_use.named_by(one)
    if not named:
        return ALLOWED
    return refused(f"“{one}” keeps its name, because it is named in {', '.join(named)}.")


class AddressedForm(forms.ModelForm):  # type: ignore[type-arg]  # the forms made of it name the model
    """A new record gets its address from its name, or from a field `slug` that may be left empty."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("name"):
            return cleaned
        if self.instance.pk is None:
            self._give_address(cleaned)
        elif "name" in self.changed_data and not (ruling := may_be_renamed(self.instance)):
            self.add_error("name", ruling.reason)
        return cleaned

    def _give_address(self, cleaned: dict[str, Any]) -> None:
        field = "slug" if "slug" in self.fields else "name"
        if field in self.errors:
            return
        slug = cleaned.get("slug") or self.address_for(cleaned["name"])
        ruling = self.may_have_address(slug)
        if not ruling:
            self.add_error(field, ruling.reason)
        self.instance.slug = cleaned["slug"] = slug

    def address_for(self, name: str) -> str:
        return address_of(type(self.instance), name)

    def may_have_address(self, slug: str) -> Ruling:
        return may_have_address(type(self.instance), slug)


class NumberedAddressForm(AddressedForm):
    """Of two records whose names make one address, the second gets a number behind it."""

    def address_for(self, name: str) -> str:
        return free_address(type(self.instance), name)
