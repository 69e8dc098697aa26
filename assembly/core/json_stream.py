"""Read one long list out of a JSON file without holding the file: a few items of it are in memory at a time."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TextIO

from .text_files import Unreadable

BLOCK = 1 << 16
# A single item is a few kilobytes. One that seems to be larger is a quotation mark that was forgotten.
LARGEST_VALUE = 1 << 22
# An error this near to the end of what was read may only mean that the rest is still to come.
NEAR_THE_END = 64
MAY_GO_ON = ("", *"0123456789.eE+-")
SPACE = re.compile(r"[ \t\n\r]*")


def read_items(text: TextIO, name: str) -> Iterator[object]:
    """Yield each item of the list that the file is. Numbers are Decimal."""
    stream = _Stream(text, name)
    yield from _items(stream, "it should be a list")
    stream.expect("", "something follows the end of the list")


def read_list(text: TextIO, key: str, name: str) -> Iterator[object]:
    """Yield each item of the list `key` of the object that the file is. Numbers are Decimal."""
    stream = _Stream(text, name)
    stream.expect("{", f"it should be one object with a list “{key}”")
    found = False
    if not stream.take("}"):
        while True:
            if stream.member_name() == key and not found:
                found = True
                yield from _items(stream, f"“{key}” should be a list")
            else:
                stream.value()
            if not stream.take(","):
                break
        stream.expect("}", "a comma or the closing } of the object is missing")
    stream.expect("", "something follows the end of the object")
    if not found:
        raise Unreadable(f"{name} cannot be used: it has no list “{key}”.")


def _items(stream: "_Stream", otherwise: str) -> Iterator[object]:
    stream.expect("[", otherwise)
    if stream.take("]"):
        return
    while True:
        yield stream.value()
        if not stream.take(","):
            break
    stream.expect("]", "a comma between two items, or the closing ] of the list, is missing")


def _no_such_number(text: str) -> object:
    raise ValueError(f"{text} is not a number in JSON")


class _Stream:
    """Text read in blocks, with the line and column of whatever stands next."""

    def __init__(self, text: TextIO, name: str) -> None:
        self.text, self.name = text, name
        self.buffer, self.at = "", 0
        self.ended = False
        self.line, self.column = 1, 1  # of the first character of the buffer
        self.decoder = json.JSONDecoder(
            parse_float=Decimal, parse_int=Decimal, parse_constant=_no_such_number
        )

    def take(self, sign: str) -> bool:
        if self._next() == sign:
            self.at += 1
            return True
        return False

    def expect(self, sign: str, otherwise: str) -> None:
        """Step over this sign ("" is the end of the file), or say what is wrong here."""
        if self._next() != sign:
            raise self._malformed(otherwise, self.at)
        self.at += len(sign)

    def member_name(self) -> str:
        if self._next() != '"':
            raise self._malformed("a name in double quotes is missing", self.at)
        member = self.value()
        self.expect(":", "a colon after the name is missing")
        return str(member)

    def value(self) -> object:
        """Return the value that stands next, reading on for as long as it may be incomplete."""
        self._next()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError as error:
                if self._is_final(error):
                    reason = error.msg[:1].lower() + error.msg[1:]
                    raise self._malformed(reason, error.pos) from error
            except RecursionError as error:
                raise self._malformed("it is nested too deeply", self.at) from error
            except (ValueError, ArithmeticError) as error:
                reason = str(error) if isinstance(error, ValueError) else "a number is out of range"
                raise self._malformed(reason, self.at) from error
            else:
                if self._is_whole(end):
                    self.at = end
                    return value
            # As much again as is held, so that a long value is not parsed anew for every block.
            self._read_more(max(BLOCK, len(self.buffer) - self.at))

    def _is_whole(self, end: int) -> bool:
        """Say whether a value ends here: a number may go on, also in the next block."""
        return self.ended or self.buffer[end : end + 1] not in MAY_GO_ON

    def _is_final(self, error: json.JSONDecodeError) -> bool:
        if self.ended or len(self.buffer) - self.at > LARGEST_VALUE:
            return True
        unfinished = error.msg.startswith("Unterminated string")
        return not unfinished and error.pos < len(self.buffer) - NEAR_THE_END

    def _next(self) -> str:
        """Return the next sign that is not space, or "" at the end."""
        while True:
            self.at = SPACE.match(self.buffer, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.buffer) or self.ended:
                return self.buffer[self.at : self.at + 1]
            self._read_more(BLOCK)

    def _read_more(self, size: int) -> None:
        """Drop what was read, keeping count of its lines, and read on."""
        self.line, self.column = self._position(self.at)
        block = self.text.read(size)
        self.buffer, self.at = self.buffer[self.at :] + block, 0
        self.ended = not block

    def _position(self, at: int) -> tuple[int, int]:
        lines = self.buffer.count("\n", 0, at)
        if not lines:
            return self.line, self.column + at
        return self.line + lines, at - self.buffer.rindex("\n", 0, at)

    def _malformed(self, reason: str, at: int) -> Unreadable:
        line, column = self._position(at)
        return Unreadable(
            f"{self.name} is malformed JSON at line {line}, column {column}: {reason}."
        )
