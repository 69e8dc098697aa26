"""Which figures of a table are withheld, so that none says anything about a handful of people. Pure: knows no Django.

A number from 1 up to `fewest` is small. It is withheld, and with it as many others as it takes that nobody works it
out from the sums: for each small number there is another table with the same sums and the same figures shown, in
which it is another number. Whoever reads the table may know that what is withheld is not nought, because a nought is
shown; so the other table has none in its place either. Where no choice of figures achieves that, all are withheld.

All sums are taken as known, whether a page shows them or not.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

Row = Sequence[int]
Withheld = tuple[tuple[bool, ...], ...]
# Withholding a nought tells more than it hides, so another figure is taken first.
RELUCTANCE = 1_000_000


def is_small(number: int, fewest: int) -> bool:
    return 0 < number < fewest


def line(numbers: Row, fewest: int) -> tuple[bool, ...]:
    """What is withheld of figures that make one known sum, such as the answers to one question."""
    withheld = {place for place, number in enumerate(numbers) if is_small(number, fewest)}
    others = sorted(
        (place for place, number in enumerate(numbers) if number and place not in withheld),
        key=lambda place: numbers[place],
    )
    while withheld and not _is_safe(numbers, withheld, fewest):
        if not others:
            return (True,) * len(numbers)
        withheld.add(others.pop(0))
    return tuple(place in withheld for place in range(len(numbers)))


def _is_safe(numbers: Row, withheld: set[int], fewest: int) -> bool:
    """Together they are no small number, and each of them could be one more or one less at the cost of another."""
    if is_small(sum(numbers[place] for place in withheld), fewest):
        return False
    return all(
        any(numbers[other] > 1 or numbers[place] > 1 for other in withheld if other != place)
        for place in withheld
        if is_small(numbers[place], fewest)
    )


def table(rows: Sequence[Row], fewest: int) -> Withheld:
    """What is withheld of a table in which every row and every column makes a known sum."""
    return _Table(rows, fewest).withheld()


def within(
    rows: Sequence[Row], *, hidden_rows: Sequence[bool], hidden_columns: Sequence[bool], fewest: int
) -> Withheld:
    """The same of a table some of whose sums are withheld elsewhere: those rows and columns are withheld whole.

    What they hold together follows from the sums that are known, so it is treated as one row and one column more.
    """
    shown_rows = [place for place, hidden in enumerate(hidden_rows) if not hidden]
    shown_columns = [place for place, hidden in enumerate(hidden_columns) if not hidden]
    folded = [_folded(rows[place], shown_columns) for place in shown_rows]
    if len(shown_rows) < len(rows):
        others = [row for row, hidden in zip(rows, hidden_rows, strict=True) if hidden]
        folded.append(_folded([sum(column) for column in zip(*others, strict=True)], shown_columns))
    found = table(folded, fewest)
    answer = [[True] * len(hidden_columns) for _ in rows]
    for place, flags in zip(shown_rows, found, strict=False):
        for column, flag in zip(shown_columns, flags, strict=False):
            answer[place][column] = flag
    return tuple(tuple(flags) for flags in answer)


def _folded(row: Row, shown: Sequence[int]) -> list[int]:
    kept = [row[place] for place in shown]
    return kept if len(kept) == len(row) else [*kept, sum(row) - sum(kept)]


class _Table:
    """Rows and columns as the places of a graph, and each figure as the way between its row and its column.

    A figure may be another one where a round trip leads through withheld figures alone: one more here, one less
    there, and every sum stays. A way to a column stands for one more, a way to a row for one less.
    """

    def __init__(self, rows: Sequence[Row], fewest: int) -> None:
        self.rows, self.fewest = rows, fewest
        self.height, self.width = len(rows), len(rows[0]) if rows else 0
        self.hidden = {
            (row, column)
            for row, numbers in enumerate(rows)
            for column, number in enumerate(numbers)
            if is_small(number, fewest)
        }

    def withheld(self) -> Withheld:
        for cell in sorted(self.hidden):
            trip = min((self._cheapest(cell, more=more) for more in (True, False)), default=None)
            if trip is None or trip[0] == float("inf"):
                return tuple((True,) * self.width for _ in self.rows)
            self.hidden.update(trip[1])
        return tuple(
            tuple((row, column) in self.hidden for column in range(self.width))
            for row in range(self.height)
        )

    def _cheapest(
        self, cell: tuple[int, int], *, more: bool
    ) -> tuple[float, list[tuple[int, int]]]:
        """The round trip through `cell` that withholds least besides, where it is one more or one less."""
        row, column = cell
        if not more and self.rows[row][column] < 2:
            return float("inf"), []
        start, end = (
            (("column", column), ("row", row)) if more else (("row", row), ("column", column))
        )
        ticket = count()
        waiting: list[tuple[float, int, tuple[str, int], list[tuple[int, int]]]] = [
            (0, next(ticket), start, [])
        ]
        seen = set()
        while waiting:
            cost, _, here, ways = heappop(waiting)
            if here == end:
                return cost, ways
            if here in seen:
                continue
            seen.add(here)
            for there, way, price in self._ways_from(here):
                if way != cell and there not in seen:
                    heappush(waiting, (cost + price, next(ticket), there, [*ways, way]))
        return float("inf"), []

    def _ways_from(
        self, here: tuple[str, int]
    ) -> Iterator[tuple[tuple[str, int], tuple[int, int], float]]:
        kind, place = here
        if kind == "row":
            for column in range(self.width):
                yield ("column", column), (place, column), self._price(place, column)
            return
        for row in range(self.height):
            if self.rows[row][place] > 1:
                yield ("row", row), (row, place), self._price(row, place)

    def _price(self, row: int, column: int) -> float:
        if (row, column) in self.hidden:
            return 0
        return self.rows[row][column] or RELUCTANCE
