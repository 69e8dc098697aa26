"""Control characters are cleaned from what is typed, and line breaks count once, as in the browser."""

import re
from collections.abc import Iterator
from contextlib import nullcontext

from django import forms
from django.apps import apps

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.core.blocks import BodyBlock
from assembly.core.clean_text import CONTROL, clean, clean_bytes, clean_line

VERTICAL_TAB = "\x0b"
WRITTEN = "One\x0btwo\x0cthree\r\nfour\rfive\u2028six\x07\x00\x1b\ufffe!\tEnd"
SHOWN = "One\ntwo\nthree\nfour\nfive\nsix!\tEnd"


def test_every_kind_of_line_break_becomes_one_and_control_characters_go():
    assert clean(WRITTEN) == SHOWN
    assert clean_line(WRITTEN) == "One two three four five six! End"


@given(st.text())
def test_what_was_cleaned_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)
    assert not CONTROL.search(clean(text))
    assert len(clean(text)) <= len(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_bytes_keep_their_number_and_stay_text(text):
    written = text.encode()
    cleaned = clean_bytes(written)
    assert len(cleaned) == len(written)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", cleaned.decode())


# Fields of forms


class Form(forms.Form):
    line = forms.CharField(max_length=40)
    text = forms.CharField(widget=forms.Textarea, max_length=40)
    carried = forms.CharField(widget=forms.HiddenInput)
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput, strip=False)


def test_a_field_gives_clean_text():
    form = Form(
        {
            "line": "Kennet\x0bCarers\r\n of Pewsey",
            "text": WRITTEN,
            "carried": WRITTEN,
            "email": "ann@example.org\x0b",
            "password": " a\x0bb ",
        }
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "line": "Kennet Carers  of Pewsey",
        "text": SHOWN,
        "carried": SHOWN,
        "email": "ann@example.org",
        "password": " a\x0bb ",
    }


@pytest.mark.parametrize(("characters", "is_right"), [(500, True), (501, False)])
def test_line_breaks_count_once(characters, is_right):
    field = forms.CharField(max_length=500, widget=forms.Textarea)
    typed = "\n".join("x" * 9 for _ in range(50)) + "x" * (characters - 499)
    with nullcontext() if is_right else pytest.raises(forms.ValidationError):
        assert field.clean(typed.replace("\n", "\r\n")) == typed


def _form_classes(base: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in base.__subclasses__():
        yield one
        yield from _form_classes(one)


def _text_fields() -> Iterator[tuple[str, forms.CharField]]:
    """Of every form that is known once all addresses are: ours, Wagtail's and allauth's."""
    import assembly.urls  # noqa: F401 - the views, and with them their forms

    for form in _form_classes():
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.CharField):
                yield f"{form.__module__}.{form.__qualname__}.{name}", field


def _cleaned(field: forms.CharField) -> object:
    try:
        return field.to_python(f"a{VERTICAL_TAB}b\r\nc")
    except forms.ValidationError:
        return ""


def test_every_text_field_of_every_form_is_cleaned():
    found = dict(_text_fields())
    passwords = {
        name for name, field in found.items() if isinstance(field.widget, forms.PasswordInput)
    }
    assert {name.partition(".")[0] for name in found} >= {"assembly", "elections", "allauth"}
    assert len(found) > 200
    assert [
        name
        for name in sorted(found.keys() - passwords)
        if CONTROL.search(str(_cleaned(found[name]))) or "\x0b" in str(_cleaned(found[name]))
    ] == []


def test_every_text_of_a_model_gets_such_a_field():
    """Wagtail makes its forms from the models while it answers."""
    dirty = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.get_internal_type() in {"CharField", "TextField"}
        and isinstance(made := field.formfield(), forms.CharField)
        and VERTICAL_TAB in str(_cleaned(made))
    ]
    assert dirty == []


# Blocks of a page


def _typed(value: str) -> dict[str, str]:
    return {
        "x-count": "2",
        "x-0-deleted": "",
        "x-0-order": "0",
        "x-0-type": "heading",
        "x-0-value": value,
        "x-1-deleted": "",
        "x-1-order": "1",
        "x-1-type": "table",
        "x-1-value-caption": value,
        "x-1-value-column-count": "1",
        "x-1-value-column-0-type": "words",
        "x-1-value-column-0-order": "0",
        "x-1-value-column-0-heading": value,
        "x-1-value-column-0-deleted": "",
        "x-1-value-row-count": "1",
        "x-1-value-row-0-order": "0",
        "x-1-value-row-0-deleted": "",
        "x-1-value-cell-0-0": value,
    }


def test_a_block_and_every_part_of_a_table_are_cleaned():
    block = BodyBlock()
    value = block.clean(block.value_from_datadict(_typed("a\x0bb"), {}, "x"))
    table = value[1].value
    assert value[0].value == "a b"
    assert (table.caption, table.columns[0]["heading"]) == ("a b", "a b")
    assert table.row_data[0]["values"] == ["a b"]


def test_rich_text_is_cleaned():
    paragraph = BodyBlock().child_blocks["paragraph"]
    typed = (
        r'{"blocks": [{"key": "a", "text": "one\u000btwo\u0007", "type": "unstyled", "depth": 0,'
        r' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
    )
    value = paragraph.clean(paragraph.value_from_datadict({"x": typed}, {}, "x"))
    assert "one\ntwo<" in value.source
