"""What everybody may see of a case, and from when. Nothing else of a case is on a public page, feed, file or search.

From the day on which it is acknowledged: the number, the public body, the undertakings, the step and its last day. A
case against a voluntary organisation is not listed at all before its finding is public. The finding appears once no
appeal can change it. The clock decides, so no job publishes anything (DESIGN section 7).
"""

import datetime as dt

from assembly.compact.models import Case


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
