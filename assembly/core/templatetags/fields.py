"""Draws a form field's control with the classes of the site's design; used by the one field template."""

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

register = template.Library()

# The first kind that matches wins: to Django, a group of tick boxes is a kind of radio buttons.
SHAPES = (
    (CheckboxSelectMultiple, "checkboxes"),
    (RadioSelect, "radios"),
    (CheckboxInput, "tick"),
    (PasswordInput, "password"),
    (MultiWidget, "group"),
)
CLASSES = (
    (Textarea, "govuk-textarea"),
    (Select, "govuk-select"),
    (FileInput, "govuk-file-upload"),
    (CheckboxInput, "govuk-checkboxes__input"),
)


@register.filter
def field_shape(field: BoundField) -> str:
    """Return which shape of the field template suits: radios, checkboxes, tick, password, group or line."""
    widget = field.field.widget
    return next((shape for kind, shape in SHAPES if isinstance(widget, kind)), "line")


@register.simple_tag
def field_control(field: BoundField, extra: str = "") -> SafeString:
    """Return the field's control, keeping any class the form gave it (a width, say)."""
    widget = field.field.widget
    base = next((name for kind, name in CLASSES if isinstance(widget, kind)), "govuk-input")
    wanted = [base, extra, widget.attrs.get("class", "")]
    if field.errors:
        wanted.append(f"{base}--error")
    # No placeholder: it is no label, and it is gone when one needs it. False leaves an attribute out.
    attrs: dict[str, str | bool] = {
        "class": " ".join(filter(None, wanted)),
        "placeholder": False,
    }
    if field.use_fieldset and field.aria_describedby and isinstance(widget, FileInput):
        # Django describes a file control through a fieldset, which one control does not need.
        attrs["aria-describedby"] = field.aria_describedby
    return field.as_widget(attrs=attrs)


@register.simple_tag
def option_control(option: BoundWidget, css_class: str) -> SafeString:
    """Return one radio button or tick box of a group, without its label."""
    option.data["attrs"]["class"] = css_class
    return option.tag(wrap_label=False)


@register.filter
def first_control_id(field: BoundField) -> str:
    """Return the id an error message links to: the control, or the first one of a group."""
    return field.id_for_label or f"{field.auto_id}_0"
