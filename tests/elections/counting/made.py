"""Contests made up for tests."""

from elections.counting import Ballots

NAMES = ["Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gil", "Hal", "Ida", "Jan"]


def ballots(papers, seats, candidates):
    """Papers as {"1 2": 4}: four papers that rank 1 first and 2 second."""
    rankings = [
        tuple(map(int, ranking.split()))
        for ranking, weight in papers.items()
        for _ in range(weight)
    ]
    return Ballots.from_rankings(rankings, NAMES[:candidates], seats, "A small contest")
