"""The link in the mail that asks for a report: it opens the form without signing in.

It is signed, and names an appointment, a meeting and the person who was asked, nothing else. When it runs out follows
from the row of the report (`rules.may_use_link`). It is used up when the report is sent, and dead when the account of
the seat is another or closed. Opening it writes nothing. Whoever has the mail can send the report: it is public at
once, and the record says that it came by the link.
"""

from assembly.core.signed_links import SignedLinks

from .models import Appointment, Meeting, Report

LINKS: SignedLinks[int, int, int | None] = SignedLinks(
    "assembly.partners.report", "partners:report_by_link", int, int, int
)


def path(appointment: Appointment, meeting: Meeting) -> str:
    return LINKS.path(appointment.pk, meeting.pk, appointment.user_id)


def read(token: str) -> Report | None:
    """The report that this link asks for, sent or not; None when we did not make it, or its person is another now."""
    held = LINKS.read(token)
    if held is None:
        return None
    appointment, meeting, user = held
    return (
        Report.objects.filter(
            appointment=appointment,
            meeting=meeting,
            appointment__user=user,
            appointment__user__is_active=True,
        )
        .select_related(
            "appointment__seat__partnership", "appointment__user", "meeting__partnership"
        )
        .first()
    )
