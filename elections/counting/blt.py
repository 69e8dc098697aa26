"""Reading and writing BLT, the format in which ranked ballots are published.

A file says `candidates seats`, then perhaps `-2 -3` for withdrawn candidates, then a ranking with
its weight a line, each closed by 0, then 0 alone, the names and the title. The files people have
are less tidy, so everything of `docs/counting.md`, "BLT files", is read too. What cannot be
understood is refused with its line; nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from typing import NoReturn

import numpy as np

from .ballots import MAX_PAPERS, Ballots, Matrix, matrix_of, without_repeats
from .blt_names import read_names
from .blt_plain import read_plain
from .errors import BltError, CountingError
from .files import decode, equal_ranks_notes

_GAP = re.compile(r"(?:\s|#[^\n]*)*+")
_TOKEN = re.compile(r"[^\s#]+")
_OPTION = re.compile(r"\[\s*(\w+)([^\]\n]*)\]")
_NUMBER = re.compile(r"[0-9]{1,18}")


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
        self.equal_ranks: list[int] = []

    def read(self, digest: str) -> Ballots:
        self.candidates = self._positive("the number of candidates")
        seats = self._positive("the number of seats")
        self._read_withdrawn_and_options()
        preferences, weights = without_repeats(self._plain_rankings() or self._any_rankings())
        names, title, notes = read_names(self.text, self.position, self.candidates, self.name)
        try:
            return Ballots(
                candidates=names,
                seats=seats,
                title=title,
                preferences=preferences,
                weights=weights,
                withdrawn=frozenset(self.withdrawn),
                draw_order=self.draw_order,
                notes=(*equal_ranks_notes(self.equal_ranks, " (=)"), *notes),
                file_sha256=digest,
            )
        except CountingError as error:
            self._fail(str(error))

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
            self._fail(f"the file ends here; expected {expected}.", len(self.text.rstrip()))
        self.position = match.end()
        return match.group(), match.start()

    def _as_number(self, token: str, at: int, expected: str) -> int:
        if not _NUMBER.fullmatch(token):
            self._fail(f"found “{token[:40]}”; expected {expected}.", at)
        return int(token)

    def _positive(self, expected: str) -> int:
        token, at = self._token(expected)
        number = self._as_number(token, at, expected)
        if number < 1:
            self._fail(f"found {token}; expected {expected}, at least 1.", at)
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
            found = self.text[at:].split("\n", 1)[0].strip()
            self._fail(f"found “{found[:40]}”; expected [withdrawn …], [tie …] or a ballot.", at)
        numbers = [self._as_candidate(token, at) for token in option.group(2).split()]
        self.position = option.end()
        if word == "withdrawn":
            self.withdrawn.update(numbers)
        elif sorted(numbers) != list(range(1, self.candidates + 1)):
            self._fail("found a [tie …] that does not name every candidate once.", at)
        else:
            self.draw_order = tuple(numbers)

    # The ballots: whole and at once where they are tidy, token by token where they are not

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
        while weight := self._weight():
            flat.append(weight)
            self._read_ranking(flat)
        rest = self.text[self.position :].split("\n", 1)[0].strip()
        if rest and not rest.startswith(('"', "#")):
            self._fail(
                f"found “{rest[:40]}” after the 0 that ends the ballots; expected a new line."
            )
        return matrix_of(np.array(flat, dtype=np.int64), self.candidates)

    def _weight(self) -> int:
        expected = "the number of papers with a ranking, or the 0 that ends the ballots"
        token, at = self._token(expected)
        weight = self._as_number(token, at, expected)
        if weight > MAX_PAPERS:
            self._fail(f"found {token} papers; expected at most {MAX_PAPERS:,}.", at)
        return weight

    def _read_ranking(self, flat: array[int]) -> None:
        ranked: set[int] = set()
        valid = True
        while True:
            token, at = self._token("a candidate's number, or the 0 that ends the ranking")
            if token.strip("0") == "":
                break
            group = [self._as_candidate(part, at) for part in token.split("=")]
            self._refuse_repeats(group, ranked, at)
            if len(group) > 1:
                valid = False
                self.equal_ranks.append(self.text.count("\n", 0, at) + 1)
            if valid:
                flat.append(group[0])
        flat.append(0)

    def _refuse_repeats(self, group: list[int], ranked: set[int], at: int) -> None:
        for number in group:
            if number in ranked:
                self._fail(
                    f"found candidate {number} twice in one ranking; expected each at most once, "
                    "and a 0 where the ranking ends.",
                    at,
                )
            ranked.add(number)
