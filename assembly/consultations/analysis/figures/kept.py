"""Numbers of which none says anything about a handful of people: what of each measure may be shown.

Whatever a page is split by, the same rows are withheld of a whole kind, and a split shows nothing of them. So several
splits side by side give away no more than each by itself (core.small_numbers).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assembly.core import small_numbers

from .counts import Counts
from .measures import Measure
from .rules import FEWEST

# Of a whole kind, the rows that are withheld; of the categories of a split too.
Flags = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one kind: how many answered and fell into each row, for the kind and by category; None where withheld."""

    measure: Measure
    kind: str
    categories: tuple[Any, ...]
    answered: int | None
    rows: tuple[int | None, ...]
    answered_by: tuple[int | None, ...]
    rows_by: tuple[tuple[int | None, ...], ...]

    @property
    def shows_anything(self) -> bool:
        return bool(self.answered) and any(number is not None for number in self.rows)

    @property
    def shows_a_category(self) -> bool:
        """Whether a split shows more than noughts."""
        return any(number for row in self.rows_by for number in row)

    @property
    def withholds(self) -> bool:
        return None in self.rows or any(None in row for row in self.rows_by)


def keep(
    counts: Counts, measures: Sequence[Measure], kind: str, categories: Sequence[Any]
) -> list[Kept]:
    """Each measure of one kind. A question is withheld with the answer that brings it up."""
    found: list[Kept] = []
    by_question: dict[int, Kept] = {}
    for measure in measures:
        above = by_question.get(measure.only_if[0]) if measure.only_if else None
        kept = _keep(counts, measure, kind, tuple(categories), above)
        found.append(kept)
        for question in measure.questions:
            by_question.setdefault(question, kept)
    return found


def _keep(
    counts: Counts, measure: Measure, kind: str, categories: tuple[Any, ...], above: Kept | None
) -> Kept:
    answered_by = [counts.answered[measure, kind, category] for category in categories]
    rows_by = [
        [counts.fell[measure, row, kind, category] for category in categories]
        for row in range(len(measure.labels))
    ]
    answered, rows = sum(answered_by), [sum(numbers) for numbers in rows_by]
    option = measure.only_if[1] if measure.only_if else 0
    columns = small_numbers.line(answered_by, FEWEST)
    is_withheld = small_numbers.is_small(answered, FEWEST)
    if above is not None and option < len(above.rows):
        is_withheld = is_withheld or above.rows[option] is None
        columns = tuple(
            flag or number is None
            for flag, number in zip(columns, above.rows_by[option], strict=True)
        )
    if is_withheld:
        hidden_rows: Flags = (True,) * len(rows)
    elif measure.is_multiple:
        hidden_rows = tuple(
            small_numbers.line([number, answered - number], FEWEST)[0] for number in rows
        )
    else:
        hidden_rows = small_numbers.line(rows, FEWEST)
    hidden = _hidden_by(measure, rows_by, answered_by, hidden_rows, columns)
    return Kept(
        measure,
        kind,
        categories,
        None if is_withheld else answered,
        _shown(rows, hidden_rows),
        _shown(answered_by, columns if not is_withheld else (True,) * len(columns)),
        tuple(_shown(row, flags) for row, flags in zip(rows_by, hidden, strict=True)),
    )


def _hidden_by(
    measure: Measure,
    rows_by: list[list[int]],
    answered_by: list[int],
    hidden_rows: Flags,
    columns: Flags,
) -> small_numbers.Withheld:
    """Within a kind by category. Each of several choices is a table of its own: who chose it, and who did not."""
    if not measure.is_multiple:
        return small_numbers.within(
            rows_by, hidden_rows=hidden_rows, hidden_columns=columns, fewest=FEWEST
        )
    found = []
    for row, is_hidden in zip(rows_by, hidden_rows, strict=True):
        others = [whole - part for whole, part in zip(answered_by, row, strict=True)]
        both = small_numbers.within(
            [row, others],
            hidden_rows=(is_hidden, is_hidden),
            hidden_columns=columns,
            fewest=FEWEST,
        )
        found.append(both[0])
    return tuple(found)


def _shown(numbers: Sequence[int], hidden: Sequence[bool]) -> tuple[int | None, ...]:
    return tuple(None if flag else number for number, flag in zip(numbers, hidden, strict=True))
