"""Postcodes as people type them, written one way: SN10 1AA."""

import re

from assembly.core.rules import Refusal

SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class NotAPostcode(Refusal):
    """What was typed is no whole postcode."""


def tidy(typed: str) -> str:
    """The postcode in capitals with one space; empty for nothing."""
    joined = re.sub(r"\s", "", typed).upper()
    if not joined:
        return ""
    shape = SHAPE.fullmatch(joined)
    if not shape:
        raise NotAPostcode("Enter a whole postcode, such as SN10 1AA.")
    return f"{shape[1]} {shape[2]}"


def same(one: str, other: str) -> bool:
    """Whether two are one postcode, however each is written."""
    return "".join(one.split()).upper() == "".join(other.split()).upper()
