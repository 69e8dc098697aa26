"""Grants from a 360Giving JSON package, one at a time."""

from collections.abc import Iterator

from assembly.core.json_stream import read_list

from .files import SourceFile
from .giving360 import TITLES, Values

ONE_ONLY = ("fundingOrganization", "recipientOrganization")


def read_rows(file: SourceFile) -> Iterator[tuple[int, Values | list[str]]]:
    """Yield each grant's number in the list, and its values by path, or why it has none."""
    with file.path.open(encoding=file.encoding.value) as text:
        for number, grant in enumerate(read_list(text, "grants", file.name), start=1):
            yield number, _flat(grant)


def _flat(grant: object) -> Values | list[str]:
    if not isinstance(grant, dict):
        return ["It should be an object with the facts of one grant."]
    reasons = []
    for name in ONE_ONLY:
        several = grant.get(name)
        if several is not None and not isinstance(several, list):
            reasons.append(f"{name} should be a list with one organisation in it.")
        elif several and len(several) > 1:
            reasons.append(
                f"{name} lists {len(several)} organisations, and an award has one of each: publish a grant for each."
            )
    return reasons or {path: _follow(grant, path) for path in TITLES}


def _follow(value: object, path: str) -> object:
    for step in path.split("/"):
        if step == "0":
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
