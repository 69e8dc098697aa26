"""Elections and the merging of two records of one organisation: what moves, what stays, and when it is refused.

From the freeze of a roll to the declaration no merge changes an election (docs/design.md): only the returning officer
corrects a roll. Before the freeze what is under way moves; what is over stays as it was published.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.merging import MergeLine
from assembly.membership.models import Organisation

from .models import Candidate, Election, Nomination, Objection, RollEntry, SentNotice, Support

OVER = "what an election published does not change"


def no_election_runs(kept: Organisation, gone: Organisation) -> Ruling:
    """Never between the freeze of a roll and the declaration, where either is on it or has somebody who stands."""
    both = [kept, gone]
    running = Election.objects.filter(
        roll_frozen_at__isnull=False, declared_at=None, voided_at=None
    )
    for election in running.order_by("pk"):
        on_roll = _named(
            RollEntry.objects.filter(
                contest__election=election, organisation__in=both, struck_on=None
            )
        )
        if on_roll:
            return refused(
                f"{on_roll} on the roll of “{election}”, which is frozen until its result is declared. "
                "Merge them after the declaration."
            )
        standing = _named(
            Candidate.objects.standing().filter(contest__election=election, organisation__in=both),
            verb="put forward a candidate",
        )
        if standing:
            return refused(
                f"{standing} in “{election}”, whose result has not been declared yet. Merge them after the declaration."
            )
    return ALLOWED


def supports_itself(kept: Organisation, gone: Organisation) -> Ruling:
    """Different organisations put forward, propose and second a candidate: they cannot become one halfway."""
    both = {kept.pk, gone.pk}
    waiting = Nomination.objects.filter(
        _under_way("contest"), Q(organisation__in=both) | Q(supports__organisation__in=both)
    )
    for nomination in waiting.distinct().prefetch_related("supports"):
        parts = [nomination.organisation_id] + [
            support.organisation_id for support in nomination.supports.all()
        ]
        if len(both & set(parts)) > 1:
            return refused(
                f"Both have a part in the nomination of {nomination.name} for {nomination.contest}, which needs "
                "different organisations. Ask for another proposer or seconder first, or wait for the declaration."
            )
    return ALLOWED


def _under_way(contest: str) -> Q:
    return Q(**{f"{contest}__election__declared_at": None, f"{contest}__election__voided_at": None})


def _named(rows: "QuerySet[RollEntry] | QuerySet[Candidate]", *, verb: str = "") -> str:
    """“A and B are”, or nothing when there is no row."""
    names = _once(row.organisation.name for row in rows.select_related("organisation"))
    if not names:
        return ""
    return f"{' and '.join(names)} {verb or ('is' if len(names) == 1 else 'are')}"


def _once(names: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(names))


LINES = (
    MergeLine(
        Nomination, "organisation", "nominations in elections to come", only=_under_way("contest")
    ),
    MergeLine(
        Support,
        "organisation",
        "nominations to propose or second, in elections to come",
        only=_under_way("nomination__contest"),
    ),
    MergeLine(
        Candidate, "organisation", "candidates in elections to come", only=_under_way("contest")
    ),
    MergeLine(RollEntry, "organisation", "lines on rolls of past polls", OVER),
    MergeLine(Objection, "organisation", "objections in past polls", OVER),
    MergeLine(SentNotice, "organisation", "notices it was sent", OVER),
)
