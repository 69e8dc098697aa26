"""Public money that a candidate declares: the funding register offers it, and the candidate confirms each award."""

from collections.abc import Iterable, Sequence

from assembly.funding.models import Award
from assembly.funding.recipients import awards_of

from .models import Candidate, Nomination

MOST = 10


def offered(nomination: Nomination) -> list[Award]:
    """The newest awards to the organisation that puts the candidate forward."""
    return list(awards_of(nomination.organisation).order_by("-awarded_on", "-pk")[:MOST])


def left_out(nomination: Nomination) -> list[Award]:
    """Those of them that the candidate has not ticked."""
    ticked = set(nomination.declared_awards.values_list("pk", flat=True))
    return [award for award in offered(nomination) if award.pk not in ticked]


def is_answered(nomination: Nomination) -> bool:
    """Whether every award on offer is ticked, or left out with a reason."""
    return bool(nomination.left_out_because.strip()) or not left_out(nomination)


def sentence(award: Award) -> str:
    """What voters read, such as: Kennet Carers received £12,000 from Wiltshire Council in 2007."""
    return (
        f"{award.recipient_name} received {award.amount_shown} from {award.funder_name} "
        f"in {award.awarded_on.year}"
    )


def lines(awards: Iterable[Award]) -> list[tuple[str, str]]:
    """Each with the address of its page."""
    return [(sentence(award), award.get_absolute_url()) for award in awards]


def put_beside(candidates: Sequence[Candidate]) -> None:
    """Set on each candidate what they declared: one query for all of them."""
    stands = Candidate.declared_awards.through.objects.filter(candidate__in=candidates)
    declared: dict[int, list[Award]] = {}
    for row in stands.select_related("award").order_by("-award__awarded_on", "-award_id"):
        declared.setdefault(row.candidate_id, []).append(row.award)
    for candidate in candidates:
        candidate.award_lines = lines(declared.get(candidate.pk, ()))
