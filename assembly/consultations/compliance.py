"""Did the window keep the promise of twelve weeks? Computed from the facts, never typed by anyone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assembly.core.figures import in_words

from .window import FULL, FULL_IN_WORDS, Window


class Finding(StrEnum):
    COMPLIANT = "compliant"
    SHORT_WITH_REASON = "short with reason"
    SHORT_WITHOUT_REASON = "short without reason"


@dataclass(frozen=True, slots=True)
class Compliance:
    """The finding on one window, with the sentence shown to everyone."""

    finding: Finding
    sentence: str

    @property
    def is_short(self) -> bool:
        return self.finding is not Finding.COMPLIANT


def judge(window: Window, *, has_reason: bool) -> Compliance:
    """A window under 84 days is short by so many days, and is explained or is not."""
    if window.is_full:
        more = "more than " if window.length > FULL.days else ""
        return Compliance(
            Finding.COMPLIANT,
            f"A window of {days(window.length)}: {more}the {FULL_IN_WORDS} that the Compact promises.",
        )
    short = (
        f"A window of {days(window.length)}, {days(window.shortfall)} short of the {FULL_IN_WORDS} "
        f"({FULL.days} days) that the Compact promises."
    )
    if has_reason:
        return Compliance(Finding.SHORT_WITH_REASON, short)
    return Compliance(
        Finding.SHORT_WITHOUT_REASON,
        f"{short} The public body gave no reason, in contravention of the agreed twelve-week timescale.",
    )


def feedback_due_on(window: Window) -> dt.date:
    """C6: the public body says what it heard and did within twelve weeks of closing."""
    return window.closes_on + FULL


class FeedbackStanding(StrEnum):
    """Whether a body said in time what it heard and did."""

    NOT_OWED = "not owed"
    DUE = "due"
    OVERDUE = "overdue"
    ON_TIME = "on time"
    LATE = "late"
    CLEARED = "cleared"


def judge_feedback(
    window: Window, *, given_on: dt.date | None, is_cleared: bool, is_withdrawn: bool, on: dt.date
) -> FeedbackStanding:
    """Judge feedback on a given day: due until the end of the due day, then overdue until it is given.

    Owed from the close on. A withdrawn consultation owes none, unless feedback was given all the same. What the Board
    cleared is neither overdue nor late, whatever came afterwards.
    """
    due = feedback_due_on(window)
    if given_on is not None and given_on <= due:
        return FeedbackStanding.ON_TIME
    if is_cleared:
        return FeedbackStanding.CLEARED
    if given_on is not None:
        return FeedbackStanding.LATE
    if is_withdrawn or on <= window.closes_on:
        return FeedbackStanding.NOT_OWED
    return FeedbackStanding.DUE if on <= due else FeedbackStanding.OVERDUE


def days(count: int) -> str:
    return in_words(count, "days")
