"""What may be loaded of an official register, and which part of it is wanted."""

import re

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

FEW = 10
AREA = re.compile(r"[A-Z]{1,2}")


def may_be_loaded(file_name: str, rows: int, bad: int) -> Ruling:
    """A file of an official register is loaded whole or not at all."""
    if bad:
        lines = in_words(bad, "lines")
        return refused(f"{file_name} has {lines} that cannot be used, so none of it was loaded.")
    if not rows:
        return refused(f"{file_name} has no line below its titles, so there is nothing to load.")
    return ALLOWED


def holds_all_of_it(missing: int, known: int) -> bool:
    """Whether a file can be the whole register, although it misses so many of the entries known so far.

    A month takes few charities from a register. A file that misses more than two in a hundred, or half of a few, is a
    part of it, and says nothing of those that it does not hold.
    """
    return missing * 2 <= known and (missing <= FEW or missing * 50 <= known)


def is_in_postcode_area(postcode: str, wanted: str) -> bool:
    """Whether a postcode (SN10 1AA) lies in an area (SN), a district (SN10) or a sector (SN10 1).

    SN10 does not lie in the district SN1, whose name it begins with.
    """
    wanted = " ".join(wanted.upper().split())
    outward, _, inward = postcode.partition(" ")
    area = AREA.match(outward)
    return wanted in {area[0] if area else None, outward, f"{outward} {inward[:1]}"}
