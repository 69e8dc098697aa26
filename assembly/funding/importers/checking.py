"""Read a file to its end before any of it is loaded, and gather everything that is wrong with it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assembly.core.text_files import Unreadable

from ..lines import POUNDS, AwardLine, Batch, Problem
from ..rules import MOST_LEFT_OUT
from . import giving360_csv, giving360_json
from .files import Format, SourceFile
from .first_rows import FirstRows
from .giving360 import UK_DAYS, Values, read_grant, shown

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
    apart: Counter[str] = field(default_factory=Counter)
    problem_count: int = 0
    warning_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    bad_rows: list[int] = field(default_factory=list)
    broken_off: Unreadable | None = None
    first_rows: FirstRows = field(default_factory=FirstRows)

    @property
    def batch(self) -> Batch:
        return Batch(
            self.file.name,
            self.file.sha256,
            self.rows,
            self.total,
            self.problem_count,
            self.warning_count,
        )

    @property
    def can_leave_out(self) -> bool:
        """Whether the rows that cannot be used are few enough to be named, and others are left."""
        return len(self.bad_rows) < min(MOST_LEFT_OUT, self.rows)

    def know(self, row: int, values: Values) -> None:
        """Remember where a funder's identifier stands first: a second one makes one of the two rows wrong.

        The standard wants it unique in the world; funders do not keep to it, and the register knows awards by both.
        """
        grant_id = values.get("id")
        funder = values.get("fundingOrganization/0/id")
        if isinstance(grant_id, str) and grant_id.strip():
            first, same = self.first_rows.of(row, str(funder), grant_id.strip())
            if first != row and same:
                self.refuse(row, [f"Identifier “{shown(grant_id)}” stands in row {first} already."])
            elif first != row:
                self.warn(
                    row,
                    f"Identifier “{shown(grant_id)}” differs from that of row {first} in capitals alone. Is it the "
                    "same award?",
                )

    def take(self, line: AwardLine, on: dt.date) -> None:
        if line.currency == POUNDS:
            self.total += line.amount
        if reason := line.reason_apart(on):
            self.apart[reason] += 1
        self.notes.update(line.notes)
        for warning in line.warnings:
            self.warn(line.row, warning)

    def warn(self, row: int, reason: str) -> None:
        self.warning_count += 1
        if len(self.warnings) < KEPT_PROBLEMS:
            self.warnings.append(Problem(row, reason, is_warning=True))

    def refuse(self, row: int, reasons: list[str]) -> None:
        self.problem_count += len(reasons)
        room = KEPT_PROBLEMS - len(self.problems)
        self.problems += [Problem(row, reason) for reason in reasons[:room]]
        if len(self.bad_rows) < MOST_LEFT_OUT and row not in self.bad_rows[-1:]:
            self.bad_rows.append(row)


def check(
    file: SourceFile,
    *,
    on: dt.date,
    progress: Callable[[int], None] | None = None,
    leave_out: Collection[int] = (),
) -> Check:
    """Read every row but those left out, as far as the file can be read."""
    result = Check(file)
    try:
        for row, values in _read(file):
            if row in leave_out:
                continue
            result.rows += 1
            line = _line(row, values, on)
            if isinstance(line, list):
                result.refuse(row, line)
            else:
                result.take(line, on)
            if not isinstance(values, list):
                result.know(row, values)
            if progress:
                progress(result.rows)
    except Unreadable as error:
        result.broken_off = error
    return result


def read_lines(
    file: SourceFile,
    *,
    on: dt.date,
    progress: Callable[[int], None] | None = None,
    leave_out: Collection[int] = (),
) -> Iterator[AwardLine]:
    """Yield the lines of a file that was checked; stop at a bad row, should it have changed since."""
    kept = ((row, values) for row, values in _read(file) if row not in leave_out)
    for number, (row, values) in enumerate(kept, start=1):
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
        for row, values in READERS[file.format](file):
            if file.uk_dates and not isinstance(values, list):
                yield row, {**values, UK_DAYS: True}
            else:
                yield row, values
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file.name} changed while it was being read.") from error
    except OSError as error:
        raise Unreadable(f"{file.name} cannot be read to its end: {error.strerror}.") from error


def _line(row: int, values: Values | list[str], on: dt.date) -> AwardLine | list[str]:
    return values if isinstance(values, list) else read_grant(row, values, on=on)
