"""Figures by cause, and which of them are withheld: none says anything of fewer than five cases (docs/cases.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assembly.compact.models import Conclusion
from assembly.core import small_numbers

from .figures import One

FEWEST = 5
NO_CAUSE = ""
CAUSES: dict[str, str] = {**dict(Conclusion.Cause.choices), NO_CAUSE: "No cause given"}
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class ByCause:
    """Cases in which an undertaking was not, or only partly, kept: by cause, altogether and by year of the finding.

    None is a figure that is withheld. It is not narrowed by anything: two narrowings of one table could be compared,
    and their difference be a small number.
    """

    causes: Sequence[str]
    years: Sequence[int]
    altogether: Sequence[int | None]
    by_year: Sequence[Sequence[int | None]]

    @property
    def lines(self) -> list[tuple[str, Sequence[int | None]]]:
        years = [(str(year), row) for year, row in zip(self.years, self.by_year, strict=True)]
        return [("All years", self.altogether), *years] if years else []

    @property
    def is_any_withheld(self) -> bool:
        return any(figure is None for _, row in self.lines for figure in row)


def by_cause(cases: Iterable[One]) -> ByCause:
    """The years' figures add up to those of all years, so what is withheld there is withheld in each year."""
    found = [one for one in cases if one.is_not_kept and one.found_in]
    years = sorted({one.found_in for one in found if one.found_in}, reverse=True)
    numbers = [
        [sum(one.found_in == year and cause in one.causes for one in found) for cause in CAUSES]
        for year in years
    ]
    totals = [sum(column) for column in zip(*numbers, strict=True)]
    hidden = small_numbers.line(totals, FEWEST)
    flags = small_numbers.within(
        numbers, hidden_rows=[False] * len(years), hidden_columns=hidden, fewest=FEWEST
    )
    return ByCause(
        list(CAUSES.values()),
        years,
        _shown(totals, hidden),
        [_shown(row, flag) for row, flag in zip(numbers, flags, strict=True)],
    )


def _shown(numbers: Sequence[int], hidden: Sequence[bool]) -> list[int | None]:
    return [None if flag else number for number, flag in zip(numbers, hidden, strict=True)]
