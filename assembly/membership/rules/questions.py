"""When an applicant may be asked for more, and when the answer is in time."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import ApplicationQuestion, Delegate, Organisation

from .eligibility import may_be_checked
from .people import must_be_lead


def may_ask(
    organisation: Organisation,
    by: User,
    delegates: Iterable[Delegate],
    opened: ApplicationQuestion | None,
) -> Ruling:
    """One question at a time, by somebody who may check the application, to a lead who can answer.

    `delegates` are all who act or acted for it.
    """
    everybody = list(delegates)
    if not (ruling := may_be_checked(organisation, by, everybody)):
        return ruling
    if opened:
        return refused(
            f"{organisation.name} was asked on {short_day(opened.asked_at)}, and has not answered yet. "
            "Wait for the answer, or decide without it."
        )
    if not any(one.role == Delegate.Role.LEAD and not one.ended_on for one in everybody):
        return refused(
            f"{organisation.name} has no lead who could answer. Make somebody its lead first."
        )
    return ALLOWED


def may_answer_question(
    question: ApplicationQuestion, by: User, delegates: Iterable[Delegate]
) -> Ruling:
    """A lead answers once, while the application waits."""
    organisation = question.organisation
    if not (ruling := must_be_lead(by, organisation, delegates)):
        return ruling
    if question.answered_at:
        return refused(
            f"This question was answered on {short_day(question.answered_at)}. "
            "To add something, write to the Support Unit."
        )
    if not question.is_open:
        return refused(
            f"The application of {organisation.name} has been decided, so this question needs no answer any more."
        )
    return ALLOWED
