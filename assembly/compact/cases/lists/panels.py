"""Cases on “My Assembly”, and on the page of the Compact Board."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.selectors import bodies_spoken_for
from assembly.compact.models import Case, Step
from assembly.core.figures import in_words
from assembly.membership.models import Organisation
from assembly.membership.panels import Panel, PanelLine

from .selectors import DONE, Row, for_lists, overdue

MOST = 5
MOST_OVERDUE = 20
HEADING = "Compact cases"


def of_organisation(user: User, organisation: Organisation) -> Panel | None:
    """The open cases of the organisation for which somebody acts."""
    against = Q(against_organisation=organisation, acknowledged_on__isnull=False)
    return _panel(f"{HEADING} of {organisation}", Q(organisation=organisation) | against)


def of_person(user: User) -> Panel | None:
    """The open cases of the public body for which somebody acts, and those that they raised as a person."""
    bodies = bodies_spoken_for(user, timezone.localdate())
    against = Q(against_body__in=bodies, acknowledged_on__isnull=False)
    return _panel(HEADING, Q(person=user) | Q(body__in=bodies) | against)


def _panel(heading: str, whose: Q) -> Panel | None:
    """With none that is open, still the way to those that are closed: no other page leads there."""
    today = timezone.localdate()
    found = for_lists(Case.objects.filter(whose).exclude(step=Step.DRAFT), today)
    in_order = found.order_by(F("closed_on").asc(nulls_first=True), "due_on", "pk")
    rows = [Row(case, today) for case in in_order[: MOST + 1]]
    if not rows:
        return None
    still_open = [row for row in rows if row.case.closed_on is None]
    return Panel(
        heading=heading,
        lines=tuple(_lines(still_open[:MOST])),
        empty="No case is open.",
        url=reverse("compact:my_cases"),
        label="All your cases",
    )


def _lines(rows: Iterable[Row]) -> Iterable[PanelLine]:
    for row in rows:
        case = row.case
        yield PanelLine(
            f"{case.reference}: {case.complainant} and {case.respondent}", case.own_url, row.how
        )


def on_board_page(on: dt.date) -> Panel:
    """How many cases are at each step, and those that are overdue, by number alone: a member may have an interest."""
    open_cases: Any = Case.objects.exclude(step__in=DONE).with_step(on).order_by()
    steps = Counter(open_cases.values_list("step_now", flat=True))
    lines = [
        PanelLine(step.label, note=in_words(steps[step], "cases")) for step in Step if steps[step]
    ]
    late = [Row(case, on) for case in overdue(on)[: MOST_OVERDUE + 1]]
    lines += [PanelLine(str(row.case), row.case.own_url, row.how) for row in late[:MOST_OVERDUE]]
    if len(late) > MOST_OVERDUE:
        lines.append(PanelLine("More cases are overdue."))
    return Panel(
        heading="Cases",
        lines=tuple(lines),
        empty="No case is open.",
        url=reverse("compact:my_cases"),
        label="All cases in which you have a part",
    )
