"""Of a file of text: is it 360Giving, and in which of its forms?"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from assembly.core.text_files import TextFile, Unreadable, open_text


class Format(Enum):
    CSV = "360Giving CSV"
    JSON = "360Giving JSON"


@dataclass(frozen=True, slots=True)
class SourceFile(TextFile):
    """A file of text that begins as 360Giving does."""

    format: Format


def open_source(path: Path) -> SourceFile:
    """Tell the format by the first sign of the content; the ending of the name decides nothing."""
    file = open_text(path)
    return SourceFile(file.path, file.sha256, file.encoding, file.start, _format(file))


def _format(file: TextFile) -> Format:
    text = file.start.lstrip()
    if text.startswith(("{", "[")):
        return Format.JSON
    if "identifier" in text.partition("\n")[0].casefold() or file.path.suffix.casefold() == ".csv":
        return Format.CSV
    if not text:
        raise Unreadable(f"{file.name} is empty.")
    raise Unreadable(
        f"{file.name} is neither 360Giving CSV nor 360Giving JSON: a CSV begins with a row of column titles "
        "such as Identifier, Title, Description."
    )
