"""May the codebook be changed in this way?"""

from collections.abc import Iterable

from assembly.consultations.models import RaisedTheme
from assembly.core.figures import in_words
from assembly.core.names import same
from assembly.core.rules import ALLOWED, Ruling, refused

MOST_THEMES = 100


def has_a_name(name: str) -> Ruling:
    return ALLOWED if name.strip() else refused("Give the theme a name.")


def is_new(name: str, others: Iterable[RaisedTheme]) -> Ruling:
    found = next((one for one in others if same(one.name, name)), None)
    if found is None:
        return ALLOWED
    return refused(
        f"There is a theme “{found}” already. Use that one, or give this one another name."
    )


def has_room(themes: int) -> Ruling:
    if themes <= MOST_THEMES:
        return ALLOWED
    return refused(
        f"There are already {MOST_THEMES} themes, the most that a consultation can have. Merge some of them first."
    )


def is_open(theme: RaisedTheme) -> Ruling:
    """What was merged into another lives on there."""
    if theme.merged_into is None:
        return ALLOWED
    return refused(f"“{theme}” was merged into “{theme.merged_into}”. Change that one instead.")


def is_seen(seen: tuple[str, str] | None, theme: RaisedTheme) -> Ruling:
    """Two people may have the same theme open; the second would undo what the first changed."""
    if seen is None or seen == (theme.name, theme.description):
        return ALLOWED
    return refused(
        f"Somebody else changed this theme at the same time. It is now called “{theme}”. Check what it says, and save "
        "again if yours should replace it."
    )


def may_be_merged(theme: RaisedTheme, into: RaisedTheme) -> Ruling:
    """Into another theme of the same consultation that was not merged itself: so nothing goes round in a circle."""
    if theme.consultation_id != into.consultation_id:
        return refused("Choose a theme of this consultation.")
    if theme.pk == into.pk:
        return refused("A theme cannot be merged into itself. Choose another one.")
    if not (ruling := is_open(theme)):
        return ruling
    if into.merged_into is not None:
        return refused(
            f"“{into}” was merged into “{into.merged_into}”. Choose a theme that is still in use."
        )
    return ALLOWED


def may_be_deleted(*, codings: int, lines: int, merged: int) -> Ruling:
    """Only while nothing hangs on it."""
    if codings:
        return refused(
            f"{in_words(codings, 'readings use', one='reading uses')} this theme, so it cannot be deleted. Merge it "
            "into another theme instead."
        )
    if lines:
        return refused(
            "The feedback names this theme, so it cannot be deleted. Merge it into another theme instead."
        )
    if merged:
        return refused(
            "Another theme was merged into this one, so it cannot be deleted. Merge it into another theme instead."
        )
    return ALLOWED
