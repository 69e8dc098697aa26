"""What texts that several people draft and publish in versions share: notes of events, feedback, decisions."""

from assembly.core.rules import ALLOWED, Ruling, refused, says_why


def is_as_seen(seen: int, edit: int) -> Ruling:
    """Two people may have the same draft open; the one who saves second would undo what the first wrote."""
    if seen == edit:
        return ALLOWED
    return refused(
        "Somebody else saved this draft while you were writing, so yours is not saved yet. Read what they wrote, "
        "then save again."
    )


def says_what_changed(number: int, note: str) -> Ruling:
    """The first version changes nothing; each later one says what it corrects."""
    if number == 1:
        return ALLOWED
    return says_why(note, "Say what you changed, and why. Everyone can read your note.")
