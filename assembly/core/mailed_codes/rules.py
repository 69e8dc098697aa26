"""When another code is mailed, and what is said of one that is refused."""

from assembly.core.rules import ALLOWED, Ruling, refused

from .purposes import TRIES, Limit, Purpose


def may_send(limit: Limit, sent: int) -> Ruling:
    return refused(limit.refusal) if sent >= limit.codes else ALLOWED


def may_try(purpose: Purpose, tries: int) -> Ruling:
    if tries >= TRIES:
        return refused(f"Too many wrong codes were typed. {purpose.again}")
    return ALLOWED


def wrong(purpose: Purpose) -> Ruling:
    """One sentence for wrong, used and too old: which of them it is helps only somebody who guesses."""
    return refused(
        f"This code is wrong, was used already, or is older than {purpose.age}. Look at the newest mail. "
        f"{purpose.again}"
    )


def not_mailed(purpose: Purpose) -> Ruling:
    return refused(
        "The code could not be mailed: our mail server did not take it. Try again in a few minutes"
        f"{f', or {purpose.instead}' if purpose.instead else ''}."
    )
