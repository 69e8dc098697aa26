"""Ballots from a CSV file, a paper a row, in the two forms in which people keep them.

*A column a candidate*: the header has the names, the cells have ranks. *A column a rank*: the
header has “Rank 1”, “Rank 2” … (or Choice, Preference, 1st, 2nd), the cells have candidates. A
column “Weight” may say how many papers a row stands for. Where the header could mean either, and
wherever a row cannot be understood, the file is refused with its line; nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from .ballots import MAX_PAPERS, Ballots, matrix_of, positive_seats
from .csv_layout import SHOWN, Columns, CsvOptions, Place, columns_of, open_sheet, quoted
from .errors import CountingError, CsvError
from .files import decode, equal_ranks_notes, skipped_ranks_notes
from .words import joined, visible

_RANK = re.compile(
    r"(?:rank|choice|preference)[ _-]?([0-9]{1,4})"
    r"|([0-9]{1,4})(?:st|nd|rd|th)(?:[ _-](?:rank|choice|preference))?"
    r"|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[ _-](?:rank|choice|preference)",
    re.IGNORECASE,
)
_IN_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_NUMBER = re.compile(r"[0-9]{1,9}")
# A rank as people and spreadsheets write it: 2, 2nd, 2nd choice, 2.0.
_RANK_IN_A_CELL = re.compile(
    r"([0-9]{1,9})(?:\.0+|(?:st|nd|rd|th)?(?: (?:rank|choice|preference))?)", re.IGNORECASE
)
# What stands in a cell and names nobody. A candidate who is called so is given in the list of candidates.
_NO_CANDIDATES = re.compile(
    r"(over|under) ?votes?|skip(ped)?|blank|none|abstain|abstention|exhausted|spoil(t|ed)|invalid|n/?a"
    r"|no (vote|preference)|-+|\?+|write.?ins?\b.*|uwi",
    re.IGNORECASE,
)

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
    options: CsvOptions | None = None,
) -> Ballots:
    """Read a CSV file of ballots; `name` is what its errors call it. Raises `CsvError`, with the line.

    `candidates` gives the names in the order of their numbers. Without it candidates are numbered
    in the order of their columns or, where the columns are ranks, of the alphabet.
    """
    seats = positive_seats(seats)
    data = text_or_bytes
    if isinstance(data, str):
        data = data.encode(errors="surrogatepass")
    names = [each.strip() for each in candidates]
    reader = _Reader(decode(data, name, CsvError), name, names, options or CsvOptions())
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

    def __init__(
        self,
        text: str,
        name: str,
        candidates: Sequence[str],
        options: CsvOptions,
    ) -> None:
        self.place = Place(name)
        self.candidates = candidates
        self._ignore = options.ignore
        self._blank = {word.strip().casefold() for word in options.blank}
        self._equal_ranks: list[int] = []  # the lines where they stand
        self._skipped_ranks: list[int] = []
        self._sheet = open_sheet(text, self.place)
        self.notes = self._sheet.notes

    def read(self) -> array[int]:
        """Return the numbers `weight p p p 0 weight p 0 …` of all papers."""
        titles = self._sheet.headings()
        columns = columns_of(titles, self._ignore, self._sheet, self.candidates)
        heading_line = self.place.line
        papers = [self._paper(row, columns) for row in self._sheet.rows]
        self.place.line = heading_line
        ranking = self._form(columns.titles, papers)
        flat = array("q")
        for self.place.line, weight, cells in papers:
            flat.append(weight)
            flat.extend(ranking(cells))
            flat.append(0)
        self.notes += equal_ranks_notes(self._equal_ranks)
        self.notes += skipped_ranks_notes(self._skipped_ranks)
        return flat

    # Rows

    def _paper(self, row: list[str], columns: Columns) -> _Paper:
        cells, weight = columns.cells_of(row, self.place)
        if self._blank:
            cells = ["" if cell.casefold() in self._blank else cell for cell in cells]
        if columns.weight is None:
            return self.place.line, 1, cells
        papers = self._whole(weight, "the number of papers that have this ranking")
        if papers > MAX_PAPERS:
            self.place.fail(f"{weight} papers", f"at most {MAX_PAPERS:,}")
        return self.place.line, papers, cells

    def _whole(self, cell: str, expected: str) -> int:
        if not _NUMBER.fullmatch(cell) or int(cell) < 1:
            self.place.fail(quoted(cell), f"{expected}, 1 or more")
        return int(cell)

    def _rank(self, cell: str, title: str) -> int:
        match = _RANK_IN_A_CELL.fullmatch(cell)
        if match is None or int(match[1]) < 1:
            self.place.fail(
                f"{quoted(cell)} in the column {quoted(title)}",
                "a rank, 1 or more, or an empty cell; a column that is no part of the ballot is left out with --ignore",
            )
        return int(match[1])

    # The header

    def _form(self, titles: list[str], papers: list[_Paper]) -> _Ranking:
        """Tell the two forms apart by the header; headings 1, 2, 3 are ranks if no cell is a number."""
        self._refuse_unclear_names()
        ranks = [_rank_of(match) for title in titles if (match := _RANK.fullmatch(title))]
        if len(ranks) == len(titles):
            return self._a_column_a_rank(ranks, papers)
        numbers = [title for title in titles if _NUMBER.fullmatch(title)]
        if len(numbers) == len(titles) and _hold_names(papers):
            self.notes.append("The headings are numbers and the cells names: read as ranks.")
            return self._a_column_a_rank([int(title) for title in titles], papers)
        if ranks or numbers:
            self.place.fail(
                f"the headings {visible(joined(titles))[: 2 * SHOWN]}, of which some may be ranks or numbers",
                "the candidates' names in all, or “Rank 1”, “Rank 2” … in all; a column that is no part of the "
                "ballot is left out with --ignore",
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
                self.place.fail(
                    f"a column {quoted(title)}",
                    f"{self._a_candidate}; a column that is no part of the ballot is left out with --ignore",
                )
        for candidate in self.candidates:
            if candidate not in titles:
                self.place.fail(f"no column “{candidate}”", "one for every candidate")
        return partial(self._ranking_of_ranks, titles, [number_of[title] for title in titles])

    def _ranking_of_ranks(
        self, titles: Sequence[str], numbers: Sequence[int], cells: Sequence[str]
    ) -> list[int]:
        ranks = sorted(
            (self._rank(cell, title), number)
            for cell, title, number in zip(cells, titles, numbers, strict=True)
            if cell
        )
        preferences: list[int] = []
        for place, (rank, number) in enumerate(ranks, 1):
            if rank > place:
                self._skipped_ranks.append(self.place.line)
                break
            if place < len(ranks) and ranks[place][0] == rank:
                self._equal_ranks.append(self.place.line)
                break
            preferences.append(number)
        return preferences

    # A column a rank

    def _a_column_a_rank(self, ranks: list[int], papers: list[_Paper]) -> _Ranking:
        if sorted(ranks) != list(range(1, len(ranks) + 1)):
            self.place.fail(
                f"columns for the ranks {joined([*map(str, ranks)])}", "1, 2, 3 … once each"
            )
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
        skipped = False
        for place, column in enumerate(in_order, 1):
            cell = cells[column]
            if not cell:
                continue
            if cell not in number_of:
                self.place.fail(quoted(cell), self._a_candidate)
            if number_of[cell] in preferences:
                self.place.fail(f"{quoted(cell)} twice on one paper", "each candidate once")
            skipped = skipped or len(preferences) < place - 1
            if not skipped:
                preferences.append(number_of[cell])
        if skipped:
            self._skipped_ranks.append(self.place.line)
        return preferences

    def _names_on(self, papers: list[_Paper]) -> list[str]:
        lines: dict[str, int] = {}  # each spelling, and where it stands first
        for self.place.line, _, cells in papers:
            for cell in filter(None, cells):
                if cell not in lines:
                    self._refuse_what_names_nobody(cell)
                    lines[cell] = self.place.line
        if not lines:
            self.place.fail("no candidate on any paper", "names, or to be told what they are")
        self._refuse_two_spellings(lines)
        return sorted(lines)

    def _refuse_what_names_nobody(self, cell: str) -> None:
        if _NUMBER.fullmatch(cell) or "\n" in cell or "\r" in cell:
            self.place.fail(
                quoted(cell),
                "a name on one line (for numbers, say what the candidates are called)",
            )
        if _NO_CANDIDATES.fullmatch(cell):
            self.place.fail(
                f"{quoted(cell)}, which names no candidate",
                f"a name. To read it as an empty cell give --blank {_as_word(cell)}; if somebody is called so, list "
                "the candidates with --candidates",
            )

    def _refuse_two_spellings(self, lines: Mapping[str, int]) -> None:
        first: dict[str, str] = {}
        for spelling, self.place.line in lines.items():
            other = first.setdefault(" ".join(spelling.casefold().split()), spelling)
            if other != spelling:
                self.place.fail(
                    f"{quoted(spelling)}, and {quoted(other)} on line {lines[other]}",
                    "one spelling of one candidate. Correct the file; if they are two people, list the candidates "
                    "with --candidates",
                )

    @property
    def _a_candidate(self) -> str:
        return f"one of the candidates: {visible(', '.join(self.candidates))}"


def _rank_of(heading: re.Match[str]) -> int:
    if heading[3]:
        return _IN_WORDS.index(heading[3].lower()) + 1
    return int(heading[1] or heading[2])


def _hold_names(papers: Sequence[_Paper]) -> bool:
    """Whether some cell is filled and none is a number or a rank."""
    filled = [cell for _, _, cells in papers for cell in cells if cell]
    return bool(filled) and not any(_RANK_IN_A_CELL.fullmatch(cell) for cell in filled)


def _as_word(cell: str) -> str:
    return f'"{cell}"' if " " in cell else cell
