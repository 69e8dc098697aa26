"""Two people with the same form open: the second to save is told what the first changed, and sees both.

A form that takes `NoticesOthers` sends along what it showed, as a fingerprint of each field. When it comes back and
what is stored is no longer that, nothing is saved: a field that both changed shows what the other one saved beside what
was typed, and a field that only the other one changed shows theirs. Saved again, the form holds.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model

SEEN = "seen"
TOLD = (
    "Somebody else saved this while you had it open, so nothing of yours is saved yet. What they changed and you did "
    "not is shown below. Check the form and save again."
)
BOTH = (
    "Somebody else has changed this since you opened the form. It now says: {}. Keep what you typed or change it, and "
    "save again."
)


class SeenField(forms.CharField):
    """Travels with the form and is no part of what is saved."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class NoticesOthers(forms.BaseForm):
    """For a form whose `initial` is what is stored. Of a new record there is nothing to notice."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        if instance is None or instance.pk:
            self.watched = list(self.fields)
            self.fields[SEEN] = SeenField(initial=json.dumps(self._fingerprints()))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen = _read(cleaned.pop(SEEN, ""))
        stored = self._fingerprints() if seen else {}
        changed = [name for name in stored if seen.get(name, stored[name]) != stored[name]]
        if changed:
            self._tell(changed, seen)
        return cleaned

    def _fingerprints(self) -> dict[str, str]:
        return {
            name: fingerprint(self.get_initial_for_field(self.fields[name], name))
            for name in self.watched
            if name in self.fields
        }

    def _tell(self, changed: list[str], seen: dict[str, str]) -> None:
        """Say what is stored now, and take over what the person did not touch."""
        self.data = self.data.copy()
        told = False
        for name in changed:
            field = self.fields[name]
            stored = self.get_initial_for_field(field, name)
            if not field.has_changed(stored, self._typed(name)):
                continue  # both say the same
            told = True
            if name in self.cleaned_data and fingerprint(self.cleaned_data[name]) == seen[name]:
                self._show(name, stored)
            else:
                self.add_error(name, BOTH.format(in_words(field, stored)))
        if told:
            self.add_error(None, TOLD)
            self.data[self.add_prefix(SEEN)] = json.dumps(self._fingerprints())

    def _typed(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(
            self.data, self.files, self.add_prefix(name)
        )

    def _show(self, name: str, stored: Any) -> None:
        """Put the stored value where the browser would have sent it."""
        value, key = self.fields[name].prepare_value(stored), self.add_prefix(name)
        if isinstance(value, (list, tuple)) and hasattr(self.data, "setlist"):
            self.data.setlist(key, [str(one) for one in value])
        elif value in (None, False, ""):
            self.data.pop(key, None)
        else:
            shown = self.fields[name].widget.format_value(value)
            self.data[key] = "on" if value is True else shown


def fingerprint(value: Any) -> str:
    return hashlib.blake2b(_plain(value).encode(), digest_size=6).hexdigest()


def in_words(field: forms.Field, value: Any) -> str:
    """A stored value as its form shows it."""
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    prepared = field.prepare_value(value)
    many = isinstance(prepared, (list, tuple))
    labels = dict(_flat(getattr(field, "choices", ())))
    said = [labels.get(str(one), _plain(one)) for one in (prepared if many else [prepared])]
    text = ", ".join(one for one in said if one)
    return f"“{text}”" if text else "nothing"


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(key), str(label)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True, default=str)
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return str(value)
    return "\n".join(sorted(_plain(one) for one in value))


def _read(text: str) -> dict[str, str]:
    """What the form showed; nothing where the browser sent something else."""
    try:
        seen = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return seen if isinstance(seen, dict) else {}
