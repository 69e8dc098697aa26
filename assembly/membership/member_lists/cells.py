"""What a cell says: a fact of the organisation, or why it is none and what to write instead."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from assembly.core.clean_text import clean
from assembly.core.names import folded, tidy
from assembly.membership import domains, identifiers, income, naming, postcodes
from assembly.membership.models import District, Organisation, Theme

from .columns import (
    ABOUT,
    DISTRICTS,
    FORM,
    INCOME,
    NAME,
    NUMBER,
    POSTCODE,
    SINCE,
    THEMES,
    WEBSITE,
)
from .days import read_day
from .rows import Cell, Row, Wrong

LONGEST = {NAME: 200, ABOUT: 10_000, WEBSITE: 200}
MOST_POUNDS = 15  # digits
SEVERAL = re.compile(r"[;|]")
SEVERAL_ADDRESSES = re.compile(r"[;,|]\s*\S|://.*://")
COMPANIES, CHARITIES = "GB-COH", "GB-CHC"
POUNDS = re.compile(r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?")
Thing = TypeVar("Thing")


class Reader:
    """Reads rows against the districts and themes there are."""

    def __init__(self, on: dt.date, register: str = CHARITIES) -> None:
        self.on = on
        self.register = register
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

    def row(self, number: int, titles: Sequence[str], cells: Iterable[str]) -> Row:
        """`titles` are ours, one for each of the cells."""
        row = Row(number, facts={"legal_form": Organisation.LegalForm.OTHER.value})
        for title, text in zip(titles, cells, strict=True):
            problem = ""
            try:
                self._read(row, title, text)
            except Wrong as wrong:
                problem = str(wrong)
            row.cells.append(Cell(title, clean(text), problem))
        return row

    def _read(self, row: Row, title: str, text: str) -> None:
        if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
            raise Wrong("This holds a character that is not text.")
        words = clean(text).strip()
        if title != ABOUT:
            if any(sign in text.strip() for sign in "\r\n"):
                raise Wrong(
                    "This holds a line break. Is a quotation mark missing, here or in a row above?"
                )
            words = tidy(words)
        if words or title == NAME:
            self.readers[title](row, words)

    def _name(self, row: Row, text: str) -> None:
        name = tidy(text)
        if not any(sign.isalnum() for sign in name):
            raise Wrong("Every row needs a name.")
        row.facts["name"] = _short_enough(NAME, name)
        row.name = naming.comparable(name)

    def _number(self, row: Row, text: str) -> None:
        """A whole identifier, or the bare number of a charity; of a company where the column says so."""
        is_bare = not identifiers.register_of(text.upper())
        try:
            row.facts["org_id"] = (
                identifiers.org_id(COMPANIES, text)
                if is_bare and self.register == COMPANIES
                else identifiers.org_id_of_bare(text)
            )
        except identifiers.NotANumber as problem:
            raise Wrong(
                f"{problem} Write a charity number, or the register before it: GB-COH-01234567."
            ) from problem

    def _form(self, row: Row, text: str) -> None:
        row.facts["legal_form"] = _choice(Organisation.LegalForm.choices, text)

    def _income(self, row: Row, text: str) -> None:
        if amount := POUNDS.fullmatch(text):
            if len(amount[1]) > MOST_POUNDS:
                raise Wrong("This is too large to be an income in pounds.")
            pounds = Decimal(text.lstrip("£ ").replace(",", ""))
            row.facts["income_band"] = income.band_of(pounds).value
        else:
            row.facts["income_band"] = _choice(Organisation.IncomeBand.choices, text)

    def _about(self, row: Row, text: str) -> None:
        row.facts["description"] = _short_enough(ABOUT, text)

    def _website(self, row: Row, text: str) -> None:
        if SEVERAL_ADDRESSES.search(text):
            raise Wrong("These are several addresses. Give the one of its own website.")
        site = domains.website(text)
        if not site:
            raise Wrong("This is no address of a website, such as https://example.org.")
        row.facts["website"] = _short_enough(WEBSITE, site)

    def _postcode(self, row: Row, text: str) -> None:
        try:
            row.facts["postcode"] = postcodes.tidy(text)
        except postcodes.NotAPostcode as problem:
            raise Wrong(str(problem)) from problem

    def _districts(self, row: Row, text: str) -> None:
        row.districts = _several(self.districts, text, "district")

    def _themes(self, row: Row, text: str) -> None:
        row.themes = _several(self.themes, text, "theme")

    def _since(self, row: Row, text: str) -> None:
        day = read_day(text)
        if not dt.date(1900, 1, 1) <= day <= self.on:
            raise Wrong("This day lies in the future, or before 1900.")
        row.since = day


def _short_enough(title: str, text: str) -> str:
    if len(text) > LONGEST[title]:
        raise Wrong(f"This has {len(text):,} characters; {LONGEST[title]:,} can be kept.")
    return text


def _choice(choices: Iterable[tuple[str, Any]], text: str) -> str:
    """The value of a choice, by its words or by its code."""
    known = {str(label).casefold(): value for value, label in choices if value}
    known |= {value: value for value in known.values()}
    if text.casefold() not in known:
        labels = "; ".join(str(label) for value, label in choices if value)
        raise Wrong(f"“{text[:40]}” is none of these: {labels}.")
    return known[text.casefold()]


def _several(known: dict[str, Thing], text: str, what: str) -> list[Thing]:
    names = [name.strip() for name in SEVERAL.split(text) if name.strip()]
    if unknown := [name for name in names if folded(name) not in known]:
        raise Wrong(f"There is no {what} “{unknown[0][:40]}”. Put a semicolon between two.")
    return list(dict.fromkeys(known[folded(name)] for name in names))
