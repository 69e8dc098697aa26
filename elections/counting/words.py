"""How votes and names are written in a count sheet."""

from __future__ import annotations

from collections.abc import Sequence


def as_decimal(units: int, decimals: int = 5) -> str:
    """Write integer units of 10⁻⁵ (or another precision) as a plain decimal: 19024707 is 190.24707."""
    whole, fraction = divmod(abs(units), 10**decimals)
    return f"{'-' if units < 0 else ''}{whole}.{fraction:0{decimals}d}"


def in_words(units: int, decimals: int = 5) -> str:
    """Write votes for a sentence: thousands apart, and decimals only where there are some."""
    whole, fraction = divmod(units, 10**decimals)
    return f"{whole:,}.{fraction:0{decimals}d}" if fraction else f"{whole:,}"


def joined(names: Sequence[str]) -> str:
    """Join names as English does: one; one and two; one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def votes_written(amount: str) -> str:
    """Write votes that are written already, with their noun: 1 vote, 3.50 votes."""
    return f"{amount} {'vote' if amount == '1' else 'votes'}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: 1 seat, 4 seats, 1,200 papers."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
