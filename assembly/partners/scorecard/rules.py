"""May somebody reply to the scorecard of a public body, take a reply back, or hide one?"""

import datetime as dt

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.hiding.rules import MAY_HIDE, may_hide_again
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.partners.models import HiddenReply, PublicBody, ScorecardReply

from .models import LONGEST_REPLY

MAY_REPLY = "partners.reply_to_scorecard"


def may_reply(body: PublicBody, by: User, *, speaks: bool) -> Ruling:
    """An officer of the body, or of the one that followed it; or the Support Unit, for a body without an account."""
    if speaks or by.has_perm(MAY_REPLY):
        return ALLOWED
    return refused(f"Only officers of {body} and the Support Unit can reply to its scorecard.")


def is_theirs(last: ScorecardReply | None, *, speaks: bool) -> Ruling:
    """What the officers of a body wrote is theirs: the Support Unit corrects and withdraws what it entered for them."""
    if speaks or last is None or last.is_entered or last.is_withdrawn:
        return ALLOWED
    return refused(
        "An officer of the body wrote this reply, so only its officers correct or withdraw it. If it must not be read, "
        "hide it."
    )


def has_words(text: str) -> Ruling:
    if not text.strip():
        return refused("Write the reply.")
    if len(text) > LONGEST_REPLY:
        return refused(
            f"A reply has at most {in_words(LONGEST_REPLY, 'characters')}; this one has {len(text):,}. Shorten it."
        )
    return ALLOWED


def is_seen(last: ScorecardReply | None, seen: int | None) -> Ruling:
    """Whoever corrects a reply has read the newest one. `seen` is its number, 0 for none; None: not asked."""
    number = last.number if last else 0
    if seen is None or seen == number:
        return ALLOWED
    return refused(
        f"Somebody published version {number} of the reply since you opened this page. Read it below, and send your "
        "text again if it still holds."
    )


def says_something_new(last: ScorecardReply | None, text: str) -> Ruling:
    if last and not last.is_withdrawn and last.text == text:
        return refused("This is the reply that is published already: change it first.")
    return ALLOWED


def may_be_withdrawn(reply: ScorecardReply, *, newest: int) -> Ruling:
    if reply.is_withdrawn:
        return refused("This reply has already been withdrawn.")
    if reply.number != newest:
        return refused("A newer version has taken the place of this one: withdraw that one.")
    return ALLOWED


def is_public_reason(reason: str) -> Ruling:
    return says_why(reason, "Say why the reply is withdrawn. The reason is shown to everyone.")


def may_hide(by: User, at: dt.datetime, *, is_hidden: bool, last: HiddenReply | None) -> Ruling:
    if not by.has_perm(MAY_HIDE):
        return refused("Only the Support Unit and the Assembly Board can hide a reply.")
    if is_hidden:
        return refused("This version of the reply is hidden already.")
    return may_hide_again(by, at, last=last)
