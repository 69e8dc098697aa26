"""Words, figures and tags as the site writes them; loaded in every template.

Dates are days in Europe/London. Money is Decimal: no figure passes through a float on its way to the page.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from assembly.core.differences import Kind, Piece
from assembly.core.figures import in_words

register = template.Library()

PENNY = Decimal("0.01")
POUND = Decimal(1)
MILLION = Decimal(1_000_000)
NOON = 12
MINUS = "\N{MINUS SIGN}"


@register.filter
def pounds(amount: Decimal | int | str | None) -> str:
    """£1,234.50; whole pounds without pence: £1,234. Empty for no amount."""
    value = _decimal(amount)
    if value is None:
        return ""
    value = value.quantize(PENNY, ROUND_HALF_UP)
    return _signed(
        value, f"{abs(value):,.0f}" if value == value.to_integral() else f"{abs(value):,}"
    )


@register.filter
def millions(amount: Decimal | int | str | None) -> str:
    """£40.701m, as the report writes totals; below a million in whole pounds."""
    value = _decimal(amount)
    if value is None:
        return ""
    if abs(value) < MILLION:
        return pounds(value.quantize(POUND, ROUND_HALF_UP))
    thousandths = (value / MILLION).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return _signed(value, f"{abs(thousandths):,}m")


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Monday 30 November 2026."""
    on = _day(value)
    return f"{on:%A} {on.day} {on:%B %Y}" if on else ""


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """30 November 2026."""
    on = _day(value)
    return f"{on.day} {on:%B %Y}" if on else ""


@register.filter
def time_of_day(value: dt.datetime | None) -> str:
    """9.30am, 12 noon, 5pm, 12 midnight."""
    if not value:
        return ""
    local = timezone.localtime(value)
    if local.minute == 0 and local.hour % NOON == 0:
        return "12 noon" if local.hour else "12 midnight"
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % NOON or NOON}{minutes}{'pm' if local.hour >= NOON else 'am'}"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """9.30am on Monday 30 November 2026."""
    return f"{time_of_day(value)} on {day(value)}" if value else ""


@register.filter
def until(value: dt.date | dt.datetime | None) -> str:
    """Write the last moment of a closing day: 11.59pm on Monday 30 November 2026.

    An instant at midnight, which is no longer inside, is the minute before; any other is written as it is.
    """
    if not value:
        return ""
    if not isinstance(value, dt.datetime):
        return f"11.59pm on {day(value)}"
    local = timezone.localtime(value)
    at_midnight = (local.hour, local.minute) == (0, 0)
    return moment(local - dt.timedelta(minutes=1) if at_midnight else local)


@register.simple_tag
def tag(text: object, colour: str = "") -> SafeString:
    """Write a status in a word or two: green, purple, red, orange, teal, yellow or (without a colour) grey.

    The caller chooses the colour; where it depends on a state, `COLOURS` beside the states decides.
    No template: lists have one on every line.
    """
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour or "grey", text
    )


@register.simple_tag
def figure(value: object, label: str, note: object = "", url: str = "") -> SafeString:
    """Write one headline number, in <ul class="asm-figures">."""
    words = format_html('<a class="govuk-link" href="{}">{}</a>', url, label) if url else label
    return format_html(
        '<li class="asm-figure"><span class="asm-figure__value">{}</span> '
        '<span class="asm-figure__label">{}</span>{}</li>',
        value,
        words,
        format_html(' <span class="asm-figure__note">{}</span>', note) if note else "",
    )


@register.simple_tag
def differences(pieces: Iterable[Piece]) -> SafeString:
    """Write a text with what was taken out and what was put in, word by word (`core.differences`).

    Those who hear the page are told in words; no screen reader says by itself that a word is struck out. The two
    classes hide the words on the public pages and in the admin.
    """
    marks = {Kind.OUT: ("del", "removed"), Kind.IN: ("ins", "added")}
    return format_html_join(
        "",
        "{}",
        (
            [
                format_html(
                    '<{0}><span class="govuk-visually-hidden w-sr-only">[{1}: </span>{2}'
                    '<span class="govuk-visually-hidden w-sr-only">]</span></{0}>',
                    *marks[piece.kind],
                    linebreaksbr(piece.text, autoescape=True),
                )
                if piece.kind in marks
                else linebreaksbr(piece.text, autoescape=True)
            ]
            for piece in pieces
        ),
    )


@register.simple_tag
def rule(name: str, unit: str = "", *, spelt: bool = False) -> str:
    """Write the figure of a rule, by the full name of its constant; without a unit the number alone."""
    figure = import_string(name)
    return in_words(figure, unit, spelt=spelt) if unit else str(figure)


def _day(value: dt.date | dt.datetime | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date()
    return value or None


def _decimal(amount: Decimal | int | str | None) -> Decimal | None:
    try:
        return None if amount is None or amount == "" else Decimal(amount)
    except (InvalidOperation, TypeError, ValueError):
        return None


def _signed(value: Decimal, figure: str) -> str:
    return f"{MINUS if value < 0 else ''}£{figure}"
