"""The scorecard's lines on consultations: were they open for twelve weeks, and did feedback come in time?

`findings` alone decides what counts under which line. docs/scorecard.md has the definitions, word for word.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.key_pages import Order
from assembly.core.templatetags.assembly import short_day
from assembly.partners.scorecard.lines import Bodies, Fact, Line, Row, Subject, Tallied

from .compliance import FeedbackStanding, days, feedback_due_on, judge_feedback
from .models import Consultation, Extension, OverdueCleared
from .window import FULL, FULL_IN_WORDS, Window

Standing = FeedbackStanding
AT_OPENING, AT_CLOSING, LENGTH = "twelve-weeks-at-opening", "twelve-weeks-at-closing", "days-open"
REASONS, WITHOUT = "short-with-a-reason", "short-without-a-reason"
ON_TIME, OVERDUE, LATE = "feedback-on-time", "feedback-overdue", "feedback-late"
CLEARED, WITHDRAWN = "overdue-cleared", "withdrawn"

IN_FULL = f"{FULL_IN_WORDS} ({FULL.days} days)"
OF_FEEDBACK = (
    f"consultations that closed and whose feedback was given, or was due: {FULL_IN_WORDS} after the close. Left out: "
    "feedback that is not due yet, overdue feedback that the Assembly Board cleared, and withdrawn consultations"
)
LINES = (
    Line(
        code=AT_OPENING,
        name=f"Promised {FULL_IN_WORDS} at opening",
        short=f"{FULL_IN_WORDS.capitalize()} at opening",
        definition=(
            f"Consultations whose window, from the opening day to the closing day first given, was {IN_FULL} or more; "
            "of all that have opened. One that was withdrawn later counts, because it was published with that promise; "
            "one that was withdrawn before its opening day never opened and is left out."
        ),
        met=f"{FULL_IN_WORDS.capitalize()} or more",
        unmet="Short",
    ),
    Line(
        code=AT_CLOSING,
        name=f"Open for {FULL_IN_WORDS} at closing",
        short=f"{FULL_IN_WORDS.capitalize()} at closing",
        definition=(
            f"Consultations that were open for {IN_FULL} or more when they closed, extensions included; of all that "
            "have closed. Withdrawn consultations are left out, because they were not open to the end."
        ),
        met=f"{FULL_IN_WORDS.capitalize()} or more",
        unmet="Short",
    ),
    Line(
        code=LENGTH,
        name="Average length of the window",
        short="Average length",
        definition=(
            "Days from the opening day to the closing day, extensions included, on average, with the shortest and the "
            "longest; of all that have closed. Withdrawn consultations are left out."
        ),
        met="Closed",
        unit="days",
        is_average=True,
    ),
    Line(
        code=REASONS,
        name="Short with a reason given",
        short="Short with a reason",
        definition=(
            f"Consultations with a public reason for less than {FULL_IN_WORDS}; of all whose window was short when "
            "they opened, withdrawn ones included. An extension does not change it: the promise at opening was short."
        ),
        met="Reason given",
        unmet="No reason given",
        kinds=dict(Consultation.Reason.choices),
        in_table=False,
    ),
    Line(
        code=WITHOUT,
        name="Short without a reason",
        short="Short without a reason",
        definition=(
            f"Consultations that opened with less than {FULL_IN_WORDS} and no public reason; of all that have opened, "
            "withdrawn ones included."
        ),
        met="Short without a reason",
        unmet="In full, or with a reason",
    ),
    Line(
        code=ON_TIME,
        name="Feedback on time",
        short="Feedback on time",
        definition=f"Consultations whose feedback was published by its due day; of {OF_FEEDBACK}.",
        met="On time",
        unmet="Late or overdue",
        kinds={Standing.LATE: "Late", Standing.OVERDUE: "Overdue"},
    ),
    Line(
        code=OVERDUE,
        name="Feedback overdue now",
        short="Feedback overdue now",
        definition=f"Consultations whose feedback was due and has not been published; of {OF_FEEDBACK}.",
        met="Overdue",
        unmet="Given",
    ),
    Line(
        code=LATE,
        name="Feedback given late",
        short="Feedback given late",
        definition=(
            "Consultations whose feedback was published after its due day, with the days by which it was late; of all "
            "whose feedback was given. Left out: feedback that is still overdue, overdue feedback that the Assembly "
            "Board cleared, and withdrawn consultations."
        ),
        met="Late",
        unmet="On time",
        unit="days",
        in_table=False,
    ),
    Line(
        code=CLEARED,
        name="Overdue cleared by the Board",
        short="Overdue cleared",
        definition=(
            "Consultations whose feedback was shown as overdue, which the Assembly Board cleared with a public reason; "
            "of all that closed and whose feedback was given, due or cleared. They count neither as on time nor as "
            "late."
        ),
        met="Cleared",
        unmet="Not cleared",
        in_table=False,
    ),
    Line(
        code=WITHDRAWN,
        name="Withdrawn",
        short="Withdrawn",
        definition=(
            "Consultations that were withdrawn with a public reason; of all that were published and whose opening day "
            "has come, those withdrawn before it included."
        ),
        met="Withdrawn",
        unmet="Not withdrawn",
    ),
)


class Facts(NamedTuple):
    """Of one published consultation whose opening day has come, in the order in which the query gives them."""

    key: int
    body: int
    opens_on: dt.date
    closes_on: dt.date
    first_closes_on: dt.date
    reason_code: str
    reason_text: str
    feedback_given_at: dt.datetime | None
    is_cleared: bool
    withdrawn_on: dt.date | None

    @property
    def has_reason(self) -> bool:
        return bool(self.reason_code and self.reason_text.strip())

    @property
    def given_on(self) -> dt.date | None:
        return timezone.localdate(self.feedback_given_at) if self.feedback_given_at else None


class Finding(NamedTuple):
    line: str
    met: bool = True
    value: int | None = None
    kind: str = ""


def findings(one: Facts, on: dt.date) -> Iterator[Finding]:
    """Under which lines it counts on this day, and how. No other code decides it."""
    promised = Window(one.opens_on, one.first_closes_on)
    if one.withdrawn_on is None or one.withdrawn_on >= one.opens_on:
        yield Finding(AT_OPENING, promised.is_full)
        yield Finding(WITHOUT, not promised.is_full and not one.has_reason)
        if not promised.is_full:
            kind = one.reason_code if one.has_reason else ""
            yield Finding(REASONS, one.has_reason, kind=kind)
    yield Finding(WITHDRAWN, one.withdrawn_on is not None)
    if one.withdrawn_on is None and one.closes_on < on:
        window = Window(one.opens_on, one.closes_on)
        yield Finding(AT_CLOSING, window.is_full)
        yield Finding(LENGTH, value=window.length)
        yield from _of_feedback(one, window, on)


def _of_feedback(one: Facts, window: Window, on: dt.date) -> Iterator[Finding]:
    standing = judge_feedback(
        window, given_on=one.given_on, is_cleared=one.is_cleared, is_withdrawn=False, on=on
    )
    if standing in {Standing.NOT_OWED, Standing.DUE}:
        return
    yield Finding(CLEARED, standing is Standing.CLEARED)
    if standing is Standing.CLEARED:
        return
    is_on_time = standing is Standing.ON_TIME
    yield Finding(ON_TIME, is_on_time, kind="" if is_on_time else standing.value)
    yield Finding(OVERDUE, standing is Standing.OVERDUE)
    if one.given_on and standing is not Standing.OVERDUE:
        late = (one.given_on - feedback_due_on(window)).days
        is_late = standing is Standing.LATE
        yield Finding(LATE, is_late, value=late if is_late else None)


def facts(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    """One query, however many there are."""
    found = Consultation.objects.published().filter(opens_on__lte=on)
    if bodies is not None:
        found = found.filter(body__in=bodies)
    rows = found.annotate(first=_first_closing_day(), cleared=_cleared()).values_list(
        "pk",
        "body",
        "opens_on",
        "closes_on",
        "first",
        "reason_code",
        "reason_text",
        "feedback_given_at",
        "cleared",
        "withdrawn_on",
    )
    for row in rows.order_by():
        one = Facts._make(row)
        for line, met, value, kind in findings(one, on):
            yield Fact(line, one.body, one.opens_on, one.key, met, value, kind)


def _first_closing_day() -> Coalesce:
    first = Extension.objects.filter(consultation=OuterRef("pk")).order_by("pk")
    return Coalesce(Subquery(first.values("old_closes_on")[:1]), F("closes_on"))


def _cleared() -> Exists:
    return Exists(OverdueCleared.objects.filter(consultation=OuterRef("pk")))


def story(of: Tallied) -> Iterator[str]:
    opened, closed, length = of(AT_OPENING), of(AT_CLOSING), of(LENGTH)
    if not opened.base:
        return
    yield (
        f"{in_words(opened.base, 'consultations have', one='consultation has').capitalize()} opened. "
        f"{opened.met:,} of {opened.base:,} promised {FULL_IN_WORDS} or more{_unexplained(of(WITHOUT).met)}."
    )
    if closed.base > 1:
        yield (
            f"Of {closed.base:,} that have closed, {closed.met:,} had been open for {FULL_IN_WORDS} or more; the "
            f"average was {days(length.average or 0)}."
        )
    yield _on_feedback(of)


def _unexplained(number: int) -> str:
    if not number:
        return ""
    return f"; {in_words(number, 'were short without a reason', one='was short without a reason')}"


def _on_feedback(of: Tallied) -> str:
    on_time, overdue = of(ON_TIME), of(OVERDUE)
    if not on_time.base:
        return "No feedback has been due yet."
    said = f"Feedback came on time {on_time.met:,} of {in_words(on_time.base, 'times')}"
    return f"{said} and is overdue for {overdue.met:,} now." if overdue.met else f"{said}."


HEADINGS = (
    "Public body",
    "Opening day",
    "First closing day",
    "Closing day",
    "Days at opening",
    "Days at closing",
    "Reason",
    "Reason in words",
    "Feedback due by",
    "Feedback given on",
    "Overdue cleared",
    "Withdrawn on",
)


def records() -> QuerySet[Consultation]:
    found = Consultation.objects.published().select_related("page", "body__page")
    return found.annotate(first=_first_closing_day(), cleared=_cleared())


def row(one: Any, _fact: Fact, _body: str) -> Row:
    """Of a consultation from `records`, which names its own body."""
    first, window = Window(one.opens_on, one.first), Window(one.opens_on, one.closes_on)
    given = timezone.localdate(one.feedback_given_at) if one.feedback_given_at else None
    reason = one.get_reason_code_display() if one.has_reason else ""
    cells = (
        one.body.name,
        one.opens_on,
        one.first,
        one.closes_on,
        first.length,
        window.length,
        reason,
        one.reason_text if one.has_reason else "",
        None if one.withdrawn_on else feedback_due_on(window),
        given,
        "yes" if one.cleared else "",
        one.withdrawn_on,
    )
    sentences = _in_words(one, first, window, given, reason)
    return Row(one.page.title, one.get_absolute_url(), " ".join(sentences), cells)


def _in_words(
    one: Consultation, first: Window, window: Window, given: dt.date | None, reason: str
) -> Iterable[str]:
    yield f"{one.body.name}."
    yield f"{short_day(window.opens_on)} to {short_day(window.closes_on)}, {days(window.length)}."
    if first != window:
        yield f"First until {short_day(first.closes_on)}, {days(first.length)}."
    if reason:
        yield f"Reason: {reason[0].lower()}{reason[1:]}."
    if one.withdrawn_on:
        yield f"Withdrawn on {short_day(one.withdrawn_on)}."
        return
    if given:
        yield f"Feedback given on {short_day(given)}, due by {short_day(feedback_due_on(window))}."
    else:
        yield f"Feedback due by {short_day(feedback_due_on(window))}."


SUBJECT = Subject(
    name="Consultations",
    lines=LINES,
    facts=facts,
    story=story,
    records=records,
    order=Order("opens_on", dt.date.fromisoformat, descending=True),
    headings=HEADINGS,
    row=row,
    dated="consultations that opened",
    took_part="consulted",
    charted=AT_OPENING,
)
