"""May this consultation be published, withdrawn or answered?"""

import datetime as dt
from collections.abc import Sequence

from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import day, short_day
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from .asking.given import Given
from .compliance import days
from .models.records import Consultation
from .window import FULL_IN_WORDS, Phase, Window

FIRST_YEAR, LAST_YEAR = 2000, 2100


def may_act_for_board(*, is_board: bool) -> Ruling:
    """docs/design.md: the Assembly Board publishes consultations, and nobody else does."""
    if is_board:
        return ALLOWED
    return refused(
        "Only the Assembly Board publishes or withdraws a consultation: submit it to the Board for approval."
    )


def may_be_submitted(consultation: Consultation, *, on: dt.date) -> Ruling:
    """Days that lie ahead, at a stage where views still count.

    A short window without a reason is submitted too: two members of the Board decide on it.
    """
    if consultation.is_published:
        return refused("This consultation is already published, so its days are fixed.")
    if consultation.window is None:
        return refused("Give the opening day and the closing day.")
    if consultation.stage == Consultation.Stage.DECIDED:
        return refused(
            "Nothing can change any more, so there is nothing to consult on. Consult while ideas are forming, "
            "or while there are options."
        )
    in_time = is_in_time(consultation.window, on=on)
    return in_time and may_still_consult(consultation.body, on=consultation.window.opens_on)


def may_be_published(consultation: Consultation, *, on: dt.date) -> Ruling:
    """What may be submitted, with twelve weeks or a reason; without either two members of the Board publish it."""
    ruling = may_be_submitted(consultation, on=on)
    if not ruling or consultation.window is None or consultation.without_reason:
        return ruling
    return has_time_or_reason(consultation.window, has_reason=consultation.has_reason)


def waits_for_two(consultation: Consultation) -> bool:
    """Whether only an override of two members of the Board can publish it as it stands."""
    return (
        consultation.window is not None
        and not consultation.is_published
        and not consultation.window.is_full
        and not consultation.has_reason
    )


def is_near(window: Window) -> Ruling:
    """Years that somebody can mean: a year typed half is none, and the calendar of holidays ends somewhere."""
    if window.opens_on.year >= FIRST_YEAR and window.closes_on.year <= LAST_YEAR:
        return ALLOWED
    return refused(f"Give days between {FIRST_YEAR} and {LAST_YEAR}: check the year.")


def is_in_time(window: Window, *, on: dt.date) -> Ruling:
    """The two days are in order, and nobody lost a day before the consultation was published."""
    if not (ruling := is_near(window)):
        return ruling
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
            "save the draft; then another member publishes."
        )
    if asked_by == published_by:
        return refused(
            "Publishing without a reason takes two members of the Assembly Board. You asked for it, so another member "
            "has to publish. Submit it for approval and they will see it."
        )
    return ALLOWED


def may_be_withdrawn(consultation: Consultation, *, on: dt.date) -> Ruling:
    """A dropped consultation keeps its page and its responses, so only one that people have seen is withdrawn.

    Not once it has closed: whoever responded is owed an answer, and an overdue one would be gone from the scorecard.
    """
    if not consultation.is_published:
        return refused("This consultation is a draft: delete it instead of withdrawing it.")
    if consultation.is_withdrawn:
        return refused("This consultation has already been withdrawn.")
    if consultation.closes_on and on > consultation.closes_on:
        return refused(
            f"This consultation closed on {short_day(consultation.closes_on)}, so people are owed an answer. If it is "
            "dropped, the body says so in its feedback and its decision."
        )
    return ALLOWED


def may_be_extended(consultation: Consultation, *, to: dt.date, at: dt.datetime) -> Ruling:
    """Only while it is open, and only to a later day."""
    if not (ruling := is_taking_responses(consultation, at=at)):
        return refused(f"{ruling.reason} Only an open consultation can be extended.")
    if consultation.closes_on is None or to <= consultation.closes_on:
        return refused(
            f"A consultation is never closed early: choose a day after {short_day(consultation.closes_on)}."
        )
    return is_near(Window(consultation.closes_on, to))


def may_ask_for_body(*, speaks: bool, body: PublicBody) -> Ruling:
    """An officer who acts today for the body, or for the one that followed it."""
    return ALLOWED if speaks else refused(f"Only officers of {body} can ask for more time.")


def may_still_consult(body: PublicBody, *, on: dt.date) -> Ruling:
    """A body that has ended asks nobody any more; what it opened before stays open until its closing day."""
    if body.is_over(on):
        return refused(f"{body} has ended. The body that follows it has to hold this consultation.")
    return ALLOWED


def may_be_asked_longer(*, waits: bool) -> Ruling:
    if waits:
        return refused("The Board already has a request to extend this consultation.")
    return ALLOWED


def may_be_answered(*, is_answered: bool) -> Ruling:
    return refused("This request has already been answered.") if is_answered else ALLOWED


def says_why_not(because: str) -> Ruling:
    return says_why(because, "Say why you are not extending it. The officer who asked reads it.")


def is_public_reason_to_extend(reason: str) -> Ruling:
    return says_why(reason, "Say why it is extended. The reason is shown to everyone.")


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
            f"{day(window.closes_on)}. Until then nobody but the sender can see who responded or what they wrote."
        )
    return ALLOWED
