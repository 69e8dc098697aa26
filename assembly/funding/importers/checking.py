"""Read a file to its end before any of it is loaded, and gather everything that is wrong with it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assembly.core.text_files import Unreadable

from ..lines import AwardLine, Batch, Problem
from ..models import POUNDS
from . import giving360_csv, giving360_json, own_csv
from .files import Format, SourceFile
from .first_rows import FirstRows
from .giving360 import Values, read_grant, shown

Reader = Callable[[SourceFile], Iterator[tuple[int, Values | list[str]]]]
READERS: dict[Format, Reader] = {
    Format.CSV: giving360_csv.read_rows,
    Format.JSON: giving360_json.read_rows,
}
KEPT_PROBLEMS = 100


@dataclass(slots=True)
class Check:
    """What a file holds. Of many problems the first hundred are kept, and all are counted."""

    file: SourceFile
    rows: int = 0
    total: Decimal = Decimal(0)
    other_currencies: int = 0
    problem_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    broken_off: Unreadable | None = None
    first_rows: FirstRows = field(default_factory=FirstRows)

    @property
    def batch(self) -> Batch:
        return Batch(self.file.name, self.file.sha256, self.rows, self.total, self.problem_count)

    def know(self, row: int, values: Values) -> None:
        """Remember where an identifier stands first: a second one makes one of the two rows wrong.

        The standard wants it unique in the world; a register of several funders, such as ours, knows better.
        """
        grant_id = values.get("id")
        funder = values.get("fundingOrganization/0/id") if own_csv.is_of_own(values) else ""
        if isinstance(grant_id, str) and grant_id.strip():
            first = self.first_rows.of(row, str(funder), grant_id.strip())
            if first != row:
                self.refuse(row, [f"Identifier “{shown(grant_id)}” stands in row {first} already."])

    def take(self, line: AwardLine) -> None:
        if line.currency == POUNDS:
            self.total += line.amount
        else:
            self.other_currencies += 1

    def refuse(self, row: int, reasons: list[str]) -> None:
        self.problem_count += len(reasons)
        room = KEPT_PROBLEMS - len(self.problems)
        self.problems += [Problem(row, reason) for reason in reasons[:room]]


def check(file: SourceFile, *, on: dt.date, progress: Callable[[int], None] | None = None) -> Check:
    """Read every row, as far as the file can be read."""
    result = Check(file)
    try:
        for row, values in _read(file):
            result.rows += 1
            line = _line(row, values, on)
            if isinstance(line, list):
                result.refuse(row, line)
            else:
                result.take(line)
            if not isinstance(values, list):
                result.know(row, values)
            if progress:
                progress(result.rows)
    except Unreadable as error:
        result.broken_off = error
    return result


def read_lines(
    file: SourceFile, *, on: dt.date, progress: Callable[[int], None] | None = None
) -> Iterator[AwardLine]:
    """Yield the lines of a file that was checked; stop at a bad row, should it have changed since."""
    for number, (row, values) in enumerate(_read(file), start=1):
        line = _line(row, values, on)
        if isinstance(line, list):
            raise Unreadable(f"{file.name} changed while it was being read: row {row} is bad now.")
        yield line
        if progress:
            progress(number)


def read_usable_lines(file: SourceFile, *, on: dt.date) -> Iterator[AwardLine]:
    """Yield the lines that can be used, as far as the file can be read: for looking, not for loading."""
    try:
        for row, values in _read(file):
            line = _line(row, values, on)
            if not isinstance(line, list):
                yield line
    except Unreadable:
        return


def _read(file: SourceFile) -> Iterator[tuple[int, Values | list[str]]]:
    try:
        yield from READERS[file.format](file)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file.name} changed while it was being read.") from error
    except OSError as error:
        raise Unreadable(f"{file.name} cannot be read to its end: {error.strerror}.") from error


def _line(row: int, values: Values | list[str], on: dt.date) -> AwardLine | list[str]:
    return values if isinstance(values, list) else read_grant(row, values, on=on)
