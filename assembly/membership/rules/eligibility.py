"""May an applicant be checked, admitted or refused? Pure answers, with their reasons."""

from collections.abc import Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Criterion, Delegate, EligibilityFinding, Organisation

EVERYBODY = (
    Criterion.NOT_FOR_PROFIT,
    Criterion.NOT_STATUTORY,
    Criterion.SELF_GOVERNING,
    Criterion.ACTIVE_HERE,
)


def criteria_for(*, social_enterprise: bool) -> tuple[Criterion, ...]:
    """A social enterprise may pay its committee, and promises to reinvest its surplus instead."""
    return (*EVERYBODY, Criterion.REINVESTS if social_enterprise else Criterion.UNPAID_COMMITTEE)


def may_be_checked(organisation: Organisation, by: User, delegates: Iterable[Delegate]) -> Ruling:
    """An applicant is checked by somebody who does not act for it and never did."""
    if organisation.status != Organisation.Status.APPLIED:
        return refused(f"{organisation.name} is not waiting for a decision.")
    if any(delegate.user_id == by.pk for delegate in delegates):
        return refused(
            f"You act for {organisation.name}, or used to, so somebody else has to check its application."
        )
    return ALLOWED


def may_be_admitted(organisation: Organisation, findings: Sequence[EligibilityFinding]) -> Ruling:
    """An eligible organisation is a member by right, as soon as every criterion is found met."""
    if unchecked := _labels(finding for finding in findings if finding.met is None):
        return refused(f"Not every part is checked yet: {unchecked}.")
    if failed := _labels(unmet_criteria(findings)):
        return refused(f"{organisation.name} cannot be admitted. Not met: {failed}.")
    return ALLOWED


def may_be_refused(organisation: Organisation, findings: Sequence[EligibilityFinding]) -> Ruling:
    """An organisation is refused only for a criterion that it does not meet."""
    if not unmet_criteria(findings):
        return refused(
            f"{organisation.name} can be refused only for a part of the test that it does not meet, "
            "and none is recorded."
        )
    return ALLOWED


def unmet_criteria(findings: Iterable[EligibilityFinding]) -> list[EligibilityFinding]:
    return [finding for finding in findings if finding.met is False]


def _labels(findings: Iterable[EligibilityFinding]) -> str:
    return "; ".join(finding.get_criterion_display() for finding in findings)
