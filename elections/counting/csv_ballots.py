"""Ballots from a CSV file, a paper a row, in the two forms in which people keep them.

*A column a candidate*: the header has the names, the cells have ranks. *A column a rank*: the
header has “Rank 1”, “Rank 2” … (or Choice, Preference, 1st, 2nd), the cells have candidates. A
column “Weight” may say how many papers a row stands for. Where the header could mean either, and
wherever a row cannot be understood, the file is refused with its line; nothing is guessed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NoReturn

import numpy as np

from .ballots import MAX_PAPERS, Ballots, matrix_of, positive_seats
from .errors import CountingError, CsvError
from .files import decode, equal_ranks_notes
from .words import counted, joined

_RANK = re.compile(
    r"(?:rank|choice|preference)[ _-]?([0-9]{1,4})"
    r"|([0-9]{1,4})(?:st|nd|rd|th)(?:[ _-](?:rank|choice|preference))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]{1,9}")
_SHOWN = 40

_Paper = tuple[int, int, Sequence[str]]  # the line, how many papers it stands for, the cells
# Turns the cells of a row into candidate numbers, best first.
_Ranking = Callable[[Sequence[str]], list[int]]


def read_csv(
    text_or_bytes: str | bytes,
    *,
    seats: int,
    candidates: Sequence[str] = (),
    title: str = "",
    name: str = "ballot file",
) -> Ballots:
    """Read a CSV file of ballots; `name` is what its errors call it. Raises `CsvError`, with the line.

    `candidates` gives the names in the order of their numbers. Without it candidates are numbered
    in the order of their columns or, where the columns are ranks, of the alphabet.
    """
    seats = positive_seats(seats)
    data = text_or_bytes
    if isinstance(data, str):
        data = data.encode(errors="surrogatepass")
    reader = _Reader(decode(data, name, CsvError), name, [each.strip() for each in candidates])
    preferences, weights = matrix_of(
        np.array(reader.read(), dtype=np.int64), len(reader.candidates)
    )
    return Ballots(
        candidates=tuple(reader.candidates),
        seats=seats,
        title=title.strip(),
        preferences=preferences,
        weights=weights,
        notes=tuple(reader.notes),
        file_sha256=hashlib.sha256(data).hexdigest(),
    )


class _Reader:
    """A place in the rows that moves forwards, and the words to say where it stopped."""

    def __init__(self, text: str, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = candidates
        self.line = 1
        self.notes: list[str] = []
        self._equal_ranks: list[int] = []  # the lines where they stand
        self._weight_column: int | None = None
        self._rows = self._read_rows(text)

    def read(self) -> array[int]:
        """Return the numbers `weight p p p 0 weight p 0 …` of all papers."""
        titles = self._header()
        papers = [self._paper(row, len(titles)) for row in self._rows]
        ranking = self._form(titles, papers)
        flat = array("q")
        for self.line, weight, cells in papers:
            flat.append(weight)
            flat.extend(ranking(cells))
            flat.append(0)
        self.notes += equal_ranks_notes(self._equal_ranks)
        return flat

    def _fail(self, found: str, expected: str) -> NoReturn:
        raise CsvError(f"found {found}; expected {expected}.", name=self.name, line=self.line)

    # Rows

    def _read_rows(self, text: str) -> Iterator[list[str]]:
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        empty_line = 0
        while True:
            self.line = rows.line_num + 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                self._fail(f"what is not CSV ({error})", "commas, and whole cells in quotes")
            if row is None:
                return
            if not row:
                empty_line = empty_line or self.line
                continue
            if empty_line:
                self.line = empty_line
                self._fail("an empty line", "a paper; a blank one is written with its commas")
            yield [cell.strip() for cell in row]

    def _paper(self, row: list[str], columns: int) -> _Paper:
        expected = columns + (self._weight_column is not None)
        if len(row) != expected:
            self._fail(counted(len(row), "cell"), f"{expected}, one under each heading")
        if self._weight_column is None:
            return self.line, 1, row
        text = row.pop(self._weight_column)
        weight = self._whole(text, "the number of papers that have this ranking")
        if weight > MAX_PAPERS:
            self._fail(f"{text} papers", f"at most {MAX_PAPERS:,}")
        return self.line, weight, row

    def _whole(self, cell: str, expected: str) -> int:
        if not _NUMBER.fullmatch(cell) or int(cell) < 1:
            self._fail(f"“{cell[:_SHOWN]}”", f"{expected}, 1 or more")
        return int(cell)

    # The header

    def _header(self) -> list[str]:
        titles = next(self._rows, [])
        for column, title in enumerate(titles, 1):
            if not title or "\n" in title or "\r" in title:
                self._fail(f"column {column} without a heading of one line", "a heading")
            if titles.count(title) > 1:
                self._fail(f"two columns “{title[:_SHOWN]}”", "headings that differ")
        weights = [column for column, title in enumerate(titles) if title.lower() == "weight"]
        if len(weights) > 1:
            self._fail("two columns of weights", "one at most")
        for self._weight_column in weights:
            titles.pop(self._weight_column)
        if not titles:
            self._fail("no columns", "a column for every candidate, or for every rank")
        if len(titles) == 1 and ({";", "\t"} & set(titles[0])):
            self._fail(f"“{titles[0][:_SHOWN]}” and no comma", "commas between the columns")
        return titles

    def _form(self, titles: list[str], papers: list[_Paper]) -> _Ranking:
        """Tell the two forms apart by the header alone."""
        self.line = 1
        self._refuse_unclear_names()
        ranks = [int(match[1] or match[2]) for title in titles if (match := _RANK.fullmatch(title))]
        if len(ranks) == len(titles):
            return self._a_column_a_rank(ranks, papers)
        numbers = [title for title in titles if _NUMBER.fullmatch(title)]
        if ranks or numbers:
            self._fail(
                f"the headings {joined(titles)[: 2 * _SHOWN]}, of which some may be ranks or numbers",
                "the candidates' names in all, or “Rank 1”, “Rank 2” … in all",
            )
        return self._a_column_a_candidate(titles)

    def _refuse_unclear_names(self) -> None:
        for candidate in self.candidates:
            if (
                self.candidates.count(candidate) > 1
                or _NUMBER.fullmatch(candidate)
                or not candidate
            ):
                raise CountingError(
                    f"A candidate is called “{candidate}”, but a CSV file tells candidates by their "
                    "names, which must differ from each other and from numbers."
                )

    # A column a candidate

    def _a_column_a_candidate(self, titles: list[str]) -> _Ranking:
        self.candidates = self.candidates or titles
        number_of = {candidate: number for number, candidate in enumerate(self.candidates, 1)}
        for title in titles:
            if title not in number_of:
                self._fail(f"a column “{title[:_SHOWN]}”", self._a_candidate)
        for candidate in self.candidates:
            if candidate not in titles:
                self._fail(f"no column “{candidate}”", "one for every candidate")
        return partial(self._ranking_of_ranks, [number_of[title] for title in titles])

    def _ranking_of_ranks(self, numbers: Sequence[int], cells: Sequence[str]) -> list[int]:
        ranks = sorted(
            (self._whole(cell, "a rank"), number)
            for cell, number in zip(cells, numbers, strict=True)
            if cell
        )
        preferences: list[int] = []
        for place, (rank, number) in enumerate(ranks, 1):
            if rank > place:
                self._fail(f"rank {rank} and no rank {place}", "ranks 1, 2, 3 … without a gap")
            if place < len(ranks) and ranks[place][0] == rank:
                self._equal_ranks.append(self.line)
                break
            preferences.append(number)
        return preferences

    # A column a rank

    def _a_column_a_rank(self, ranks: list[int], papers: list[_Paper]) -> _Ranking:
        if sorted(ranks) != list(range(1, len(ranks) + 1)):
            self._fail(f"columns for the ranks {joined([*map(str, ranks)])}", "1, 2, 3 … once each")
        if self.candidates:
            number_of = {str(number): number for number in range(1, len(self.candidates) + 1)}
        else:
            number_of = {}
            self.candidates = self._names_on(papers)
            self.notes.append(
                "The candidates were taken from the papers, in the order of the alphabet: one whom "
                "nobody ranked is not among them."
            )
        number_of |= {candidate: number for number, candidate in enumerate(self.candidates, 1)}
        in_order = sorted(range(len(ranks)), key=ranks.__getitem__)
        return partial(self._ranking_of_names, in_order, number_of)

    def _ranking_of_names(
        self, in_order: Sequence[int], number_of: Mapping[str, int], cells: Sequence[str]
    ) -> list[int]:
        preferences: list[int] = []
        for place, column in enumerate(in_order, 1):
            cell = cells[column]
            if not cell:
                continue
            if len(preferences) < place - 1:
                self._fail(f"“{cell[:_SHOWN]}” after an empty rank", "ranks without a gap")
            if cell not in number_of:
                self._fail(f"“{cell[:_SHOWN]}”", self._a_candidate)
            if number_of[cell] in preferences:
                self._fail(f"“{cell[:_SHOWN]}” twice on one paper", "each candidate once")
            preferences.append(number_of[cell])
        return preferences

    def _names_on(self, papers: list[_Paper]) -> list[str]:
        names = set()
        for self.line, _, cells in papers:
            for cell in filter(None, cells):
                if _NUMBER.fullmatch(cell) or "\n" in cell or "\r" in cell:
                    self._fail(
                        f"“{cell[:_SHOWN]}”",
                        "a name on one line (for numbers, say what the candidates are called)",
                    )
                names.add(cell)
        if not names:
            self._fail("no candidate on any paper", "names, or to be told what they are")
        return sorted(names)

    @property
    def _a_candidate(self) -> str:
        return f"one of the candidates: {', '.join(self.candidates)}"
