"""What a form sent, as a draft keeps it: lists of texts by name. How it goes into a form, and how two people's meet.

A field may send several texts under its own name, and more under names that begin with it (`q3_0`, `q5-clear`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from assembly.core.others_changes import fingerprint

Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What is kept of two people's typing, and what the other one has typed into fields that both changed."""

    typed: Typed
    clashes: dict[str, Typed] = field(default_factory=dict)


def names_of(form: forms.BaseForm) -> list[str]:
    return [name for name, each in form.fields.items() if not each.widget.is_hidden]


def of_field(typed: Mapping[str, Sequence[str]], name: str) -> Typed:
    """The texts of one field, without those that were left empty. No database keeps a character NUL."""
    texts = {
        key: [text.replace("\x00", "") for text in typed[key]]
        for key in typed
        if key == name or key.startswith((f"{name}_", f"{name}-"))
    }
    return {key: found for key, found in texts.items() if any(found)}


def sent_by(data: Any, names: Iterable[str]) -> Typed:
    """What a request carries for these fields."""
    texts = dict(data.lists())
    return {key: found for name in names for key, found in of_field(texts, name).items()}


# What somebody wrote in sentences; the rest is chosen again in a moment.
WRITTEN = ("q", "interest", "confidential_because")


def texts_of(data: Any) -> list[str]:
    """What was written in a form that cannot be taken, for its writer to copy."""
    sent = dict(data.lists()) if data else {}
    return [
        text
        for name, texts in sent.items()
        if name.startswith(WRITTEN)
        for text in texts
        if text.strip() and not text.isdecimal()
    ]


def seen_of(typed: Typed, names: Iterable[str]) -> str:
    """What a page shows of each field, as it travels with the form."""
    return json.dumps({name: _print(of_field(typed, name)) for name in names})


def read_seen(text: str) -> dict[str, str]:
    """The same, when it comes back; nothing where the browser sent something else."""
    try:
        seen = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return seen if isinstance(seen, dict) else {}


def merge(stored: Typed, sent: Typed, names: Iterable[str], seen: Mapping[str, str]) -> Merged:
    """Take over what was sent for these fields. What somebody else changed since it was shown stays theirs."""
    typed, clashes = dict(stored), {}
    for name in names:
        theirs, mine = of_field(stored, name), of_field(sent, name)
        shown = seen.get(name, _print(theirs))
        if _print(theirs) not in (shown, _print(mine)):
            if _print(mine) != shown:
                clashes[name] = theirs
            continue
        for key in theirs:
            del typed[key]
        typed |= mine
    return Merged(typed, clashes)


def show(form: forms.BaseForm, typed: Typed) -> None:
    """Put what was typed into a form that was not sent."""
    sent: MultiValueDict[str, str] = MultiValueDict(typed)
    for name, each in form.fields.items():
        if not each.widget.needs_multipart_form:
            form.initial[name] = each.widget.value_from_datadict(sent, MultiValueDict(), name)


def as_typed(form: forms.BaseForm) -> Typed:
    """What a browser would send back if nobody touched the form."""
    return {
        key: texts
        for name, each in form.fields.items()
        if not each.widget.needs_multipart_form
        for key, texts in _texts(each.widget, name, form.get_initial_for_field(each, name))
    }


def _texts(widget: forms.Widget, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(widget, forms.MultiWidget):
        values = value if isinstance(value, list) else widget.decompress(value) or []
        suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # the stubs leave it out
        for inner, suffix, one in zip(widget.widgets, suffixes, values, strict=False):
            yield from _texts(inner, name + suffix, one)
    elif isinstance(value, (list, tuple)):
        yield name, [str(one) for one in value]
    elif value not in (None, ""):
        yield name, [str(value)]


def _print(typed: Typed) -> str:
    """Browsers send line ends of their own."""
    plain = {
        key: [text.replace("\r\n", "\n") for text in texts] for key, texts in sorted(typed.items())
    }
    return fingerprint(plain)
