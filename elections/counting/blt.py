"""Reading and writing BLT, the format in which ranked ballots are published.

A file says `candidates seats`, then perhaps `-2 -3` for withdrawn candidates, then a ranking with
its weight a line, each closed by 0, then 0 alone, the names and the title. The files people have
are less tidy, so everything of `docs/counting.md`, "BLT files", is read too. What cannot be
understood, or could be in two ways, is refused with its line; nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator, Sequence
from typing import NoReturn

import numpy as np

from .ballots import MAX_CANDIDATES, MAX_PAPERS, Ballots, Matrix, matrix_of, without_repeats
from .blt_names import read_names
from .blt_plain import read_plain
from .errors import BltError, CountingError
from .files import decode, equal_ranks_notes, skipped_ranks_notes

_GAP = re.compile(r"(?:\s|#[^\n]*)*+")
_TOKEN = re.compile(r"[^\s#]+")
_OPTION = re.compile(r"\[\s*(\w+)([^\]\n]*)\]?")
_NUMBER = re.compile(r"[0-9]{1,18}")
_END_WITH_NAMES = re.compile(r'\s*0+\s*(?=")')
_WITHDREW = re.compile(r"\bwithdr(?:awn|ew)\b", re.IGNORECASE)
_SHOWN = 40
_SKIPPED = "-"


def read_blt(text_or_bytes: str | bytes, *, name: str = "ballot file") -> Ballots:
    """Read a BLT file; `name` is what its errors call it. Raises `BltError`, with the line."""
    if isinstance(text_or_bytes, str):
        digest = hashlib.sha256(text_or_bytes.encode(errors="surrogatepass")).hexdigest()
        text = text_or_bytes.removeprefix("\ufeff")
    else:
        digest = hashlib.sha256(text_or_bytes).hexdigest()
        text = decode(text_or_bytes, name, BltError)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _Reader(text, _same_places(text, text_or_bytes), name).read(digest)


def _same_places(text: str, original: str | bytes) -> bytes:
    """Return the text as bytes with a byte for each character, without a copy where it already is so."""
    if isinstance(original, bytes) and len(original) == len(text) and text.isascii():
        return original
    return text.encode("ascii", errors="replace")


def write_blt(ballots: Ballots) -> str:
    """Write the canonical file: each distinct ranking once, sorted, so equal ballots give equal bytes."""
    lines = [f"{len(ballots.candidates)} {ballots.seats}"]
    if ballots.withdrawn:
        lines.append(" ".join(f"-{number}" for number in sorted(ballots.withdrawn)))
    if ballots.draw_order:
        lines.append(f"[tie {' '.join(map(str, ballots.draw_order))}]")
    lines += [" ".join(map(str, (weight, *ranking, 0))) for ranking, weight in ballots.distinct()]
    lines.append("0")
    lines += [_quoted(text) for text in (*ballots.candidates, ballots.title)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _is_zero(token: str) -> bool:
    return token.strip("0") == ""


class _Reader:
    """A place in the text that moves forwards, and the words to say where it stopped."""

    def __init__(self, text: str, data: bytes, name: str) -> None:
        self.text = text
        self.data = data
        self.name = name
        self.position = 0
        self.candidates = 0
        self.withdrawn: set[int] = set()
        self.draw_order: tuple[int, ...] = ()
        self.equal_ranks: list[int] = []  # the lines where they are
        self.skipped_ranks: list[int] = []

    def read(self, digest: str) -> Ballots:
        self.candidates = self._first_line("the number of candidates")
        seats = self._first_line("the number of seats")
        self._read_withdrawn_and_options()
        self._begin_ballots()
        try:
            matrix = self._plain_rankings() or self._any_rankings()
            preferences, weights = without_repeats(matrix)
            names, title, notes = read_names(self.text, self.position, self.candidates, self.name)
            return Ballots(
                candidates=names,
                seats=seats,
                title=title,
                preferences=preferences,
                weights=weights,
                withdrawn=frozenset(self.withdrawn),
                draw_order=self.draw_order,
                notes=(
                    *equal_ranks_notes(self.equal_ranks, " (=)"),
                    *skipped_ranks_notes(self.skipped_ranks, f" ({_SKIPPED})"),
                    *notes,
                    *self._notes_on_standing(names),
                ),
                file_sha256=digest,
            )
        except BltError:
            raise
        except CountingError as error:
            self._fail(str(error))

    def _notes_on_standing(self, names: Sequence[str]) -> Iterator[str]:
        for number, name in enumerate(names, 1):
            if _WITHDREW.search(name) and number not in self.withdrawn:
                yield (
                    f"Candidate {number} is called “{name}” and is counted: to strike out who withdrew, write "
                    f"-{number} after the first line, or give --withdrawn {number}."
                )

    # Tokens

    def _fail(self, problem: str, at: int | None = None) -> NoReturn:
        line = self.text.count("\n", 0, self.position if at is None else at) + 1
        raise BltError(problem, name=self.name, line=line)

    def _peek(self) -> str:
        gap = _GAP.match(self.text, self.position)
        self.position = gap.end() if gap else self.position
        return self.text[self.position : self.position + 1]

    def _token(self, expected: str) -> tuple[str, int]:
        self._peek()
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            self._fail_at_the_end(expected)
        self.position = match.end()
        return match.group(), match.start()

    def _fail_at_the_end(self, expected: str) -> NoReturn:
        self._fail(f"the file ends here; expected {expected}.", len(self.text.rstrip()))

    def _as_number(self, token: str, at: int, expected: str) -> int:
        if not _NUMBER.fullmatch(token):
            self._fail(f"found “{token[:_SHOWN]}”{_why_not(token)}; expected {expected}.", at)
        return int(token)

    def _first_line(self, expected: str) -> int:
        token, at = self._token(expected)
        number = self._as_number(
            token,
            at,
            f"{expected}: a BLT file begins with two numbers, candidates and seats "
            "(for a CSV file give --input csv)",
        )
        if number < 1:
            self._fail(f"found {token}; expected {expected}, at least 1.", at)
        if number > MAX_CANDIDATES:
            self._fail(f"found {token}; expected {expected}, at most {MAX_CANDIDATES:,}.", at)
        return number

    def _as_candidate(self, token: str, at: int) -> int:
        expected = f"a candidate's number, 1 to {self.candidates}"
        number = self._as_number(token, at, f"{expected}, or 0 where the ranking ends")
        if not 1 <= number <= self.candidates:
            self._fail(f"found candidate {number}; expected {expected}.", at)
        return number

    # Between the first line and the ballots

    def _read_withdrawn_and_options(self) -> None:
        while (sign := self._peek()) in ("-", "["):
            if sign == "-":
                token, at = self._token("a withdrawn candidate")
                self.withdrawn.add(self._as_candidate(token.removeprefix("-"), at))
            else:
                self._read_option()

    def _read_option(self) -> None:
        at = self.position
        option = _OPTION.match(self.text, at)
        word = option.group(1) if option else ""
        if option is None or word not in ("withdrawn", "tie"):
            what = f"the extension [{word[:_SHOWN]} …], which is not read" if word else "“[”"
            self._fail(
                f"found {what}; expected [withdrawn …], [tie …] or a ballot, with candidates by number.",
                at,
            )
        if not option.group().endswith("]"):
            self._fail(f"found “{option.group()[:_SHOWN]}”; expected a ] at its end.", at)
        numbers = [self._as_candidate(token, at) for token in option.group(2).split()]
        self.position = option.end()
        if word == "withdrawn":
            self.withdrawn.update(numbers)
        elif sorted(numbers) != list(range(1, self.candidates + 1)):
            self._fail("found a [tie …] that does not name every candidate once.", at)
        else:
            self.draw_order = tuple(numbers)

    def _begin_ballots(self) -> None:
        """Refuse a ballot behind other numbers: `-3 2 0` may be one of -3 papers."""
        start = self.text.rfind("\n", 0, self.position) + 1
        if self.position < len(self.text) and self.text[start : self.position].strip():
            found = self.text[self.position :].split("\n", 1)[0].strip()
            self._fail(
                f"found “{found[:_SHOWN]}”{_why_not(found)} after other numbers; expected each ballot on "
                "a line of its own."
            )
        self.position = start if self.position < len(self.text) else self.position

    # The ballots: whole and at once where they are tidy, line by line where they are not

    def _plain_rankings(self) -> Matrix | None:
        """Parse all ballots in numpy when they are plain numbers and sound; else say None."""
        end = self.data.rfind(b"\n0\n") + 1  # near the end; a wrong one, in a remark, is not plain
        if end <= self.position:
            return None
        matrix = read_plain(self.data, self.position, end, self.candidates)
        if matrix is not None:
            self.position = end + 1
        return matrix

    def _any_rankings(self) -> Matrix:
        flat = array("q")
        self._read_rankings(flat)
        return matrix_of(np.array(flat, dtype=np.int64), self.candidates)

    def _read_rankings(self, flat: array[int]) -> None:
        for at, number, line in self._lines():
            tokens = line.partition("#")[0].split()
            if tokens and _is_zero(tokens[0]):
                self._end_ballots(at, line, tokens)
                return
            if tokens:
                flat.append(self._weight(tokens[0], at))
                self._read_ranking(tokens[1:], at, number, flat)
        self._fail_at_the_end("the number of papers with a ranking, or the 0 that ends the ballots")

    def _lines(self) -> Iterator[tuple[int, int, str]]:
        """Where each line begins, its number, and what is on it."""
        number = self.text.count("\n", 0, self.position) + 1
        while self.position < len(self.text):
            start = self.position
            end = self.text.find("\n", start)
            self.position = len(self.text) if end < 0 else end + 1
            yield start, number, self.text[start : self.position]
            number += 1

    def _end_ballots(self, at: int, line: str, tokens: list[str]) -> None:
        """Go to the end of the 0 that ends the ballots; quoted names may come after it on its line."""
        self.position = at + line.index("0") + len(tokens[0])
        rest = line.strip().removeprefix(tokens[0]).strip()
        if len(tokens) > 1 and not rest.startswith('"'):
            self._fail(
                f"found “{rest[:_SHOWN]}” after the 0 that ends the ballots; expected a new line, "
                "and 1 paper or more for each ballot."
            )

    def _weight(self, token: str, at: int) -> int:
        expected = (
            f"the number of papers with a ranking, at most {MAX_PAPERS:,} in digits, or the 0 that ends "
            "the ballots"
        )
        weight = self._as_number(token, at, expected)
        if weight > MAX_PAPERS:
            self._fail(f"found {token} papers; expected at most {MAX_PAPERS:,}.", at)
        return weight

    def _read_ranking(self, tokens: list[str], at: int, line: int, flat: array[int]) -> None:
        if not tokens or not _is_zero(tokens[-1]):
            self._fail(
                "found a ballot without a 0 at its end; expected one ballot to a line, closed by 0.",
                at,
            )
        ranked: set[int] = set()
        skips = ended = False
        for token in tokens[:-1]:
            if token == _SKIPPED:
                skips = True
                continue
            group = self._group(token, at, ranked)
            if not ended and (skips or len(group) > 1):
                (self.skipped_ranks if skips else self.equal_ranks).append(line)
                ended = True
            if not ended:
                flat.append(group[0])
        flat.append(0)

    def _group(self, token: str, at: int, ranked: set[int]) -> list[int]:
        """Return the candidates of one rank: one, or several joined by =."""
        if _is_zero(token):
            self._fail(
                "found a 0 inside a ballot, which may be a skipped preference or the end of another ballot; "
                f"expected one ballot to a line, its only 0 at the end, and {_SKIPPED} for a skipped preference.",
                at,
            )
        group = [self._as_candidate(part, at) for part in token.split("=")]
        for number in group:
            if number in ranked:
                self._fail(
                    f"found candidate {number} twice in one ranking; expected each at most once.",
                    at,
                )
            ranked.add(number)
        return group


def _why_not(token: str) -> str:
    """Name what other programs write here, and this one does not read."""
    if token.startswith("("):
        return ", a ballot's id or a group in brackets, which is not read"
    if token.startswith(("//", "/*")):
        return ", a comment of another kind (comments begin with #)"
    return ""
