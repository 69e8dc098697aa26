"""May this text be put, this passage be commented on, this comment be hidden?"""

from assembly.core.rules import ALLOWED, Ruling, refused, says_why

from .carrying import cut
from .models import LONGEST_COMMENT, PassageComment, TextVersion

MOST_PASSAGES = 600
WHY_HIDDEN = "Say why you are hiding it. Your reason is kept with the comment and is not public."


def is_a_text(source: str) -> Ruling:
    number = len(cut(source))
    if not number:
        return refused("Enter the text.")
    if number > MOST_PASSAGES:
        return refused(
            f"The text has {number:,} passages, and {MOST_PASSAGES} are the most. Leave out what people need not "
            "comment on, or join short paragraphs."
        )
    return ALLOWED


def says_what_changed(note: str, *, is_new_version: bool) -> Ruling:
    if not is_new_version:
        return ALLOWED
    return says_why(
        note,
        "People have commented on this version, so this will be a new one. Say what you changed: everybody can "
        "read it.",
    )


def is_as_seen(newest: TextVersion, seen: str) -> Ruling:
    if newest.stamp == seen:
        return ALLOWED
    return refused(
        "The text changed while you were writing. Nothing you typed is lost: read the passage as it is now, and send "
        "your comment again."
    )


def says_something(words: str) -> Ruling:
    if len(words) > LONGEST_COMMENT:
        return refused(f"A comment has {LONGEST_COMMENT:,} characters at most.")
    return says_why(words, "Write your comment.")


def may_withdraw(comment: PassageComment, *, is_theirs: bool) -> Ruling:
    if not is_theirs:
        return refused("Only people who speak for its sender can take a comment back.")
    return refused("This comment was taken back.") if comment.withdrawn_at else ALLOWED


def may_hide(comment: PassageComment, because: str) -> Ruling:
    if comment.hidden_at:
        return refused("This comment is already hidden.")
    return says_why(because, WHY_HIDDEN)


def may_show(comment: PassageComment) -> Ruling:
    return ALLOWED if comment.hidden_at else refused("This comment is not hidden.")
