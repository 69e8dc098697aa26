"""The counting rules, a module each. A rule is a function from an `Election` to a `Count`."""

from collections.abc import Callable

from ..results import Count, Election
from . import ers97, meek, scottish

RULES: dict[str, Callable[[Election], Count]] = {
    "scottish": scottish.count,
    "meek": meek.count,
    "ers97": ers97.count,
}
