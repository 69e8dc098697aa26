"""What is said of two days while they are typed, and of a window beside its page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from assembly.consultations import rules
from assembly.consultations.compliance import days, feedback_due_on, judge
from assembly.consultations.models import PreElectionPeriod
from assembly.consultations.window import FULL_IN_WORDS, Overlap, Window, full_window
from assembly.core import parts
from assembly.core.figures import in_words
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import day, short_day


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[tuple[str, str], ...]
    sentence: str
    notes: tuple[str, ...]


def worked_out(opens_on: dt.date, closes_on: dt.date | None, *, on: dt.date) -> Facts | Ruling:
    """Length, weeks, shortfall, holidays and elections; without a closing day, of the twelve weeks proposed."""
    first = rules.is_near(Window(opens_on, opens_on))
    if not first:
        return first
    window = Window(opens_on, closes_on) if closes_on else full_window(opens_on)
    ruling = rules.is_in_time(window, on=on)
    if not ruling:
        return ruling
    proposed = "" if closes_on else f" ({FULL_IN_WORDS} after the opening day)"
    return Facts(
        rows=(
            ("Opens on", day(window.opens_on)),
            ("Closes on", f"{day(window.closes_on)}{proposed}"),
            ("Length", f"{days(window.length)}, ending in week {window.weeks}"),
            ("Short by", days(window.shortfall) if window.shortfall else "Nothing"),
            ("Feedback due by", day(feedback_due_on(window))),
        ),
        sentence=judge(window, has_reason=True).sentence,
        notes=(*notes_on(window), *_what_short_needs(window)),
    )


def notes_on(window: Window) -> list[str]:
    """The holidays, and the periods before elections, that a window runs over."""
    found = [holiday_words(window.holidays()), *_of_elections(window, periods_in(window))]
    return [note for note in found if note]


def holiday_words(overlaps: list[Overlap]) -> str:
    """Name the holidays the window runs over, with how much of it they take."""
    named = [f"{overlap.holiday} ({days(overlap.days)})" for overlap in overlaps]
    if not named:
        return ""
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return f"The window runs over {listed}, when fewer people can answer."


def periods_in(window: Window) -> Iterable[PreElectionPeriod]:
    """There are a few a year, and the page of each consultation asks."""
    known = parts.kept("consultations:periods", lambda: list(PreElectionPeriod.objects.all()))
    return [
        one
        for one in known
        if one.first_day <= window.closes_on and one.last_day >= window.opens_on
    ]


def _of_elections(window: Window, periods: Iterable[PreElectionPeriod]) -> Iterable[str]:
    for period in periods:
        first = max(period.first_day, window.opens_on)
        last = min(period.last_day, window.closes_on)
        number = in_words((last - first).days + 1, "days")
        yield (
            f"{number} of the window fall in the pre-election period before {period.election}, "
            f"{short_day(period.first_day)} to {short_day(period.last_day)}, when public bodies limit "
            "what they announce."
        )


def _what_short_needs(window: Window) -> tuple[str, ...]:
    if window.is_full:
        return ()
    return (
        "Give a reason below, or choose a later closing day. Without a reason it takes two members of the Assembly "
        "Board to publish it.",
    )
