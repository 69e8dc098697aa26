"""What in a file its reader sees although its sender may have forgotten it: somebody's eyes decide. Pure.

Hidden sheets, comments and tracked changes are found in the formats of Office and OpenDocument, details of people in
text. Who wrote a file and when, which such a file and a PDF keep too, is not looked for (docs/cases.md). Nothing is
safe because nothing was found.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePath
from typing import IO

from assembly.core.documents.kinds import BROKEN
from assembly.core.personal_details import looks_personal
from assembly.core.rules import Refusal
from assembly.core.text_files import Unreadable, decode

# Of a part of a file that is unpacked, so that a small file cannot fill the memory.
MOST_UNPACKED = 20_000_000
MOST_NAMED = 5
UNSEEN = "The file is too large to be looked through. Look through it yourself."

# Each looks at a tag, or at the words up to the next mark, once: a file can be made of tags that never end.
SHEET = re.compile(r"<(?:\w{1,20}:)?sheet\b[^<>]*>")
HIDDEN = re.compile(r'\bstate="(?:hidden|veryHidden)"')
SHEET_NAME = re.compile(r'\bname="([^"]*)"')
OFFICE_COMMENT = re.compile(r"<w:comment\b")
TRACKED = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)\b[^<>]*\bw:author=")
OPEN_STYLE, OPEN_STYLE_END = "<style:style", "</style:style>"
OPEN_STYLE_NAME = re.compile(r'\bstyle:name="([^"]*)"')
OPEN_TABLE = re.compile(r"<table:table\b([^<>]*)>")
OPEN_TABLE_STYLE = re.compile(r'\btable:style-name="([^"]*)"')
OPEN_TABLE_NAME = re.compile(r'\btable:name="([^"]*)"')


def found_in(file: IO[bytes], name: str) -> list[str]:
    """A sentence for each thing to look at before others get the file."""
    look = LOOKS.get(PurePath(name).suffix.removeprefix(".").lower())
    if look is None:
        return []
    file.seek(0)
    try:
        return [*look(file)]
    except TooLarge as large:
        return [str(large)]
    finally:
        file.seek(0)


class TooLarge(Refusal):
    """A part of the file is larger, unpacked, than is read here, which its sender is told."""


def _text(file: IO[bytes]) -> Iterator[str]:
    try:
        words = decode(file.read(), "")
    except Unreadable:  # which `kinds` refuses
        return
    found = looks_personal(words)
    for one in found[:MOST_NAMED]:
        yield f"It has {one.what} in it: “{one.words}”."
    if (more := len(found) - MOST_NAMED) > 0:
        yield f"It has {more} more details that may be of people."


def _sheet(file: IO[bytes]) -> Iterator[str]:
    book = _part(file, "xl/workbook.xml")
    names = [SHEET_NAME.search(tag) for tag in SHEET.findall(book) if HIDDEN.search(tag)]
    yield from _hidden(unescape(name[1]) if name else "" for name in names)
    parts = _names(file)
    if any(re.match(r"xl/(?:threaded)?comments", part, re.IGNORECASE) for part in parts):
        yield "It has comments in it."


def _words(file: IO[bytes]) -> Iterator[str]:
    if OFFICE_COMMENT.search(_part(file, "word/comments.xml")):
        yield "It has comments in it."
    parts = [part for part in _names(file) if re.match(r"word/[a-z]+\d*\.xml$", part)]
    unpacked = 0
    for part in parts:
        content = _part(file, part)
        unpacked += len(content)
        if unpacked > MOST_UNPACKED:
            raise TooLarge(UNSEEN)
        if TRACKED.search(content):
            yield "It has tracked changes in it: whoever opens it can read what was taken out."
            break


def _slides(file: IO[bytes]) -> Iterator[str]:
    parts = _names(file)
    if any(part.startswith("ppt/comments/") for part in parts):
        yield "It has comments in it."
    if any(part.startswith("ppt/notesSlides/") for part in parts):
        yield "It has notes for the speaker in it."


def _open_document(file: IO[bytes]) -> Iterator[str]:
    content = _part(file, "content.xml")
    hiding = set(_hiding_styles(content))
    tables = OPEN_TABLE.findall(content)
    styles = [(OPEN_TABLE_STYLE.search(tag), OPEN_TABLE_NAME.search(tag)) for tag in tables]
    yield from _hidden(
        unescape(name[1]) if name else "" for style, name in styles if style and style[1] in hiding
    )
    if "<office:annotation" in content:
        yield "It has comments in it."
    if "<text:tracked-changes" in content:
        yield "It has tracked changes in it: whoever opens it can read what was taken out."


def _hiding_styles(content: str) -> Iterator[str]:
    """The names of the styles that hide a table."""
    for style in content.split(OPEN_STYLE)[1:]:
        body, end, _ = style.partition(OPEN_STYLE_END)
        name = OPEN_STYLE_NAME.search(body)
        if end and name and 'table:display="false"' in body:
            yield name[1]


def _hidden(names: Iterator[str]) -> Iterator[str]:
    for name in names:
        yield f"It has a hidden sheet, “{name}”." if name else "It has a hidden sheet."


def _names(file: IO[bytes]) -> list[str]:
    try:
        return zipfile.ZipFile(file).namelist()
    except BROKEN:  # which `kinds` refuses
        return []


def _part(file: IO[bytes], name: str) -> str:
    """Of a part that is not there, nothing."""
    try:
        with zipfile.ZipFile(file) as whole, whole.open(name) as part:
            content = part.read(MOST_UNPACKED + 1)
    except (*BROKEN, KeyError, zipfile.error):
        return ""
    if len(content) > MOST_UNPACKED:
        raise TooLarge(UNSEEN)
    return content.decode(errors="replace")


LOOKS: dict[str, Callable[[IO[bytes]], Iterator[str]]] = {
    "txt": _text,
    "csv": _text,
    "xlsx": _sheet,
    "docx": _words,
    "pptx": _slides,
    "odt": _open_document,
    "ods": _open_document,
    "odp": _open_document,
}
