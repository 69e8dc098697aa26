"""Counting ranked ballots: ballots in, stages and winners out.

Knows no Django, no clock, no database, and no chance but the seed it is given. See
`docs/counting.md`.

    ballots = read_blt(Path("ward.blt").read_bytes(), name="ward.blt")
    result = count(ballots, rule="scottish", seed="the public seed")
    print(result.to_text())
    later = fill_vacancy(result, result.elected[0])
"""

from __future__ import annotations

from collections.abc import Iterable

from . import needed  # noqa: F401 -- before all that needs it
from .ballots import Ballots, positive_seats
from .blt import read_blt, write_blt
from .constraint_file import constraints_to_json, read_constraints
from .constraints import Category, Constraints, Group, Judgement, one_seat_each
from .countback import fill_vacancy
from .csv_ballots import read_csv
from .draw import draw_order
from .errors import (
    BallotFileError,
    BltError,
    ConstraintsFileError,
    CountingError,
    CsvError,
    DrawNeeded,
    InfeasibleConstraints,
)
from .results import Count, Election, Stage, Tie, Transfer
from .rules import RULES
from .shortening import shortened
from .words import as_decimal

__all__ = [
    "RULES",
    "BallotFileError",
    "Ballots",
    "BltError",
    "Category",
    "Constraints",
    "ConstraintsFileError",
    "Count",
    "CountingError",
    "CsvError",
    "DrawNeeded",
    "Group",
    "InfeasibleConstraints",
    "Judgement",
    "Stage",
    "Tie",
    "Transfer",
    "as_decimal",
    "constraints_to_json",
    "count",
    "draw_order",
    "fill_vacancy",
    "one_seat_each",
    "read_blt",
    "read_constraints",
    "read_csv",
    "shortened",
    "write_blt",
]


def count(
    ballots: Ballots,
    *,
    rule: str = "scottish",
    seats: int | None = None,
    seed: str = "",
    withdrawn: Iterable[int] = (),
    constraints: Constraints | None = None,
) -> Count:
    """Count the ballots by a rule.

    `seats` and `withdrawn` change or add to what the ballots say. `seed` settles ties that the rule
    leaves to the draw; without one such a tie raises `DrawNeeded`, because nothing else (not the
    order of the candidates, not the order of the file) may settle it. `constraints` that no result
    can meet raise `InfeasibleConstraints` before anything is counted.
    """
    if rule not in RULES:
        raise CountingError(f"There is no rule “{rule}”; the rules are: {', '.join(RULES)}.")
    known = range(1, len(ballots.candidates) + 1)
    everyone_withdrawn = ballots.withdrawn.union(withdrawn)
    for number in sorted(everyone_withdrawn.difference(known)):
        raise CountingError(
            f"Candidate {number} cannot be withdrawn: candidates are numbered 1 to {len(known)}."
        )
    if len(everyone_withdrawn) == len(known):
        raise CountingError("Nobody stands: there is no candidate who has not withdrawn.")
    election = Election(
        ballots=ballots,
        seats=positive_seats(ballots.seats if seats is None else seats),
        withdrawn=everyone_withdrawn,
        seed=seed,
        draw_order=draw_order(seed, len(known)) if seed else ballots.draw_order,
        constraints=constraints,
    )
    if constraints is not None:
        _check(constraints, election)
    return RULES[rule](election)


def _check(constraints: Constraints, election: Election) -> None:
    if constraints.candidates != election.ballots.candidates:
        raise CountingError("The constraints are of other candidates than the ballots.")
    constraints.check(standing=election.standing, seats=election.seats)
