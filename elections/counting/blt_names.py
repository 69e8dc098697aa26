"""The end of a BLT file: names and title, quoted or not, and perhaps parties.

Names are one to a line, or with the title all on one line; each may have its party beside it. A file
that could be read in two ways would give a candidate's votes to another, so it is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from .errors import BltError
from .files import on_lines
from .words import counted

_QUOTED = re.compile(r'"((?:[^"]|"")*+)"\s*')
_OTHER_QUOTES = re.compile("['\u2018\u201c]([^'\u2018\u2019\u201c\u201d]*)['\u2019\u201d]")
_REMARK = re.compile(r"\s#(\s.*)?$")  # "Ann # candidate 1", but not "Ward #3"
_OTHER_COMMENT = re.compile(r"(?:^|\s)(//|/\*)")
_BALLOT = re.compile(r"[\d\s=-]*\d[\d\s=-]*")
_NUMBERED = re.compile(r"(?:(?:alternative|candidate|name)\s+)*(\d{1,4})\s*[:.)]\s*(\S.*)", re.I)
_SHOWN = 40
_END_OF_FILE = "\x1a"  # as DOS wrote it
_AS_LAST_LINE = 'if the contest has no title, write "" as the last line.'


class _Line(NamedTuple):
    """The strings of a line, which is not empty."""

    number: int
    strings: list[str]
    after_gap: bool  # an empty line comes before it
    lost: bool  # what comes after # in a name without quotes


def read_names(
    text: str, position: int, candidates: int, file_name: str
) -> tuple[tuple[str, ...], str, list[str]]:
    """Return the candidates' names, the title ("" if there is none) and what to tell the reader."""
    return _Names(text, position, candidates, file_name).read()


