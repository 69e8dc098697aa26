"""May this line go on the forward plan, be announced, dropped or begun?"""

from assembly.consultations.models import PlannedConsultation
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.partners.models import PublicBody


def may_propose(*, speaks: bool, announces: bool, body: PublicBody) -> Ruling:
    if speaks or announces:
        return ALLOWED
    return refused(
        f"Only officers of {body}, the Support Unit and the Assembly Board can plan for it."
    )


def has_words(title: str, summary: str, expected: str) -> Ruling:
    if title.strip() and summary.strip() and expected.strip():
        return ALLOWED
    return refused("Give a title, a summary, and when the consultation is expected.")


def is_new(title: str, *, is_planned: bool) -> Ruling:
    if is_planned:
        return refused(f"“{title.strip()}” is on the plan already. Give another title, or drop it.")
    return ALLOWED


def may_announce(*, announces: bool) -> Ruling:
    if announces:
        return ALLOWED
    return refused(
        "Only the Support Unit or the Assembly Board can announce a planned consultation."
    )


def may_be_announced(line: PlannedConsultation, *, by: int) -> Ruling:
    """Two people see each line before everybody does."""
    if line.announced_at:
        return refused("This has already been announced.")
    if not (ruling := _is_planned(line)):
        return ruling
    if line.proposed_by_id == by:
        return refused(
            "You proposed this, so somebody else in the Support Unit or on the Assembly Board has to announce it."
        )
    return ALLOWED


def may_be_dropped(line: PlannedConsultation) -> Ruling:
    return _is_planned(line)


def may_become(line: PlannedConsultation) -> Ruling:
    return _is_planned(line)


def says_why_dropped(because: str) -> Ruling:
    return says_why(because, "Say why you are dropping it. The reason is kept with it.")


def _is_planned(line: PlannedConsultation) -> Ruling:
    if line.dropped_on:
        return refused("This has been dropped from the plan.")
    if line.became_id:
        return refused("A draft of this consultation has already been begun.")
    return ALLOWED
