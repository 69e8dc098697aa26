"""What counts of a hearing: the finding, its conclusions and remedies, and what was corrected or retracted since."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from assembly.compact.models import Case, Conclusion, Finding, FindingNote, PublicAnswer, Remedy


def standing_finding(case: Case) -> Finding | None:
    """The finding that counts: that of the appeal once it is decided, and else the first. Decided ones only.

    Whether everybody may read it is for `cases.visible`.
    """
    decided = case.findings.filter(decided_on__isnull=False)
    found: Finding | None = decided.order_by("-is_appeal").first()
    return found


def first_finding(case: Case) -> Finding | None:
    """That of the first panel, for the page that shows it as changed or confirmed on appeal. Decided only."""
    found: Finding | None = case.findings.filter(decided_on__isnull=False, is_appeal=False).first()
    return found


def draft_finding(case: Case) -> Finding | None:
    """What the panel, or the panel of the appeal, is working on. Decided or not: there is one for each."""
    found: Finding | None = case.findings.order_by("-is_appeal").first()
    return found


def conclusions_of(case: Case) -> list[Conclusion]:
    """Of the finding that counts, in the order of the undertakings. Two queries."""
    finding = standing_finding(case)
    return conclusions_in(finding) if finding else []


def conclusions_in(finding: Finding) -> list[Conclusion]:
    found = finding.conclusions.select_related(
        "cited__undertaking__code", "cited__edition"
    ).order_by("cited__undertaking__code__order", "cited__undertaking__order")
    return list(found)


def remedies_of(case: Case) -> list[Remedy]:
    """Of the finding that counts."""
    finding = standing_finding(case)
    return list(finding.remedies.all()) if finding else []


def notes_on(finding: Finding) -> QuerySet[FindingNote]:
    """The corrections and the retraction that two members confirmed: those that are shown with it."""
    found: QuerySet[FindingNote] = finding.notes.filter(confirmed_at__isnull=False)
    return found


def is_retracted(finding: Finding) -> bool:
    """A finding that was retracted stays to be read, and counts in no figure."""
    return notes_on(finding).filter(kind=FindingNote.Kind.RETRACTION).exists()


def counted(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those that figures count: decided, not superseded by the finding on appeal, not retracted."""
    later = Finding.objects.filter(
        case=OuterRef("case"), is_appeal=True, decided_on__isnull=False
    ).exclude(pk=OuterRef("pk"))
    retracted = FindingNote.objects.filter(
        finding=OuterRef("pk"), kind=FindingNote.Kind.RETRACTION, confirmed_at__isnull=False
    )
    return (
        findings.filter(decided_on__isnull=False).exclude(Exists(later)).exclude(Exists(retracted))
    )


def public_answer(case: Case) -> PublicAnswer | None:
    """What the other side says of the finding, in its newest version."""
    found: PublicAnswer | None = case.public_answers.first()
    return found


def changed_on_appeal(first: Iterable[Conclusion], second: Iterable[Conclusion]) -> bool:
    """Whether the appeal came to another conclusion or cause on any undertaking."""
    return _in_short(first) != _in_short(second)


def _in_short(conclusions: Iterable[Conclusion]) -> set[tuple[Any, ...]]:
    return {(one.cited_id, one.result, one.cause) for one in conclusions}