class _Names:
    def __init__(self, text: str, position: int, candidates: int, file_name: str) -> None:
        first = text.count("\n", 0, position) + 1
        self.texts = [line.strip().strip(_END_OF_FILE) for line in text[position:].split("\n")]
        self.candidates = candidates
        self.file_name = file_name
        self.first = first
        self.last = first + max((n for n, line in enumerate(self.texts) if line), default=0)
        self.notes: list[str] = []
        self.lines: list[_Line] = []  # as far as the title
        self._next = 0

    def read(self) -> tuple[tuple[str, ...], str, list[str]]:
        found = self._laid_out()
        if len(found) <= 1 < self.candidates:
            found = self._from_comments(found) or found
        self._enforce_complete(found)
        *names, title = found
        for number, name in enumerate(names, 1):
            if not name:
                self._fail(
                    f"candidate {number} has an empty name; expected a name.", self._line_of(number)
                )
        self._tell_of_what_is_left_out(title)
        return tuple(names), title, self.notes

    def _fail(self, problem: str, line: int | None = None) -> NoReturn:
        raise BltError(problem, name=self.file_name, line=line or self.last)

    # The three ways in which names are laid out

    def _laid_out(self) -> list[str]:
        """Return names and title. Fewer, where the file ends before."""
        wanted = self.candidates + 1
        line = self._read_line()
        if line is None:
            return []
        size = len(line.strings)
        if size == 1:
            return self._in_columns(1)
        if size == 2 and self.candidates > 1:
            return self._in_columns(2)
        if size == wanted and self.candidates > 1:
            return line.strings
        title = self._read_line() if size == self.candidates > 1 else None
        if title is None or len(title.strings) != 1:
            self._fail(
                f"found {counted(size, 'name')} on one line; expected each on a line of its own, and then "
                "the title.",
                line.number,
            )
        return [*line.strings, *title.strings]

    def _in_columns(self, columns: int) -> list[str]:
        """Return names and title, one to a line, each name perhaps with a party beside it."""
        while len(self.lines) <= self.candidates and (line := self._read_line()):
            expected = columns if len(self.lines) <= self.candidates else 1
            if len(line.strings) != expected:
                self._fail(
                    f"found {counted(len(line.strings), 'string')} on this line and "
                    f"{columns} on the first of the names; expected a name to a line, or a name and a "
                    "party on the line of every candidate, and then the title alone.",
                    line.number,
                )
        self._refuse_gaps()
        if columns == 1:
            return [line.strings[0] for line in self.lines]
        self.notes.append(
            "There are two strings on the line of each candidate: the second is shown in brackets, as "
            "the party."
        )
        names = [_with_party(*line.strings) for line in self.lines[: self.candidates]]
        titles = [line.strings[0] for line in self.lines[self.candidates :]]
        if len(names) == self.candidates and not titles:
            titles = [""]  # which no party can be
        return names + titles

    def _refuse_gaps(self) -> None:
        """An empty line among names may be where one is missing, unless there is one after each."""
        gaps = [line.after_gap for line in self.lines[1:]]
        among = gaps[: self.candidates - 1]
        if any(among) and not all(gaps):
            number = among.index(True) + 2
            self._fail(
                f"found an empty line before this one, where candidate {number}'s name may be missing; "
                "expected no empty lines among the names.",
                self.lines[number - 1].number,
            )

    def _enforce_complete(self, found: list[str]) -> None:
        if len(found) == self.candidates:
            self._fail(
                f"found {counted(len(found), 'name')} and no title after them; expected "
                f"{counted(self.candidates, 'name')} and a title. If “{found[-1][:_SHOWN]}” is the title, "
                f"candidate {self.candidates}'s name is missing, or an earlier one; {_AS_LAST_LINE}"
            )
        if len(found) < self.candidates:
            self._fail(
                f"the file ends after {counted(len(found), 'name')}; "
                f"expected {self.candidates}, one for every candidate, and a title."
            )

    # Lines

    def _read_line(self) -> _Line | None:
        after_gap = False
        while self._next < len(self.texts):
            text = self.texts[self._next]
            number = self.first + self._next
            self._next += 1
            if text and not text.startswith("#"):
                strings, lost = self._strings(text, number)
                line = _Line(number, strings, after_gap, lost)
                self.lines.append(line)
                return line
            after_gap |= not text
        return None

    def _strings(self, text: str, number: int) -> tuple[list[str], bool]:
        if _BALLOT.fullmatch(text):
            self._fail(
                f"found “{text[:_SHOWN]}”, which looks like a ballot; expected a name, or quotes around it.",
                number,
            )
        if not text.startswith('"'):
            self._refuse_comment(text, number)
            name = _REMARK.sub("", text).rstrip()
            quoted = _OTHER_QUOTES.fullmatch(name)
            return [quoted[1].strip() if quoted else name], name != text
        strings = []
        at = 0
        while at < len(text) and text[at] != "#":
            match = _QUOTED.match(text, at)
            if match is None:
                self._refuse_comment(text[at:], number)
                self._fail(
                    f"found “{text[at : at + _SHOWN]}”; expected a name between two quotation marks.",
                    number,
                )
            strings.append(match[1].replace('""', '"').strip())
            at = match.end()
        return strings, False

    def _refuse_comment(self, text: str, number: int) -> None:
        if found := _OTHER_COMMENT.search(text):
            self._fail(
                f"found {found[1]}, a comment of another kind; expected # before a comment, or quotes "
                "around a name.",
                number,
            )

    def _line_of(self, candidate: int) -> int:
        lines = self.lines
        if not lines:
            return self.last
        return lines[candidate - 1 if len(lines) >= self.candidates else 0].number

    # Comments

    def _from_comments(self, title: list[str]) -> list[str]:
        """Take names from comments where each is numbered, or all are in quotes; else none."""
        comments = [line.lstrip("# \t").strip() for line in self.texts if line.startswith("#")]
        numbered = [match for line in comments if (match := _NUMBERED.fullmatch(line))]
        found = []
        if [int(match[1]) for match in numbered] == list(range(1, self.candidates + 1)):
            found = [match[2].strip(' \t"') for match in numbered] + (title or [""])
        elif not title and comments and all(_QUOTED.fullmatch(line) for line in comments):
            found = [line[1:-1].replace('""', '"').strip() for line in comments]
        if found:
            self.lines = []
            self.notes.append("The candidates' names are in comments and were taken from there.")
        return found if len(found) <= self.candidates + 1 else []

    def _tell_of_what_is_left_out(self, title: str) -> None:
        self.notes += on_lines(
            (line.number for line in self.lines if line.lost),
            "What comes after # on {} is a comment, as the name has no quotation marks.",
        )
        rest = [
            (number, text)
            for number, text in enumerate(self.texts[self._next :], self.first + self._next)
            if text and not text.startswith("#")
        ]
        if len(rest) == 1:
            self._fail(
                f"found “{rest[0][1][:_SHOWN]}” after {counted(self.candidates, 'name')} and a title, “{title}”; "
                "expected no more. If it is a remark, write # in front of it; if it is the title, there is a "
                "name too many, or the number of candidates is wrong.",
                rest[0][0],
            )
        if rest:
            self.notes.append(
                f"The title is “{title}”: the text after it, from line {rest[0][0]} on, is a remark."
            )


def _with_party(name: str, party: str) -> str:
    return f"{name} ({party})" if name and party else name
