"""Count a tidy BLT file with another Python package, each by its own STV, from reading to the winners.

Not all count by the same rule: pyrankvote and VoteKit have one of their own, pref_voting the Scottish.
"""

import sys
from pathlib import Path


def read(path: str) -> tuple[int, list[str], list[tuple[int, list[int]]]]:
    """Seats, names, and (papers, ranking) a line: the least reading that will do."""
    lines = Path(path).read_text().split("\n")
    candidates, seats = map(int, lines[0].split()[:2])
    ballots = []
    for place, line in enumerate(lines[1:], 1):
        weight, *ranking = map(int, line.split())
        if not weight:
            return seats, lines[place + 1 : place + 1 + candidates], ballots
        ballots.append((weight, ranking[:-1]))
    raise ValueError("no 0 after the ballots")


def pyrankvote(path: str) -> list[str]:
    from pyrankvote import Ballot, Candidate, single_transferable_vote

    seats, names, ballots = read(path)
    candidates = [Candidate(name) for name in names]
    papers = [
        Ballot([candidates[number - 1] for number in ranking])
        for weight, ranking in ballots
        for _ in range(weight)
    ]
    result = single_transferable_vote(candidates, papers, seats)
    return [winner.name for winner in result.get_winners()]


def votekit(path: str) -> list[str]:
    from votekit import RankBallot, RankProfile
    from votekit.elections import FastSTV

    seats, names, ballots = read(path)
    papers = [
        RankBallot(ranking=[frozenset({names[number - 1]}) for number in ranking], weight=weight)
        for weight, ranking in ballots
    ]
    profile = RankProfile(ballots=papers, candidates=names)
    elected = FastSTV(profile, n_seats=seats, tiebreak="random", rng_seed=1).get_elected()
    return [name for group in elected for name in group]


def pref_voting(path: str) -> list[int]:
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.proportional_methods import stv_scottish

    seats, names, ballots = read(path)
    profile = ProfileWithTies(
        [{number: rank for rank, number in enumerate(ranking, 1)} for _, ranking in ballots],
        rcounts=[weight for weight, _ in ballots],
        candidates=list(range(1, len(names) + 1)),
    )
    return list(stv_scottish(profile, num_seats=seats))


if __name__ == "__main__":
    print(
        {"pyrankvote": pyrankvote, "votekit": votekit, "pref_voting": pref_voting}[sys.argv[1]](
            sys.argv[2]
        )
    )
