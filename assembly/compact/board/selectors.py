"""Who is on the Compact Board, and what its members find on their own page."""

import datetime as dt
from collections.abc import Callable

from django.urls import reverse

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact import citing
from assembly.compact.models import Code, Undertaking
from assembly.compact.text.selectors import edition_in_force, sizes
from assembly.core.addresses import page_at
from assembly.core.figures import in_words
from assembly.core.points import Point
from assembly.core.roles import COMPACT_BOARD
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel, PanelLine

from . import reports, seats

Section = Callable[[dt.date], Panel]

sections: Point[Section] = Point("the page of the Compact Board")


def is_member(user: User) -> bool:
    return COMPACT_BOARD in offices.held_by(user)


def my_panel(user: User) -> Panel | None:
    """On “My Assembly”: the way to the page, and for the Support Unit to the work it does for the Board."""
    if not is_member(user):
        return _panel_of_support() if seats.works_for_it(user) else None
    page = PanelLine(
        "Your page as a member of the Compact Board",
        reverse("compact:board"),
        "Who else is on it, vacancies, the undertakings, and windows that were short without a reason",
    )
    return Panel(heading="Compact Board", lines=(page,))


def _panel_of_support() -> Panel:
    """Nothing may wait to be done, and they still have to find a case, a vacancy and the reports."""
    return Panel(
        heading="Compact Board",
        lines=(
            PanelLine(
                "Compact cases",
                reverse("compact:my_cases"),
                "To acknowledge them, and to enter what comes from people without an account",
            ),
            PanelLine(
                "Vacancies and reports",
                reverse("compact:board_desk"),
                "Who sees to it that a seat is filled, and reports to the strategic partnership",
            ),
        ),
    )


def members(on: dt.date) -> Panel:
    """Those who hold the office, for those who hold it. Who has a seat is public besides, on the Board's page."""
    holders = offices.holders(COMPACT_BOARD)
    return Panel(
        heading="Who is on the Board",
        lines=tuple(PanelLine(str(user)) for user in holders.order_by("name", "pk")),
        empty="Nobody holds this office at present.",
    )


def vacancies(on: dt.date) -> Panel:
    """Vacant seats, with how long they have been vacant and who looks after each."""
    return Panel(
        heading="Vacancies",
        lines=tuple(
            PanelLine(
                vacancy.seat.title,
                reverse("compact:board_vacancy", args=[vacancy.seat.pk]),
                f"Vacant: {vacancy.age.lower()}. Looked after by: {vacancy.who}",
            )
            for vacancy in seats.vacancies(on)
        ),
        empty="No seat on the Compact Board is vacant."
        if seats.partnership()
        else "The seats of the Compact Board have not been entered yet. The Support Unit enters them.",
        url=reverse("compact:board_desk"),
        label="Vacancies and reports",
    )


def last_reports(on: dt.date) -> Panel:
    """When the Board last reported to the strategic partnership, and whether the next report is overdue."""
    return Panel(
        heading="Reports to the strategic partnership",
        lines=tuple(
            PanelLine(
                f"{standing.report.to}: {standing.report.title}",
                reverse("compact:board_report_correct", args=[standing.report.pk]),
                f"On {short_day(standing.report.reported_on)}. "
                + (
                    standing.late
                    if standing.is_overdue
                    else f"The next is due by {short_day(standing.report.next_due_on)}"
                ),
            )
            for standing in reports.standings(on)
        ),
        empty="No report is on record yet.",
        url=reverse("compact:board_report_enter"),
        label="Enter a report",
    )


def undertakings(on: dt.date) -> Panel:
    """The five codes, with how many promises each has, and how often they are cited."""
    size, cited = sizes(edition_in_force(on)), _cited_by_code()
    return Panel(
        heading="Undertakings",
        lines=tuple(
            PanelLine(
                str(code),
                code.get_absolute_url(),
                " ".join(
                    [f"{in_words(size.get(code.pk, 0), 'undertakings')}.", cited.get(code.pk, "")]
                ).strip(),
            )
            for code in Code.objects.order_by("order")
        ),
        empty="The codes of the Compact have not been entered yet.",
        url=page_at("compact"),
        label="The Compact",
    )


def _cited_by_code() -> dict[int, str]:
    """Of each code with promises that something cites: how often, in words."""
    counts = citing.public_counts()
    of_code: dict[int, list[citing.Counts]] = {}
    for key, code in Undertaking.objects.filter(pk__in=counts).values_list("pk", "code"):
        of_code.setdefault(code, []).append(counts[key])
    return {
        code: f"Citations: {citing.in_words(citing.together(found))}."
        for code, found in of_code.items()
    }
