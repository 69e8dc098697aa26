"""How many awards may be classed in one act, and only as they were seen."""

from collections.abc import Mapping

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

MOST = 10_000


def may_be_classed(number: int) -> Ruling:
    if not number:
        return refused("Tick at least one award, or remove a filter.")
    if number > MOST:
        return refused(
            f"These are {number:,} awards, and {MOST:,} at most are changed at once: narrow the list."
        )
    return ALLOWED


def list_is_as_seen(seen: str, digest: str) -> Ruling:
    if seen == digest:
        return ALLOWED
    return refused(
        "These awards have changed since you opened this page, so nothing was saved. Look at the number, and save "
        "again."
    )


def are_as_seen(seen: Mapping[int, str], found: Mapping[int, str]) -> Ruling:
    """Nobody overwrites what somebody else has said of an award in the meantime."""
    differing = sum(found.get(award) != stamp for award, stamp in seen.items())
    if not differing:
        return ALLOWED
    if len(seen) == 1:
        return refused(
            "Somebody else changed this award while you had it open, so nothing was saved. What it says now is shown "
            "here: save again if you want to change it."
        )
    awards = in_words(differing, "awards were", one="award was")
    return refused(
        f"{awards} changed by somebody else while you had the list open, so nothing was saved. The list shows them "
        "as they are now: look at it, and save again."
    )
