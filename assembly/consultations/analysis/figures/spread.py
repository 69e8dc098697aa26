"""How answers on a scale are spread: quartiles and shares, never an average alone. Pure: knows no Django."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


def quartiles(numbers: Sequence[int]) -> tuple[int, int, int] | None:
    """The places, from 0, at or below which a quarter, half and three quarters of all lie; None where nobody answered.

    `numbers` says how many chose each place. The middle one is the median.
    """
    total = sum(numbers)
    if not total:
        return None
    lower, middle, upper = (_place(numbers, share * total) for share in QUARTERS)
    return lower, middle, upper


def _place(numbers: Sequence[int], wanted: Fraction) -> int:
    reached = 0
    for place, number in enumerate(numbers):
        reached += number
        if reached >= wanted:
            return place
    return len(numbers) - 1


def thirds(points: int) -> tuple[range, range, range]:
    """The places of a scale in its lower third, between, and in its upper third; both thirds have as many."""
    outer = (points - 1) // 3 + 1
    return range(outer), range(outer, points - outer), range(points - outer, points)


def per_cent(part: int, whole: int) -> Decimal:
    """A whole number of hundredths; half a hundredth is one more."""
    if not whole:
        return Decimal(0)
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)
