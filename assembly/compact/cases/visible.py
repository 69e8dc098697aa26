"""What everybody may see of a case, and from when. Nothing else of a case is on a public page, feed, file or search.

From the day on which it is acknowledged: the number, the public body, the undertakings, the step and its last day. A
case against a voluntary organisation is not listed at all before its finding is public. The finding appears once no
appeal can change it. The clock decides, so no job publishes anything (docs/cases.md).
"""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from assembly.compact.cases.hearing.selectors import counted
from assembly.compact.models import Case, Conclusion, Finding, FindingNote, HiddenCase


def is_listed(case: Case, on: dt.date) -> bool:
    """As `CaseQuerySet.listed` has it."""
    if case.acknowledged_on is None or case.acknowledged_on > on:
        return False
    return case.against_body_id is not None or has_public_finding(case, on)


def has_public_finding(case: Case, on: dt.date) -> bool:
    return case.public_from is not None and case.public_from <= on


def has_public_settlement(case: Case, on: dt.date) -> bool:
    """The words on which both sides settled, where both agreed to show them."""
    if case.outcome != Case.Outcome.SETTLED or not is_listed(case, on):
        return False
    found = getattr(case, "settlement", None)
    return bool(found and found.is_public and found.is_agreed)


def complainant_shown(case: Case, on: dt.date) -> str:
    """Who raised it, as the public reads it: only beside a finding, never a person, and only if they allow it."""
    if not has_public_finding(case, on):
        return ""
    if case.raised == Case.Raised.BOARD:
        return "The Compact Board, on its own initiative"
    if case.raised == Case.Raised.PERSON:
        return "A person"
    if case.is_unnamed:
        kind = "A public body" if case.body_id else "An organisation"
        return f"{kind} that asked not to be named"
    return case.complainant


def words_hidden(at: dt.datetime, case: str = "pk") -> Exists:
    """For a query: whether what was written for everybody is hidden now. What was decided is still shown then."""
    return Exists(HiddenCase.objects.in_force(at).filter(case=OuterRef(case)))


def are_words_hidden(case: Case, at: dt.datetime) -> bool:
    return HiddenCase.objects.in_force(at).filter(case=case).exists()


def retracted(case: str = "pk") -> Exists:
    """For a query: whether the finding that counts is retracted. It is still shown, and is in no figure."""
    standing = Finding.objects.filter(case=OuterRef(case), decided_on__isnull=False)
    on_appeal = Finding.objects.filter(
        case=OuterRef("case"), is_appeal=True, decided_on__isnull=False
    )
    return Exists(
        standing.exclude(Exists(on_appeal), is_appeal=False).filter(
            notes__kind=FindingNote.Kind.RETRACTION, notes__confirmed_at__isnull=False
        )
    )


def counted_findings(on: dt.date) -> QuerySet[Finding]:
    """Those that are public and in the figures: of an appeal where it is decided, and not retracted."""
    public = Finding.objects.filter(case__public_from__lte=on, case__acknowledged_on__lte=on)
    return counted(public)


def public_conclusions(on: dt.date) -> QuerySet[Conclusion]:
    """What the findings in the figures say of each undertaking."""
    return Conclusion.objects.filter(finding__in=counted_findings(on))
