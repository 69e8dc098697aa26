"""A row of a list, what stands in its cells, and the whole list as it would come in."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assembly.core.rules import Refusal
from assembly.membership.models import District, Theme


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and what is wrong with it; empty when nothing is."""

    title: str
    text: str
    problem: str = ""


class Answer(StrEnum):
    """What a person says of a row whose name is near another's."""

    SAME = "same"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Like:
    """What a row's name is near to: an organisation on the register, or an earlier row of the file."""

    code: str
    words: str


@dataclass(slots=True)
class Row:
    """One row, as a spreadsheet counts it; `facts` are those of an Organisation, as far as its cells are right."""

    number: int
    cells: list[Cell] = field(default_factory=list)
    problem: str = ""
    name: str = ""  # what of it is compared with others
    facts: dict[str, Any] = field(default_factory=dict)
    districts: list[District] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    since: dt.date | None = None
    like: list[Like] = field(default_factory=list)
    answer: Answer | None = None

    @property
    def postcode(self) -> str:
        return str(self.facts.get("postcode", ""))

    @property
    def asks(self) -> bool:
        """Whether somebody has to say first if it is the same organisation."""
        return bool(self.like) and self.answer is None

    @property
    def left_out(self) -> bool:
        return bool(self.like) and self.answer == Answer.SAME

    @property
    def about(self) -> str:
        """What the question is about, so that an answer counts for that and for nothing that came later."""
        return ".".join(each.code for each in self.like)

    @property
    def problems(self) -> list[str]:
        of_cells = [f"{cell.title}: {cell.problem}" for cell in self.cells if cell.problem]
        return [self.problem, *of_cells] if self.problem else of_cells

    def refuse(self, title: str, problem: str) -> None:
        """Write a problem into a cell that reads well by itself."""
        self.cells = [
            Cell(cell.title, cell.text, problem) if cell.title == title else cell
            for cell in self.cells
        ]


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole list, as it would come in."""

    titles: list[str]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.problems]

    @property
    def like(self) -> list[Row]:
        """Rows whose name is near another's, those without an answer first."""
        return sorted((row for row in self.rows if row.like), key=lambda row: not row.asks)

    @property
    def asking(self) -> list[Row]:
        return [row for row in self.rows if row.asks]

    @property
    def coming_in(self) -> list[Row]:
        return [row for row in self.rows if not row.left_out]


class Wrong(Refusal):
    """What is wrong with a cell, in words."""
