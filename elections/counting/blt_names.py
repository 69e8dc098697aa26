"""The end of a BLT file: names and title, quoted or not, one or several a line."""

from __future__ import annotations

import re

from .errors import BltError
from .words import counted

_QUOTED = re.compile(r'"((?:[^"]|"")*+)"\s*')
_REMARK = re.compile(r"\s#(\s.*)?$")  # "Ann # candidate 1", but not "Ward #3"
_BALLOT = re.compile(r"(\d+\s+)*0")


def read_names(
    text: str, position: int, candidates: int, file_name: str
) -> tuple[tuple[str, ...], str, list[str]]:
    """Return the candidates' names, the title ("" if there is none) and what to tell the reader."""
    first_line = text.count("\n", 0, position) + 1
    lines = [line.strip() for line in text[position:].split("\n")]
    found, notes = _names_and_title(lines, first_line, candidates, file_name)
    if not found:
        found = _from_comments(lines, candidates)
        notes += (
            ["The candidates' names stand in comments and were taken from there."] if found else []
        )

    last_line = first_line + max((n for n, line in enumerate(lines) if line), default=0)
    if len(found) < candidates:
        problem = (
            f"the file ends after {counted(len(found), 'name')}; "
            f"expected {candidates}, one for every candidate, and a title."
        )
        raise BltError(problem, name=file_name, line=last_line)
    names = tuple(found[:candidates])
    if "" in names:
        problem = f"candidate {names.index('') + 1} has an empty name; expected a name."
        raise BltError(problem, name=file_name, line=last_line)
    return names, "".join(found[candidates : candidates + 1]), notes


def _names_and_title(
    lines: list[str], first_line: int, candidates: int, file_name: str
) -> tuple[list[str], list[str]]:
    found: list[str] = []
    for number, line in enumerate(lines, first_line):
        if not line or line.startswith("#"):
            continue
        if len(found) > candidates:
            return found, [f"The text from line {number} on, after the title, is a remark."]
        found += _strings(line, number, file_name)
    return found, []


def _strings(line: str, number: int, file_name: str) -> list[str]:
    """Split a line into its quoted strings, or take it whole when it is not quoted."""
    if _BALLOT.fullmatch(line):
        problem = (
            f"found “{line[:40]}”, which looks like a ballot; expected a name, or quotes around it."
        )
        raise BltError(problem, name=file_name, line=number)
    if not line.startswith('"'):
        return [_REMARK.sub("", line).rstrip()]
    strings = []
    at = 0
    while at < len(line) and line[at] != "#":
        match = _QUOTED.match(line, at)
        if match is None:
            problem = f"found “{line[at : at + 40]}”; expected a name between two quotation marks."
            raise BltError(problem, name=file_name, line=number)
        strings.append(match.group(1).replace('""', '"').strip())
        at = match.end()
    return strings


def _from_comments(lines: list[str], candidates: int) -> list[str]:
    """Take names from comments, but only when there are as many as names, or one more: the title."""
    comments = [text for line in lines if (text := line.lstrip("# \t").strip(' \t"'))]
    return comments if len(comments) in (candidates, candidates + 1) else []
