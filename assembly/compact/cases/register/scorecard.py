"""The scorecard's lines on cases against a public body: what was found, what was settled, what was put right."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from assembly.compact.cases import visible
from assembly.compact.models import Case, Conclusion, Remedy
from assembly.core.figures import in_words
from assembly.core.key_pages import Order
from assembly.core.templatetags.assembly import short_day
from assembly.partners.scorecard.lines import Bodies, Fact, Line, Row, Subject, Tallied

KEPT = "undertakings-found-kept"
SETTLED = "cases-settled-informally"
REMEDIES = "remedies-done-on-time"
PARTLY, OTHER, LATE = "partly", "other", "late"
LINES = (
    Line(
        code=KEPT,
        name="Undertakings found kept",
        short="Found kept",
        definition=(
            "Undertakings that a panel of the Compact Board found were kept, out of all undertakings in findings "
            "on the body that are public. After an appeal, the finding of the appeal counts. A finding that was "
            "retracted is left out. Each counts in the year in which its finding became public."
        ),
        met="Found kept",
        unmet="Found not kept, or partly kept",
        kinds={PARTLY: "Partly kept"},
    ),
    Line(
        code=SETTLED,
        name="Cases settled informally",
        short="Settled informally",
        definition=(
            "Compact cases about the body that both sides settled informally, out of all that were acknowledged "
            "and have ended: settled, withdrawn, not taken up, or closed after a finding that is public. Each "
            "counts in the year in which it ended."
        ),
        met="Settled informally",
        unmet="Ended in another way",
        kinds={Case.Outcome.WITHDRAWN.value: "Withdrawn"},
        in_table=False,
    ),
    Line(
        code=REMEDIES,
        name="Remedies done on time",
        short="Remedies on time",
        definition=(
            "Remedies that the body carried out in full by their day, out of all in findings on it that are "
            "public whose outcome the Compact Board has checked or that are overdue. A remedy counts as done on "
            "the day that the body reported, or else on the day of the check. Findings that were retracted are "
            "left out. Each counts in the year of its day."
        ),
        met="Done on time",
        unmet="Not done, partly done or late",
        kinds={LATE: "Done late"},
        in_table=False,
    ),
)
HEADINGS = ("Public body", "Acknowledged on", "Undertaking")


def facts(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    """Three queries, however many cases there are."""
    yield from _conclusions(bodies, on)
    yield from _ended(bodies, on)
    yield from _remedies(bodies, on)


def _conclusions(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    found = visible.public_conclusions(on).filter(finding__case__against_body__isnull=False)
    if bodies is not None:
        found = found.filter(finding__case__against_body__in=bodies)
    case = "finding__case"
    names = (f"{case}__against_body", f"{case}__public_from", case, "result", "cited")
    for body, day, key, result, cited in found.order_by("pk").values_list(*names):
        kind = PARTLY if result == Conclusion.Result.PARTLY else ""
        is_kept = result == Conclusion.Result.KEPT
        yield Fact(KEPT, body, day, key, is_kept, kind=kind, numbers=(cited,))


def _ended(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    found = Case.objects.listed(on).filter(against_body__isnull=False, closed_on__lte=on)
    # How one ended that has a finding is not known before that is public.
    found = found.exclude(outcome=Case.Outcome.FINDING, public_from=None)
    found = found.exclude(outcome=Case.Outcome.FINDING, public_from__gt=on)
    if bodies is not None:
        found = found.filter(against_body__in=bodies)
    names = ("against_body", "closed_on", "pk", "outcome")
    for body, day, key, outcome in found.order_by("pk").values_list(*names):
        kind = outcome if outcome == Case.Outcome.WITHDRAWN else ""
        assert body is not None  # noqa: S101 - asked for above
        assert day is not None  # noqa: S101 - asked for above
        yield Fact(SETTLED, body, day, key, outcome == Case.Outcome.SETTLED, kind=kind)


def _remedies(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    found = Remedy.objects.filter(
        finding__in=visible.counted_findings(on), finding__case__against_body__isnull=False
    )
    if bodies is not None:
        found = found.filter(finding__case__against_body__in=bodies)
    for one in found.select_related("finding__case").order_by("pk"):
        is_waiting = not one.result and (one.due_on >= on or one.reported_on is not None)
        if is_waiting:
            continue
        done = one.reported_on or one.checked_on
        is_done = one.result == Remedy.Result.DONE
        in_time = is_done and done is not None and done <= one.due_on
        kind = LATE if is_done and not in_time else ""
        case = one.finding.case
        yield Fact(REMEDIES, case.against_body_id or 0, one.due_on, case.pk, in_time, kind=kind)


def story(of: Tallied) -> Iterator[str]:
    tally = of(KEPT)
    if tally.base:
        undertakings = in_words(
            tally.base, "undertakings in public findings", one="undertaking in public findings"
        )
        yield f"{tally.met:,} of {undertakings} found kept."


def records() -> QuerySet[Case]:
    return Case.objects.prefetch_related("cites__undertaking__code")


def row(one: Any, fact: Fact, body: str) -> Row:
    cited = next((str(c.undertaking) for c in one.cites.all() if c.pk in fact.numbers), "")
    text = f"{one}: {cited}" if cited else str(one)
    note = f"{body}. Acknowledged on {short_day(one.acknowledged_on)}."
    return Row(text, one.get_absolute_url(), note, (body, one.acknowledged_on, cited))


SUBJECT = Subject(
    name="Compact cases",
    lines=LINES,
    facts=facts,
    story=story,
    records=records,
    order=Order("acknowledged_on", dt.date.fromisoformat, descending=True),
    headings=HEADINGS,
    row=row,
    dated="findings that became public, cases that ended, and remedies that were due",
)
