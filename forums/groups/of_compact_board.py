"""The meetings and minutes of the Compact Board, for its public page."""

from django.urls import reverse
from django.utils import timezone

from assembly.compact.board.meetings import HEADING, SHOWN
from assembly.core.templatetags.assembly import moment
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.models import Partnership
from forums.models import Group, GroupMeeting


def meetings(partnership: Partnership) -> Panel | None:
    """Announced ones, the latest first, as everybody may read them; nothing where it has no group with a page."""
    group = Group.objects.filter(partnership=partnership, page__live=True).first()
    if group is None:
        return None
    found = group.meetings.public().select_related("group", "minutes").order_by("-starts_at", "-pk")
    return Panel(
        heading=HEADING,
        lines=tuple(
            PanelLine(
                f"{meeting.title}, {moment(meeting.starts_at)}",
                meeting.get_absolute_url(),
                _state(meeting),
            )
            for meeting in found[:SHOWN]
        ),
        empty="No meeting of the Compact Board has been announced yet.",
        url=reverse("forums:meetings", args=[group.slug]),
        label="All meetings, with their papers and minutes",
    )


def _state(meeting: GroupMeeting) -> str:
    if meeting.is_cancelled:
        return "Cancelled"
    if not meeting.is_over(timezone.now()):
        return "To come"
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or not minutes.is_published:
        return "No minutes yet"
    return "Minutes approved" if minutes.is_approved else "Minutes not approved yet"
