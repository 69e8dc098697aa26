"""Counting again what was counted, and the file of rankings that is published of it."""

from assembly.core.rules import RuleBroken

from .counting import Ballots, count, fill_vacancy, read_blt, shortened, write_blt
from .counting.results import Count as Counted
from .models import Contest, Count, Vacancy


def recount(kept: Count, blt: str) -> Counted:
    """The count as it was made, of these ballots, with all that was decided then."""
    counted = kept.counted
    return count(
        read_blt(blt.encode(), name=str(kept.contest)),
        rule=kept.rule,
        seed=kept.seed,
        seats=counted.seats,
        withdrawn=counted.withdrawn,
        constraints=counted.election.constraints,
    )


def published_rankings(kept: Count) -> str | None:
    """Of each opened ranking what the count used, as a ballot file. None once the rankings have been forgotten."""
    rankings = getattr(kept.contest, "opened_rankings", None)
    if rankings is None:
        return None
    # Counted before the shortened file was kept: made now, as it would have been then.
    return kept.shortened or write_blt(shortened(recount(kept, rankings.blt)))


def countback_kind(vacancy: int) -> str:
    """How the name of the file ends that a countback publishes."""
    return f"countback-{vacancy}.blt"


def published_of_countback(vacancy: Vacancy) -> str | None:
    """What the count and the countback used: it counts, and counts back, to the same stages."""
    rankings = getattr(vacancy.contest, "opened_rankings", None)
    if rankings is None or vacancy.vacating is None:
        return None
    if vacancy.shortened:
        return vacancy.shortened
    counted = recount(vacancy.contest.count_result, rankings.blt)
    found = fill_vacancy(counted, vacancy.vacating, consenting=vacancy.consenting)
    return write_blt(shortened(counted, found))


def enforce_told_alike(contest: Contest, full: Counted, published: Counted) -> None:
    """Refuse to go on where two counts do not agree in everything but the file that they were made of."""
    if _told(full) != _told(published):
        raise RuleBroken(
            f"The rankings of {contest} that would be published do not count to the same stages. Nothing was stored: "
            "tell whoever looks after this software."
        )


def reread(ballots: Ballots) -> Ballots:
    """Ballots as anybody reads them from the file that is published."""
    return read_blt(write_blt(ballots).encode(), name=ballots.title)


def _told(counted: Counted) -> dict[str, object]:
    told = counted.to_json()
    del told["input_sha256"]
    return told
