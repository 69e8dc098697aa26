"""What elections show on the page of an organisation: whom it put forward."""

from django.utils import timezone

from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Panel, PanelLine

from .election_status import status
from .models import Candidate, Election, RollEntry

MOST = 10


def rolls_panel(organisation: Organisation) -> Panel | None:
    """For the Support Unit: the rolls on which it is or was. Whether it voted is not said."""
    found = (
        RollEntry.objects.filter(
            organisation=organisation, contest__election__in=Election.objects.real()
        )
        .select_related("contest__election")
        .order_by("-contest__election__poll_opens_at", "contest_id")
    )
    lines = tuple(
        PanelLine(
            text=f"{entry.contest.election.title}: {entry.contest}",
            url=entry.contest.election.get_absolute_url(),
            note=f"Removed from the roll on {short_day(entry.struck_on)}"
            if entry.struck_on
            else "On the roll",
        )
        for entry in found[:MOST]
    )
    return Panel(heading="Rolls of elections", lines=lines) if lines else None


def candidates_panel(organisation: Organisation) -> Panel | None:
    """The newest candidates of elections that were announced, those who withdrew too; None when there are none."""
    now = timezone.now()
    found = (
        Candidate.objects.filter(
            organisation=organisation, contest__election__in=Election.objects.real().public(now)
        )
        .select_related("contest__election")
        .order_by("-contest__election__poll_opens_at", "contest_id", "number")
    )
    lines = tuple(
        PanelLine(
            text=candidate.contest.election.title,
            url=candidate.contest.election.get_absolute_url(),
            note=f"{candidate.name}, {candidate.get_status_display().lower()}. "
            f"{status(candidate.contest.election, now)[0]}",
        )
        for candidate in found[:MOST]
    )
    return Panel(heading="Candidates it put forward", lines=lines) if lines else None
