"""A file of text on disk: may it be read, and in which encoding was it written?"""

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from .rules import Refusal

BLOCK = 1 << 20
START = 1 << 16  # bytes of which a format is told
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP = b"PK\x03\x04"
SHEETS = b"[Content_Types].xml"  # stands in every workbook of Excel


class Unreadable(Refusal):
    """A file or mailbox cannot be read."""


class Encoding(Enum):
    UTF_8 = "utf-8-sig"  # reads UTF-8 with and without a byte-order mark
    CP1252 = "cp1252"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that can be read as text to its end: its fingerprint, its encoding and how it begins."""

    path: Path
    sha256: str
    encoding: Encoding
    start: str

    @property
    def name(self) -> str:
        return self.path.name


def open_text(path: Path) -> TextFile:
    """Read the file once, for its fingerprint and its encoding; refuse what is not text with a sentence."""
    name = path.name or str(path)
    try:
        return _probe(path, name)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {path}.") from error
    except PermissionError as error:
        raise Unreadable(f"You are not permitted to read {path}.") from error
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        raise Unreadable(f"{name!r} cannot be read: {error}.") from error


def decode(content: bytes, name: str) -> str:
    """The text of a small file that is held whole: UTF-8 with and without a byte-order mark, else cp1252."""
    if content.startswith(ZIP):
        raise Unreadable(f"{name} is a spreadsheet or a ZIP file: save the sheet as CSV (UTF-8).")
    if content.startswith(UTF_16):
        raise Unreadable(f"{name} is in UTF-16: save it as UTF-8.")
    for encoding in Encoding:
        try:
            return content.decode(encoding.value)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        f"{name} is written in an encoding that is neither UTF-8 nor Windows-1252 (cp1252)."
    )


def _probe(path: Path, name: str) -> TextFile:
    mode = os.stat(path).st_mode  # noqa: PTH116 - Path.stat hides the ValueError of an impossible name
    if stat.S_ISDIR(mode):
        raise Unreadable(f"{path} is a folder: name a file in it.")
    if not stat.S_ISREG(mode):
        raise Unreadable(f"{path} is not a file: save what it holds in one first.")

    digest = hashlib.sha256()
    utf_8 = codecs.getincrementaldecoder("utf-8")()
    encoding = Encoding.UTF_8
    start = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            start = start or block[:BLOCK]
            _refuse_unless_text(block, start, name)
            digest.update(block)
            encoding = _encoding(encoding, utf_8, block)
        encoding = _encoding(encoding, utf_8, b"", last=True)
    if encoding is Encoding.CP1252:
        _refuse_unless_cp1252(path, name)
    text = start[:START].decode(encoding.value, errors="ignore")
    return TextFile(path, digest.hexdigest(), encoding, text)


def _refuse_unless_text(block: bytes, start: bytes, name: str) -> None:
    if start.startswith(ZIP):
        if SHEETS in start:
            raise Unreadable(f"{name} is a spreadsheet: save the sheet as CSV (UTF-8).")
        raise Unreadable(f"{name} is a ZIP file: unpack it, and choose the file that is in it.")
    if start.startswith(UTF_16):
        raise Unreadable(f"{name} is in UTF-16: save it as UTF-8.")
    if b"\0" in block:
        line = block.count(b"\n", 0, block.index(b"\0")) + 1
        where = f": line {line} holds a NUL, which is no letter" if block is start else ""
        raise Unreadable(f"{name} is not a text file{where}.")


def _encoding(
    encoding: Encoding, utf_8: codecs.IncrementalDecoder, block: bytes, *, last: bool = False
) -> Encoding:
    if encoding is Encoding.UTF_8:
        try:
            utf_8.decode(block, last)
        except UnicodeDecodeError:
            return Encoding.CP1252
    return encoding


def _refuse_unless_cp1252(path: Path, name: str) -> None:
    """Five bytes mean nothing in cp1252 either."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(BLOCK), b""), start=1):
            try:
                line.decode("cp1252")
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"{name} is written in an encoding that is neither UTF-8 nor Windows-1252 (cp1252): "
                    f"line {number} holds the byte {line[error.start]:#04x}."
                ) from error
