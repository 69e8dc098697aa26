"""An existing list of members as a CSV file: each cell looked at, with what is wrong with it."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from assembly.core.clean_text import clean
from assembly.core.names import folded, tidy
from assembly.core.rules import Refusal
from assembly.core.text_files import Unreadable

from . import domains, identifiers, lookup, naming, postcodes, rules
from .models import District, Organisation, RegisterEntry, Theme

MOST_ROWS = 1_000
LARGEST = 2_000_000  # bytes

NAME, NUMBER, FORM, ABOUT = "Name", "Official number", "Legal form", "What it does"
WEBSITE, POSTCODE, INCOME = "Website", "Postcode", "Yearly income"
DISTRICTS, THEMES, SINCE = "Districts", "Themes", "Member since"
COLUMNS = (NAME, NUMBER, FORM, ABOUT, WEBSITE, POSTCODE, INCOME, DISTRICTS, THEMES, SINCE)
BY_TITLE = {title.casefold(): title for title in COLUMNS}
LONGEST = {NAME: 200, ABOUT: 10_000, WEBSITE: 200}
Thing = TypeVar("Thing")
NOT_TOLD_APART = (
    "Row {} has a name like this one, which many organisations share. Give the postcode of both, or add the place to "
    "the name."
)
SEVERAL = re.compile(r"[;|]")


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


class _Wrong(Refusal):
    """What is wrong with a cell, in words."""


def read(
    content: str, name: str, *, on: dt.date, answers: Mapping[str, Mapping[str, str]] | None = None
) -> Preview:
    """Look at every cell. Raises Unreadable when the columns are not those of such a list.

    `answers` are those of a person to the questions of an earlier look, by row.
    """
    titles, lines = _lines(content, name)
    reader = _Reader(on)
    rows = [reader.row(number, titles, cells) for number, cells in lines]
    if not rows:
        raise Unreadable(f"{name} has no row below its titles.")
    if len(rows) > MOST_ROWS:
        raise Unreadable(
            f"{name} has {len(rows):,} rows, and {MOST_ROWS:,} can be taken at once: split it."
        )
    _refuse_repeats(rows)
    _refuse_known(rows)
    _compare_names(rows, answers or {})
    return Preview(titles, rows)


def _lines(content: str, name: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    first = content.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        titles = [_title(written) for written in next(rows, [])]
        _check_titles(titles, name)
        return titles, iter([(n, row) for n, row in enumerate(rows, start=2) if any(row)])
    except csv.Error as error:
        raise Unreadable(
            f"{name} is not well-formed CSV at line {max(rows.line_num, 1)}: {error}."
        ) from error


def _title(written: str) -> str:
    tidy = " ".join(written.split())
    return BY_TITLE.get(tidy.casefold(), tidy)


def _check_titles(titles: list[str], name: str) -> None:
    wanted = f"The columns that are taken are: {', '.join(COLUMNS)}."
    unknown = [title or "(without a title)" for title in titles if title not in COLUMNS]
    if NAME not in titles:
        raise Unreadable(f"{name} has no column {NAME}. {wanted}")
    if unknown:
        raise Unreadable(
            f"{name} has columns that are not taken: {', '.join(unknown)}. Take them out; names and addresses of "
            f"people do not belong in this list. {wanted}"
        )
    if twice := next((title for title in titles if titles.count(title) > 1), ""):
        raise Unreadable(f"{name} has the column {twice} more than once.")


class _Reader:
    """Reads rows against the districts and themes there are."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.districts = {folded(each.name): each for each in District.objects.all()}
        self.themes = {folded(each.name): each for each in Theme.objects.filter(retired_on=None)}
        self.readers: dict[str, Callable[[Row, str], None]] = {
            NAME: self._name,
            NUMBER: self._number,
            FORM: self._form,
            ABOUT: self._about,
            WEBSITE: self._website,
            POSTCODE: self._postcode,
            INCOME: self._income,
            DISTRICTS: self._districts,
            THEMES: self._themes,
            SINCE: self._since,
        }

    def row(self, number: int, titles: list[str], cells: list[str]) -> Row:
        row = Row(number, facts={"legal_form": Organisation.LegalForm.OTHER.value})
        if len(cells) != len(titles):
            row.problem = f"The row has {len(cells)} cells, and the list {len(titles)} columns."
        for title, text in zip(titles, cells, strict=False):
            problem = ""
            try:
                if "\0" in text:
                    raise _Wrong("This holds a character that is not text.")  # noqa: TRY301
                words = clean(text).strip()
                if words or title == NAME:
                    self.readers[title](row, words)
            except _Wrong as wrong:
                problem = str(wrong)
            row.cells.append(Cell(title, clean(text), problem))
        return row

    def _name(self, row: Row, text: str) -> None:
        name = tidy(text)
        if not any(sign.isalnum() for sign in name):
            raise _Wrong("Every row needs a name.")
        row.facts["name"] = _short_enough(NAME, name)
        row.name = naming.comparable(name)

    def _number(self, row: Row, text: str) -> None:
        """A whole identifier, or the bare number of a charity."""
        known = (code for code in identifiers.REGISTERS if text.upper().startswith(f"{code}-"))
        code = next(known, "")
        number = text[len(code) + 1 :] if code else text
        try:
            row.facts["org_id"] = identifiers.org_id(code or "GB-CHC", number)
        except identifiers.NotANumber as problem:
            raise _Wrong(
                f"{problem} Write a charity number, or the register before it: GB-COH-01234567."
            ) from problem

    def _form(self, row: Row, text: str) -> None:
        row.facts["legal_form"] = _choice(Organisation.LegalForm.choices, text)

    def _income(self, row: Row, text: str) -> None:
        row.facts["income_band"] = _choice(Organisation.IncomeBand.choices, text)

    def _about(self, row: Row, text: str) -> None:
        row.facts["description"] = _short_enough(ABOUT, text)

    def _website(self, row: Row, text: str) -> None:
        site = domains.website(text)
        if not site:
            raise _Wrong("This is no address of a website, such as https://example.org.")
        row.facts["website"] = _short_enough(WEBSITE, site)

    def _postcode(self, row: Row, text: str) -> None:
        try:
            row.facts["postcode"] = postcodes.tidy(text)
        except postcodes.NotAPostcode as problem:
            raise _Wrong(str(problem)) from problem

    def _districts(self, row: Row, text: str) -> None:
        row.districts = _several(self.districts, text, "district")

    def _themes(self, row: Row, text: str) -> None:
        row.themes = _several(self.themes, text, "theme")

    def _since(self, row: Row, text: str) -> None:
        day = _day(text)
        if day is None:
            raise _Wrong("This is no date such as 2008-11-30 or 30/11/2008.")
        if not dt.date(1900, 1, 1) <= day <= self.on:
            raise _Wrong("This day lies in the future, or before 1900.")
        row.since = day


