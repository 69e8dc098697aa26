"""What all ballot files have in common: their bytes, their line ends, and what is told of them."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from .errors import BallotFileError
from .words import joined

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
_LINES_NAMED = 10


def decode(data: bytes, name: str, error_class: type[BallotFileError]) -> str:
    """Decode UTF-8, or UTF-16 with its mark; raise the error with the line of the first wrong byte."""
    if data.startswith(_ZIP):
        problem = "found a spreadsheet or a ZIP file; expected text: save the sheet as CSV (UTF-8)."
        raise error_class(problem, name=name, line=1)
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02X}"
        problem = f"found {found}, which is not UTF-8 text; expected a file saved as UTF-8."
        raise error_class(problem, name=name, line=line) from None


def equal_ranks_notes(lines: Iterable[int], sign: str = "") -> list[str]:
    """Tell on which lines papers have equal ranks, and what became of those papers."""
    return on_lines(
        lines,
        f"Equal ranks{sign} on {{}}: these rules have none, so the preferences of such a paper end "
        "before the first equal rank.",
    )


def skipped_ranks_notes(lines: Iterable[int], how: str = "") -> list[str]:
    """Tell on which lines papers skip a rank, and what became of those papers.

    `how` says, in brackets after a space, how the file shows it: " (-)".
    """
    return on_lines(
        lines,
        f"A skipped rank{how} on {{}}: the preferences of such a paper end before the rank it skips.",
    )


def on_lines(lines: Iterable[int], sentence: str) -> list[str]:
    """Return a note that names the lines where {} is in the sentence; none where there are no lines."""
    lines = list(dict.fromkeys(lines))
    if not lines:
        return []
    named = [str(line) for line in lines[:_LINES_NAMED]]
    if len(lines) > _LINES_NAMED:
        named.append(f"{len(lines) - _LINES_NAMED} more")
    return [sentence.format(f"{'line' if len(lines) == 1 else 'lines'} {joined(named)}")]
