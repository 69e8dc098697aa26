"""May this consultation be published, withdrawn or answered?"""

import datetime as dt
from collections.abc import Sequence

from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import day, short_day
from assembly.membership.models import Organisation

from .asking.given import Given
from .compliance import days
from .models.records import Consultation
from .window import FULL_IN_WORDS, Phase, Window


def may_act_for_board(*, is_board: bool) -> Ruling:
    """docs/design.md: the Assembly Board publishes consultations, and nobody else does."""
    if is_board:
        return ALLOWED
    return refused(
        "Only the Assembly Board publishes or withdraws a consultation: submit it to the Board for approval."
    )


def may_be_published(consultation: Consultation, *, on: dt.date) -> Ruling:
    """Days that lie ahead, at a stage where views still count, and twelve weeks or a reason."""
    if consultation.is_published:
        return refused("This consultation was published before, and its days are fixed.")
    if consultation.window is None:
        return refused("Give the opening day and the closing day.")
    if consultation.stage == Consultation.Stage.DECIDED:
        return refused(
            "Nothing can change any more, so there is nothing to consult on. Consult while ideas are forming, "
            "or while there are options."
        )
    in_time = is_in_time(consultation.window, on=on)
    if not in_time:
        return in_time
    if consultation.without_reason:
        return ALLOWED
    return has_time_or_reason(consultation.window, has_reason=consultation.has_reason)


def is_in_time(window: Window, *, on: dt.date) -> Ruling:
    """The two days are in order, and nobody lost a day before the consultation was published."""
    if window.closes_on < window.opens_on:
        return refused("The closing day is before the opening day.")
    if window.opens_on < on:
        return refused(
            f"The opening day, {short_day(window.opens_on)}, has passed. Choose today or a later day, and move the "
            "closing day with it."
        )
    return ALLOWED


def has_time_or_reason(window: Window, *, has_reason: bool) -> Ruling:
    if window.is_full or has_reason:
        return ALLOWED
    return refused(
        f"This consultation would run for {days(window.length)}, {days(window.shortfall)} short of the {FULL_IN_WORDS} "
        "that the Compact promises. Choose a later closing day, or give the reason: pick one from the list and "
        "explain it. The reason is shown to everyone."
    )


def override_takes_two(asked_by: int | None, published_by: int) -> Ruling:
    """A short window without a reason needs two members of the Board: one asks for it, another publishes."""
    if asked_by is None:
        return refused(
            "Publishing without a reason takes two members of the Assembly Board. Tick “Publish without a reason” and "
            "save; then another member publishes."
        )
    if asked_by == published_by:
        return refused(
            "Publishing without a reason takes two members of the Assembly Board. You asked for it, so another member "
            "has to publish. Submit it for approval and they will see it."
        )
    return ALLOWED


def may_be_withdrawn(consultation: Consultation) -> Ruling:
    """A dropped consultation keeps its page and its responses, so only one that people have seen is withdrawn."""
    if not consultation.is_published:
        return refused("This consultation is a draft: delete it instead of withdrawing it.")
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn before.")
    return ALLOWED


def is_public_reason(reason: str) -> Ruling:
    return says_why(reason, "Say why it is withdrawn. The reason is shown to everyone.")


def is_taking_responses(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """The clock decides: from the opening until the last minute of the closing day."""
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn, so it takes no more responses.")
    phase, window = consultation.phase(at), consultation.window
    if phase is None or window is None:
        return refused("This consultation is not published.")
    if phase is Phase.FORTHCOMING:
        return refused(f"This consultation opens on {day(window.opens_on)}.")
    if phase is Phase.CLOSED:
        return refused(f"This consultation closed at 11.59pm on {day(window.closes_on)}.")
    return ALLOWED


def may_respond(
    consultation: Consultation, organisation: Organisation, *, acts_for: bool, at: dt.datetime
) -> Ruling:
    """A member organisation answers through a delegate, while the window is open."""
    in_time = is_taking_responses(consultation, at=at)
    if not in_time:
        return in_time
    if not acts_for:
        return refused(f"You do not act for {organisation.name}.")
    if not organisation.is_member:
        return refused(
            f"{organisation.name} is not a member of the Assembly at present. It can respond as an organisation that "
            "is not a member, with an e-mail address."
        )
    return ALLOWED


def says_something(answers: Sequence[Given]) -> Ruling:
    """A response needs an answer to one question at least."""
    if any(not one.is_empty for one in answers):
        return ALLOWED
    return refused("Answer at least one question.")


def may_read_responses(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """Responses stay closed until the end of the promised window, even if the consultation is withdrawn."""
    window = consultation.window
    if window is None or not consultation.is_published:
        return refused("This consultation is not published, so nobody has responded.")
    if at < window.ends_at():
        return refused(
            "Responses can be read once the window has closed: after 11.59pm on "
            f"{day(window.closes_on)}. Until then, who responded and what they wrote stay closed to everybody."
        )
    return ALLOWED
