"""The counting rules, a module each. A rule is a function from an `Election` to a `Count`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import ers97, meek, scottish

if TYPE_CHECKING:
    from ..results import Count, Election

RULES: dict[str, Callable[[Election], Count]] = {
    "scottish": scottish.count,
    "meek": meek.count,
    "ers97": ers97.count,
}
