"""Which source may enter the funding register."""

import re
from collections.abc import Sequence

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, RuleBroken, Ruling, refused

from .lines import Batch

ROWS = re.compile(r"([0-9]{1,7})(?: ?- ?([0-9]{1,7}))?")
# More rows than these cannot be named on a screen: then it is another file that is wanted.
MOST_LEFT_OUT = 1_000


def may_be_imported(batch: Batch) -> Ruling:
    """Nothing is half-loaded: one bad row keeps the whole source out, unless somebody chose to leave that row out."""
    if batch.problem_count:
        problems = in_words(batch.problem_count, "problems")
        return refused(f"{batch.file_name} has {problems}, so none of it was loaded.")
    if batch.warning_count and not batch.accepts_warnings:
        warnings = in_words(batch.warning_count, "warnings")
        return refused(
            f"{batch.file_name} has {warnings}, so none of it was loaded. Read them, then accept them or leave their "
            "rows out."
        )
    if not batch.rows:
        return refused(f"{batch.file_name} holds no awards, so there is nothing to load.")
    return ALLOWED


def rows_named(typed: str) -> tuple[int, ...]:
    """The numbers in “7, 12-14”, in order. Raises `RuleBroken` for anything else."""
    rows: set[int] = set()
    for part in typed.replace("\N{EN DASH}", "-").replace(";", ",").split(","):
        if not (written := part.strip()):
            continue
        shape = ROWS.fullmatch(written)
        first, last = (int(shape[1]), int(shape[2] or shape[1])) if shape else (0, 0)
        if not 0 < first <= last or len(rows) + last - first >= MOST_LEFT_OUT:
            raise RuleBroken(
                f"“{written[:40]}” is not a row or a range of rows. Write rows like 7, 12-14; "
                f"at most {MOST_LEFT_OUT:,} in all."
            )
        rows.update(range(first, last + 1))
    return tuple(sorted(rows))


def rows_in_words(rows: Sequence[int]) -> str:
    """Write rows as `rows_named` reads them: 7, 12-14."""
    written: list[str] = []
    ordered = sorted(rows)
    while ordered:
        length = next((n for n, row in enumerate(ordered) if row != ordered[0] + n), len(ordered))
        first, last = ordered[0], ordered[length - 1]
        written.append(f"{first}-{last}" if last > first else str(first))
        ordered = ordered[length:]
    return ", ".join(written)


def was_read_twice_alike(checked: Batch, loaded: Batch) -> Ruling:
    """What is loaded is what was checked, row for row and to the penny."""
    if (checked.rows, checked.total) != (loaded.rows, loaded.total):
        return refused(
            f"{checked.file_name} changed while it was being read, so none of it was loaded."
        )
    return ALLOWED
