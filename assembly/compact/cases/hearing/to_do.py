"""What a hearing asks of those who hear it: whether they have an interest, and whether they agree to the finding."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse

from assembly.accounts.models import User
from assembly.compact.models import Agreement, Conclusion, Finding, PanelMember
from assembly.core.roles import COMPACT_BOARD
from assembly.core.to_do import Task, since

from .finding_rules import DECIDES
from .panel_rules import AT_WORK


def of_panel(user: User, at: dt.datetime) -> Iterable[Task]:
    """Two queries."""
    there = PanelMember.objects.filter(person=user, left_at=None).select_related("case")
    for member in there.filter(sits_since=None, case__step__in=AT_WORK):
        yield Task(
            text=f"You are named to hear the Compact case {member.case.reference}. Say whether you have an interest "
            "in it",
            button="Say whether you have an interest",
            url=reverse("compact:case_interest", args=[member.case.reference]),
            by=member.named_at,
            note=since(member.named_at),
            whose=COMPACT_BOARD,
            of_office=True,
        )
    mine = there.filter(
        case=OuterRef("case"), is_appeal=OuterRef("is_appeal"), sits_since__isnull=False
    )
    said = Agreement.objects.filter(
        finding=OuterRef("pk"), edit=OuterRef("edit"), member__person=user
    )
    waiting = Finding.objects.filter(
        Exists(mine.order_by()),
        ~Exists(said),
        Exists(Conclusion.objects.filter(finding=OuterRef("pk"))),
        decided_on=None,
        case__step__in=DECIDES,
    )
    for finding in waiting.select_related("case"):
        yield Task(
            text=f"The draft finding on the Compact case {finding.case.reference} waits for your agreement",
            button="Read the finding and say whether you agree",
            url=reverse("compact:case_finding_agree", args=[finding.case.reference]),
            by=finding.drafted_at,
            note=since(finding.drafted_at),
            whose=COMPACT_BOARD,
            of_office=True,
        )