def _day(text: str) -> dt.date | None:
    shape = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", text)
    try:
        if shape:
            return dt.date(int(shape[3]), int(shape[2]), int(shape[1]))
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _short_enough(title: str, text: str) -> str:
    if len(text) > LONGEST[title]:
        raise _Wrong(f"This has {len(text):,} characters; {LONGEST[title]:,} can be kept.")
    return text


def _choice(choices: Iterable[tuple[str, Any]], text: str) -> str:
    """The value of a choice, by its words or by its code."""
    known = {str(label).casefold(): value for value, label in choices if value}
    known |= {value: value for value in known.values()}
    if text.casefold() not in known:
        labels = "; ".join(str(label) for value, label in choices if value)
        raise _Wrong(f"“{text[:40]}” is none of these: {labels}.")
    return known[text.casefold()]


def _several(known: dict[str, Thing], text: str, what: str) -> list[Thing]:
    names = [name.strip() for name in SEVERAL.split(text) if name.strip()]
    if unknown := [name for name in names if folded(name) not in known]:
        raise _Wrong(f"There is no {what} “{unknown[0][:40]}”. Put a semicolon between two.")
    return list(dict.fromkeys(known[folded(name)] for name in names))


def _refuse_repeats(rows: list[Row]) -> None:
    """The same organisation in two rows makes the second one wrong."""
    numbers: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    for row in rows:
        if org_id := row.facts.get("org_id"):
            first = numbers.setdefault(org_id, row.number)
            if first != row.number:
                row.refuse(NUMBER, f"This number stands in row {first} already.")
        if row.name and row.postcode:
            first = places.setdefault((row.name, row.postcode), row.number)
            if first != row.number:
                row.refuse(NAME, f"This organisation stands in row {first} already.")


def _refuse_known(rows: list[Row]) -> None:
    """What is on our register already, or removed from the official one, does not come in."""
    numbers = [row.facts["org_id"] for row in rows if "org_id" in row.facts]
    holders = {each.org_id: each for each in Organisation.objects.filter(org_id__in=numbers)}
    entries = {each.org_id: each for each in RegisterEntry.objects.filter(org_id__in=numbers)}
    for row in rows:
        org_id = row.facts.get("org_id", "")
        may = rules.joining.number_may_be_used(holders.get(org_id), entries.get(org_id))
        if not may:
            row.refuse(NUMBER, may.reason)


def _compare_names(rows: list[Row], answers: Mapping[str, Mapping[str, str]]) -> None:
    """A name near another's, on the register or further up in the file, is a question, whatever the postcode.

    The same name at the same postcode is no question: the row is wrong.
    """
    register = lookup.names_near([row.name for row in rows])
    found = {row.number: register.alike(row.name) for row in rows}
    organisations = Organisation.objects.in_bulk({pk for near in found.values() for pk in near})
    file = naming.Index[Row]()
    for row in rows:
        row.like = _near_on_register(row, [organisations[pk] for pk in found[row.number]])
        row.like += _near_in_file(row, file.alike(row.name))
        file.add(row.name, row)
        answer = answers.get(str(row.number), {})
        if (
            row.like
            and answer
            and set(row.about.split(".")) <= set(answer.get("about", "").split("."))
        ):
            row.answer = Answer(answer["answer"])


def _near_on_register(row: Row, near: Iterable[Organisation]) -> list[Like]:
    near = lookup.perhaps_the_same(row.name, row.postcode, near)
    for other in near:
        if other.postcode and (naming.comparable(other.name), other.postcode) == (
            row.name,
            row.postcode,
        ):
            row.refuse(NAME, f"{other.name} is on our register already.")
    return [_like(other) for other in near]


def _near_in_file(row: Row, earlier: Iterable[Row]) -> list[Like]:
    """Of a name that many share nobody is asked about each: the file itself has to tell its rows apart."""
    near = lookup.perhaps_the_same(row.name, row.postcode, earlier)
    if near and naming.is_general(row.name):
        for one, other in ((row, near[0]), *((each, row) for each in near)):
            if not one.postcode and not one.problems:
                one.refuse(NAME, NOT_TOLD_APART.format(other.number))
        return []
    return [
        Like(f"r{other.number}", f"{other.facts['name']}, in row {other.number}") for other in near
    ]


def _like(organisation: Organisation) -> Like:
    where = f" ({organisation.postcode})" if organisation.postcode else ""
    status = organisation.get_status_display().lower()
    return Like(f"o{organisation.pk}", f"{organisation.name}{where}, on our register: {status}")
