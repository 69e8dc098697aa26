"""Turnout of every contest that was counted. Who voted is in no report."""

from typing import ClassVar

from django.db.models import QuerySet

from assembly.core.reports import Report

from .models import Count


class TurnoutReport(Report):
    slug = "turnout"
    page_title = "Elections and turnout"
    header_icon = "tasks"
    permission = "elections.run_election"
    order = 160
    shown: ClassVar[dict[str, str]] = {
        "contest.election.title": "Election",
        "contest.title": "Contest",
        "contest.partnership.name": "Partnership",
        "electors": "Organisations on the roll",
        "ballots": "Ballots",
        "turnout": "Turnout in per cent",
        "contest.election.declared_at": "Declared",
    }

    def get_queryset(self) -> QuerySet[Count]:
        real = Count.objects.filter(contest__election__is_rehearsal=False)
        found = real.select_related("contest__election", "contest__partnership")
        return found.order_by("-contest__election__poll_opens_at", "pk")
