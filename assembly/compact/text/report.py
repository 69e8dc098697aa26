"""The text of the Compact on the page of the Compact Board, and in the yearly report."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from assembly.compact.models import Edition
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel, PanelLine

from .editions import public_editions
from .reading import Change
from .selectors import contents, draft, edition_in_force, sizes


def on_board_page(on: dt.date) -> Panel:
    """The edition in force, those to come and the draft, with how many promises each has."""
    return Panel(
        heading="The text of the Compact",
        lines=tuple(_lines(on)),
        empty="No edition has been adopted yet, and there is no draft.",
        url=reverse("compact:edition_list"),
        label="All editions",
    )


def _lines(on: dt.date) -> Iterator[PanelLine]:
    if not_adopted := draft():
        yield PanelLine(
            str(not_adopted),
            note=f"Begun on {short_day(not_adopted.begun_at)}. {_so_many(_in_draft(not_adopted))}",
        )
    for listed in public_editions(on):
        if listed.last_day is None or listed.last_day >= on:
            edition = listed.edition
            yield PanelLine(
                str(edition), edition.get_absolute_url(), f"{listed.days} {_promises(edition)}"
            )


def of_year(first: dt.date, last: dt.date) -> Panel | None:
    """In the yearly report: what was adopted, and what was in force at the end of the year."""
    adopted = Edition.objects.adopted().filter(adopted_on__range=(first, last)).order_by("number")
    lines = [
        PanelLine(
            f"{edition}, adopted on {short_day(edition.adopted_on)}",
            edition.get_absolute_url(),
            edition.changes,
        )
        for edition in adopted
    ]
    in_force = edition_in_force(last)
    if in_force and not in_force.is_example:
        lines.append(
            PanelLine(
                f"In force at the end of the year: {in_force}",
                in_force.get_absolute_url(),
                _promises(in_force),
            )
        )
    if not lines:
        return None
    return Panel(
        heading="The text of the Compact",
        lines=tuple(lines),
        url=reverse("compact:edition_list"),
        label="All editions",
    )


def _in_draft(edition: Edition) -> int:
    """With what the draft adds and without what it drops: `sizes` counts what was published."""
    return sum(line.change is not Change.DROPPED for line in contents(edition))


def _promises(edition: Edition) -> str:
    return _so_many(sum(sizes(edition).values()))


def _so_many(number: int) -> str:
    return f"{in_words(number, 'undertakings')}."
