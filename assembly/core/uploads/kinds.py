"""What can be uploaded: each kind of file with its form, its limit, its preview and its import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from assembly.core.points import Point

from .forms import ChoicesForm, UploadForm

KEPT_PROBLEMS = 100

Progress = Callable[[int], None]
Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What a file holds, or what it did: counts in words, notes, and the rows that cannot be used with the reason."""

    counts: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    # How many problems there are; of these the first are told.
    problem_count: int = 0
    problems: tuple[tuple[int, str], ...] = ()
    # What is to be accepted before the rest is applied; counted and told in the same way.
    warning_count: int = 0
    warnings: tuple[tuple[int, str], ...] = ()
    # The rows that cannot be used, where they are few enough to be left out by name.
    bad_rows: tuple[int, ...] = ()
    # Why none of it can be applied; empty if it can.
    refusal: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "counts": self.counts,
            "notes": self.notes,
            "problem_count": self.problem_count,
            "problems": self.problems,
            "warning_count": self.warning_count,
            "warnings": self.warnings,
            "bad_rows": self.bad_rows,
        }


@dataclass(slots=True)
class Problems:
    """What is wrong, row by row: the first hundred are kept, and all are counted."""

    kept: list[tuple[int, str]] = field(default_factory=list)
    number: int = 0

    def note(self, row: int, reason: str) -> None:
        self.number += 1
        if len(self.kept) < KEPT_PROBLEMS:
            self.kept.append((row, reason))


@dataclass(frozen=True, slots=True)
class Kind:
    """`check` writes nothing; `carry_out` writes everything or nothing. Both may raise RuleBroken or Unreadable.

    `carry_out` gets the file, what was answered beside it, and the person who had it applied.
    """

    code: str
    title: str
    permission: str
    # Bytes, unpacked.
    largest: int
    # A template: what kind of file this is and where to get it.
    about: str
    check: Callable[[Path, Options, Progress], Report]
    carry_out: Callable[[Path, Options, Any], Report]
    form: type[UploadForm] = UploadForm
    # What is asked once it was checked, before it is applied; made with the report. The answers join the options.
    choices: type[ChoicesForm] | None = None
    # Whether a ZIP with one file in it is unpacked.
    zipped: bool = False
    icon: str = "upload"


accepted: Point[Kind] = Point("files that staff upload", key=attrgetter("code"))
