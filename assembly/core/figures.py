"""A number with its noun, as people read it: “1 award”, “1,200 awards”, “24 hours”, “twelve weeks”, “an hour”.

Of a figure that is a rule, the rule's module has it as a constant, and every sentence reads it from there: Python with
`in_words`, a template with `{% rule "elections.rules.voting.PROOF_LASTS" "minutes" %}`. `tests/test_figures.py` finds
one written by hand, and a plural made by hand.
"""

import datetime as dt

UNITS = {
    "minutes": dt.timedelta(minutes=1),
    "hours": dt.timedelta(hours=1),
    "days": dt.timedelta(days=1),
    "weeks": dt.timedelta(weeks=1),
    "months": dt.timedelta(days=365) / 12,
    "years": dt.timedelta(days=365),
}
SPELT = (
    *("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen"),
)


def in_words(figure: dt.timedelta | int, unit: str, *, one: str = "", spelt: bool = False) -> str:
    """Write a length in this unit, or so many of it where the figure is a whole number.

    `unit` is a plural; `one` its singular where that is not the plural without its s, or a verb follows:
    `in_words(number, "awards were", one="award was")`.
    """
    number = figure if isinstance(figure, int) else round(figure / UNITS[unit])
    if number == 1:
        unit = one or unit[:-1]
    if not spelt or number >= len(SPELT):
        return f"{number:,} {unit}"
    return f"{'an' if unit == 'hour' else SPELT[number]} {unit}"
