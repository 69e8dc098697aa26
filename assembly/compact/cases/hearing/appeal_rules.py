"""May a side appeal, and has an appeal been heard in full? Once for each side, and both are heard together."""

import datetime as dt
from collections.abc import Collection

from assembly.compact.cases import life
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Appeal, Case, CaseStep, Side, Step
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day

from . import rules


def until(case: Case) -> dt.date | None:
    """The last day on which a side could appeal, as the first finding set it."""
    step = CaseStep.objects.filter(case=case, step=Step.TO_APPEAL).order_by("pk").first()
    return step.due_on if step else None


def may_appeal(
    found: Standing,
    appeals: Collection[Appeal],
    last_day: dt.date | None,
    grounds: str = "-",
) -> Ruling:
    """While the time for it runs, even when the other side has appealed already."""
    side = rules.speaks_for(found)
    if side is None:
        return refused("Only the two sides appeal against a finding.")
    if any(one.side == side for one in appeals):
        return refused("Your side has appealed already, which it can do once.")
    ruling = life.is_at(found.case, Step.TO_APPEAL, Step.APPEAL, on=found.on)
    if ruling and (last_day is None or found.on > last_day):
        return refused(
            f"The time to appeal ended on {short_day(last_day)}. The finding can no longer be changed by an appeal."
        )
    return ruling and says_why(
        grounds, "Say why others should look at the finding again. Those in the case read it."
    )


def may_withdraw(found: Standing, appeal: Appeal | None) -> Ruling:
    if appeal is None:
        return refused("Your side has not appealed, so there is nothing to withdraw.")
    if appeal.withdrawn_at:
        return refused("Your side has withdrawn its appeal already.")
    return life.is_at(found.case, Step.APPEAL, on=found.on)


def is_heard_in_full(last_day: dt.date | None, appeals: Collection[Appeal], on: dt.date) -> Ruling:
    """Not before the other side can no longer appeal: both are heard together."""
    if len({one.side for one in appeals}) == len(Side) or last_day is None or on > last_day:
        return ALLOWED
    return refused(
        f"The other side can appeal until the end of {short_day(last_day)}, and both appeals are heard together. "
        "Decide after that day."
    )
