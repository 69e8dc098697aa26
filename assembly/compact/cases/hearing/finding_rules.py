"""May the panel write this, agree to it and decide it? A majority, three at least, with reasons for each result."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from assembly.compact.cases import life
from assembly.compact.cases.standing import Standing
from assembly.compact.cases.steps import PANEL_OF
from assembly.compact.models import Conclusion, Finding, Step
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from . import rules

if TYPE_CHECKING:
    from .drafts import Asked, Concluded, Draft

WRITES = (Step.PANEL, Step.FINDING, Step.APPEAL)
DECIDES = (Step.FINDING, Step.APPEAL)
THREE = in_words(PANEL_OF, "members", spelt=True)


def may_write(found: Standing, finding: Finding | None) -> Ruling:
    """Not while both sides read the facts: they correct what they were sent."""
    if finding and finding.is_decided:
        return refused(
            "The finding is decided. What is wrong in it is corrected by a note that is shown with it."
        )
    return life.is_at(found.case, *WRITES, on=found.on) and rules.hears_it(found)


def is_consistent(draft: "Draft", cited: Collection[int]) -> Ruling:
    """What is written is about undertakings of this case; a cause only where one was not kept, reasons always."""
    for one in draft.conclusions or ():
        ruling = _conclusion(one, cited)
        if not ruling:
            return ruling
    numbers = [one.cited for one in draft.conclusions or ()]
    if len(set(numbers)) < len(numbers):
        return refused("Give one result for each undertaking.")
    if any(not one.what.strip() for one in draft.remedies or ()):
        return refused("Say what has to be done to put it right.")
    return ALLOWED


def _conclusion(one: "Concluded", cited: Collection[int]) -> Ruling:
    if one.cited not in cited:
        return refused("This case does not cite that undertaking.")
    if one.result not in Conclusion.Result.values:
        return refused("Choose whether the undertaking was kept, partly kept or not kept.")
    if one.cause and one.cause not in Conclusion.Cause.values:
        return refused("Choose a cause from the list.")
    if one.result == Conclusion.Result.KEPT and one.cause:
        return refused("An undertaking that was kept has no cause. Take the cause out.")
    if not one.reasons.strip():
        return refused("Give the reasons for each result.")
    return ALLOWED


def is_complete(
    finding: Finding | None, conclusions: Sequence[Conclusion], cited: Collection[int]
) -> Ruling:
    """Facts, and a result for every undertaking."""
    if finding is None or not finding.facts.strip():
        return refused("The panel has not set out the facts yet. Write them first.")
    if missing := len(set(cited) - {one.cited_id for one in conclusions}):
        return refused(
            f"The finding says nothing yet of {in_words(missing, 'undertakings')}. Give a result for each."
        )
    return ALLOWED


def may_agree(found: Standing, finding: Finding | None, edit: int) -> Ruling:
    """To these words and no others."""
    if finding and finding.is_decided:
        return refused("The finding is decided already.")
    return (
        life.is_at(found.case, *DECIDES, on=found.on)
        and rules.hears_it(found)
        and rules.is_unchanged(finding, edit)
    )


def is_carried(agreed: int, of_members: int, conclusions: Collection[Conclusion]) -> Ruling:
    """A majority of those who hear it, and never fewer than three; a deliberate decision is said by all or by nobody.

    So a cause, too, is always that of three members at least (docs/cases.md).
    """
    if agreed < PANEL_OF:
        return refused(
            f"At least {THREE} of the panel have to agree to these words. So far "
            f"{in_words(agreed, 'members have', one='member has')} agreed."
        )
    if agreed * 2 <= of_members:
        return refused(
            f"A majority of the panel has to agree to these words. So far {agreed} of {of_members} have agreed."
        )
    deliberate = any(one.cause == Conclusion.Cause.DELIBERATE for one in conclusions)
    if deliberate and agreed < of_members:
        return refused(
            "That something was done deliberately is said by all who hear the case or by nobody. Not all of them "
            "agree, so change the cause, or wait until all agree."
        )
    return ALLOWED


def has_remedies_that_fit(
    remedies: Sequence["Asked"], conclusions: Collection[Conclusion], *, open_until: dt.date
) -> Ruling:
    """Nothing has to be done before it is certain; where everything was kept there is nothing to put right."""
    if remedies and all(one.result == Conclusion.Result.KEPT for one in conclusions):
        return refused(
            "Every undertaking was kept, so there is nothing to put right. Take the remedies out."
        )
    for one in remedies:
        if one.due_on <= open_until:
            return refused(
                f"“{one.what}” is due on {short_day(one.due_on)}. The other side does not have to act before the "
                f"finding is certain, so give it a day after {short_day(open_until)}."
            )
    return ALLOWED


def may_decide(found: Standing, finding: Finding | None, edit: int) -> Ruling:
    return may_agree(found, finding, edit)
