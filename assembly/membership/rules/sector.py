"""Whether the figures of the sector may be frozen."""

from assembly.core.rules import ALLOWED, Ruling, refused


def may_freeze(title: str, *, is_taken: bool) -> Ruling:
    """A snapshot is known by its title."""
    if is_taken:
        return refused(f"There is a snapshot called “{title}” already. Choose another title.")
    return ALLOWED
