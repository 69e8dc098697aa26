"""The chain from an organisation by its group and a representative to a partnership, with what came back."""

import datetime as dt
from dataclasses import dataclass

from assembly.partners.models import Appointment, Partnership, Report
from assembly.partners.selectors import Place, boards_of
from forums.models import Group


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who carries what the group agrees to a partnership, and their latest report."""

    partnership: Partnership
    holder: Appointment
    report: Report | None


def links(group: Group, on: dt.date) -> list[Link]:
    """Four queries, however many partnerships the group feeds; one where it feeds none."""
    found = [
        (board.partnership, place.holder)
        for board in boards_of(group.feeds.all(), on)
        for place in board.places
        if place.holder and _speaks_for(group, place)
    ]
    reports: dict[int, Report] = {}
    sent = Report.objects.filter(
        appointment__in=[holder.pk for _, holder in found], sent_on__isnull=False
    )
    for report in sent.select_related("meeting").order_by("meeting__held_on", "pk"):
        reports[report.appointment_id] = report
    for _, holder in found:
        if holder.pk in reports:
            reports[holder.pk].appointment = holder  # its address asks
    return [Link(board, holder, reports.get(holder.pk)) for board, holder in found]


def _speaks_for(group: Group, place: Place) -> bool:
    """A seat for another theme or another district is not the group's."""
    seat = place.seat
    return seat.theme_id in (None, group.theme_id) and seat.district_id in (
        None,
        group.district_id,
    )
