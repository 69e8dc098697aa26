"""Text as it is kept and sent out: no control characters, and one character for a line break.

What comes in is cleaned by the fields of the forms (`clean_what_forms_take`) and by the readers of files. What goes out
is cleaned once more, because a row may be older than this rule: docs/text.md.
"""

import re
from collections.abc import Callable
from typing import Any

from django import forms

# Browsers send two characters for a line break and count one. Word processors have signs of their own.
LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
# Control characters, and what is no character at all: XML allows none of them, and UTF-8 no half of a pair.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TO_SPACE = bytes.maketrans(
    controls := bytes([*range(9), 11, 12, *range(14, 32), 127]), b" " * len(controls)
)


def clean(text: str) -> str:
    """The same words: a tab stays, every kind of line break becomes a line feed, and other control characters go."""
    return CONTROL.sub("", LINE_BREAK.sub("\n", text))


def clean_line(text: str) -> str:
    """The same words on one line."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def clean_bytes(content: bytes) -> bytes:
    """UTF-8 of the same length, with a space for each control character but tab, line feed and carriage return."""
    return content.translate(TO_SPACE)


def clean_values(value: Any) -> Any:
    """What a JSON file holds, with every text in it cleaned."""
    match value:
        case str():
            return clean(value)
        case list():
            return [clean_values(one) for one in value]
        case dict():
            return {clean(name): clean_values(one) for name, one in value.items()}
    return value


def clean_what_forms_take() -> None:
    """Have Django's own field of text clean what it is given, before its length is counted.

    It is the one place that every form goes through: ours, Wagtail's with its blocks and rich text, and allauth's.
    """
    forms.CharField.to_python = _cleaning(forms.CharField.to_python)  # type: ignore[method-assign, assignment]


def _cleaning(
    to_python: Callable[[forms.CharField, Any], str | None],
) -> Callable[[forms.CharField, Any], str | None]:
    def cleaned(field: forms.CharField, value: Any) -> str | None:
        return to_python(field, _as_typed(field.widget, value) if isinstance(value, str) else value)

    return cleaned


def _as_typed(widget: forms.Widget, text: str) -> str:
    """A password is taken as it is, or somebody could no longer sign in."""
    if isinstance(widget, forms.PasswordInput):
        return text
    is_line = isinstance(widget, forms.widgets.Input) and widget.input_type != "hidden"
    return clean_line(text) if is_line else clean(text)
