"""Which file is taken from somebody who hands it in on a page, beside the documents of the Wagtail admin."""

from typing import IO

from assembly.core.rules import Ruling, refused

from . import rules, scanning
from .kinds import KINDS

MEGABYTE = 1_000_000
# The proxy takes a little more (deploy/nginx.conf), so that it is said in a sentence which file is too large.
MOST_MEGABYTES = 15
ACCEPT = ",".join(f".{ending}" for ending in KINDS)
WHICH = f"Up to {MOST_MEGABYTES} MB. PDF, Word, Excel, PowerPoint, OpenDocument, text or a picture."


def may_be_handed_in(file: IO[bytes], name: str, size: int) -> Ruling:
    """By its size, then by what it is and not by what its name says, then by the scanner where there is one."""
    if size > MOST_MEGABYTES * MEGABYTE:
        return refused(
            f"{name} is larger than {MOST_MEGABYTES} MB. Make it smaller, for example by saving its pictures at a "
            "lower resolution, or split it."
        )
    ruling = rules.may_be_taken(file, name)
    return ruling and scanning.may_be_kept(file)
