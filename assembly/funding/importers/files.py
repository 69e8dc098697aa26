"""Of a file of text: is it 360Giving, and in which of its forms?"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from assembly.core.text_files import TextFile, Unreadable, open_text

# A comma wins where there are as many of another.
SEPARATORS = (",", ";", "\t")
LINES_LOOKED_AT = 10


class Format(Enum):
    CSV = "360Giving CSV"
    JSON = "360Giving JSON"


@dataclass(frozen=True, slots=True)
class SourceFile(TextFile):
    """A file of text that begins as 360Giving does."""

    format: Format
    # Whether somebody said that days are written as in Britain, 24/07/2014.
    uk_dates: bool = False


def open_source(path: Path, *, uk_dates: bool = False) -> SourceFile:
    """Tell the format by the first sign of the content; the ending of the name decides nothing."""
    file = open_text(path)
    return SourceFile(file.path, file.sha256, file.encoding, file.start, _format(file), uk_dates)


def separator_of(start: str) -> str:
    """What stands between the columns of a table: in its first lines, whichever sign there is most of."""
    lines = [line for line in start.splitlines()[:LINES_LOOKED_AT] if line.strip()]
    return max(SEPARATORS, key=lambda sign: max((line.count(sign) for line in lines), default=0))


def _format(file: TextFile) -> Format:
    text = file.start.lstrip()
    if text.startswith(("{", "[")):
        return Format.JSON
    first = " ".join(text.splitlines()[:LINES_LOOKED_AT]).casefold()
    if "identifier" in first or file.path.suffix.casefold() == ".csv":
        return Format.CSV
    if not text:
        raise Unreadable(f"{file.name} is empty.")
    raise Unreadable(
        f"{file.name} is neither 360Giving CSV nor 360Giving JSON: a CSV begins with a row of column titles "
        "such as Identifier, Title, Description."
    )
