"""What becomes of cases when two records of one organisation are merged, or a public body ends and another follows."""

from collections.abc import Iterator

from django.db.models import Q

from assembly.compact.models import Case
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.merging import MergeLine
from assembly.membership.models import Organisation
from assembly.partners.succession.plans import Plan

LINES = (
    MergeLine(Case, "organisation", "Compact cases that it raised"),
    MergeLine(Case, "against_organisation", "Compact cases against it"),
)


def may_be_merged(kept: Organisation, gone: Organisation) -> Ruling:
    """Nobody is on both sides of a case that is not decided. Once it is closed there are no sides any more."""
    between = Q(organisation=kept, against_organisation=gone) | Q(
        organisation=gone, against_organisation=kept
    )
    case = Case.objects.exclude(closed_on__isnull=False).filter(between).first()
    if case is None:
        return ALLOWED
    # Staff who merge may have an interest in it, so its number is not told.
    return refused(
        f"{kept} and {gone} are the two sides of a Compact case that is open. Wait until it is closed, then merge them."
    )


def what_passes_on(plan: Plan) -> Iterator[str]:
    """For the preview of a succession: the successor speaks for the bodies that ended (`cases.standing.answering`)."""
    if not plan.bodies:
        return
    concerned = Q(body__in=plan.bodies) | Q(against_body__in=plan.bodies)
    if number := Case.objects.open().filter(concerned).count():
        yield (
            f"{in_words(number, 'Compact cases are', one='Compact case is')} open: from that day on "
            f"{plan.successor_name} answers."
        )
