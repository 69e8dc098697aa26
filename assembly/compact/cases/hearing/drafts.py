"""What the panel writes: the facts, what it finds of each undertaking, and what puts it right. Whole, or not saved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Case, Conclusion, Finding, Remedy
from assembly.core.clean_text import clean, clean_line
from assembly.core.events import record

from . import finding_rules, panel, rules
from .held import held


@dataclass(frozen=True, slots=True)
class Concluded:
    """Of one undertaking, by the number of its `Cited`."""

    cited: int
    result: str
    cause: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A remedy."""

    what: str
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding as it is written. None: that part stays as it is."""

    facts: str | None = None
    conclusions: Sequence[Concluded] | None = None
    remedies: Sequence[Asked] | None = field(default=None)


@transaction.atomic
def write(
    case: Case,
    draft: Draft,
    *,
    edit: int | None = None,
    by: User,
    at: dt.datetime | None = None,
) -> Finding:
    """Write the draft, which voids every agreement to the words before. `edit` is what the page showed, 0 for none."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case = found.case
    is_appeal = panel.is_in_appeal(case, found.on)
    finding = draft_of(case, is_appeal=is_appeal)
    finding_rules.may_write(found, finding).enforce()
    rules.is_unchanged(finding, edit).enforce()
    finding_rules.is_consistent(draft, set(case.cites.values_list("pk", flat=True))).enforce()
    before = as_draft(finding or (_first(case) if is_appeal else None))
    after = _merged(before, draft)
    if finding and after == before:
        return finding
    if finding is None:
        finding = Finding(case=case, is_appeal=is_appeal, edit=0)
    finding.facts = after.facts or ""
    finding.edit += 1
    finding.drafted_by, finding.drafted_at = by, at
    finding.save()
    _fill(finding, after)
    record(
        "compact.case_finding_drafted",
        case,
        by=by,
        data={"edit": finding.edit, "appeal": is_appeal},
    )
    return finding


def draft_of(case: Case, *, is_appeal: bool) -> Finding | None:
    """Decided or not: the rules see to it that nothing is written into one that is decided."""
    found: Finding | None = case.findings.filter(is_appeal=is_appeal).first()
    return found


def shown(case: Case, *, is_appeal: bool) -> Draft:
    """What a form starts with: the draft; of an appeal that nobody has written on yet, the finding it is about."""
    return as_draft(draft_of(case, is_appeal=is_appeal) or (_first(case) if is_appeal else None))


def as_draft(finding: Finding | None) -> Draft:
    if finding is None:
        return Draft("", (), ())
    conclusions = tuple(
        Concluded(one.cited_id, one.result, one.cause, one.reasons)
        for one in finding.conclusions.order_by("cited")
    )
    return Draft(
        finding.facts,
        conclusions,
        tuple(Asked(one.what, one.due_on) for one in finding.remedies.all()),
    )


def _first(case: Case) -> Finding | None:
    return draft_of(case, is_appeal=False)


def _merged(before: Draft, draft: Draft) -> Draft:
    facts = before.facts if draft.facts is None else clean(draft.facts).strip()
    conclusions, remedies = before.conclusions, before.remedies
    if draft.conclusions is not None:
        conclusions = tuple(
            sorted(
                (
                    Concluded(one.cited, one.result, one.cause, clean(one.reasons).strip())
                    for one in draft.conclusions
                ),
                key=lambda one: one.cited,
            )
        )
    if draft.remedies is not None:
        asked = (Asked(clean_line(one.what).strip(), one.due_on) for one in draft.remedies)
        remedies = tuple(sorted(asked, key=lambda one: one.due_on))
    return Draft(facts, conclusions, remedies)


def _fill(finding: Finding, draft: Draft) -> None:
    finding.conclusions.all().delete()
    finding.remedies.all().delete()
    Conclusion.objects.bulk_create(
        Conclusion(
            finding=finding,
            cited_id=one.cited,
            result=one.result,
            cause=one.cause,
            reasons=one.reasons,
        )
        for one in draft.conclusions or ()
    )
    Remedy.objects.bulk_create(
        Remedy(finding=finding, what=one.what, due_on=one.due_on) for one in draft.remedies or ()
    )
