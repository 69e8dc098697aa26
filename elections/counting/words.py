"""How votes and names are written in a count sheet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

# Control characters but the line feed, and those that are not seen: they turn the direction of
# writing, break lines, or have no width. The joiners that scripts and emoji need are left.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
_MOST_NAMED = 20


def as_decimal(units: int, decimals: int = 5) -> str:
    """Write integer units of 10⁻⁵ (or another precision) as a plain decimal: 19024707 is 190.24707."""
    whole, fraction = divmod(abs(units), 10**decimals)
    return f"{'-' if units < 0 else ''}{whole}.{fraction:0{decimals}d}"


def in_words(units: int, decimals: int = 5) -> str:
    """Write votes for a sentence: thousands apart, and decimals only where there are some."""
    whole, fraction = divmod(units, 10**decimals)
    return f"{whole:,}.{fraction:0{decimals}d}" if fraction else f"{whole:,}"


def visible(text: str) -> str:
    """Write characters that would act unseen on a terminal or page as signs: ␛, [U+202E]. Line feeds stay."""
    return _UNSEEN.sub(_as_sign, text)


def _as_sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20 or code == 0x7F:
        return chr(0x2421 if code == 0x7F else 0x2400 + code)
    return f"[U+{code:04X}]"


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return the candidates' names as they are shown, with the number beside those that look alike."""
    shown = [visible(name) for name in names]
    looks = [" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in shown]
    times = Counter(looks)
    return tuple(
        f"{name} (candidate {number})" if times[look] > 1 else name
        for number, (name, look) in enumerate(zip(shown, looks, strict=True), 1)
    )


def joined(names: Sequence[str]) -> str:
    """Join names as English does: one; one and two; one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def joined_some(names: Sequence[str]) -> str:
    """Join names, but of many only the first, and say how many others there are."""
    if len(names) <= _MOST_NAMED:
        return joined(names)
    return joined([*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1:,} others"])


def votes_written(amount: str) -> str:
    """Write votes that are written already, with their noun: 1 vote, 3.50 votes."""
    return f"{amount} {'vote' if amount == '1' else 'votes'}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: 1 seat, 4 seats, 1,200 papers."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
