"""Constraints as a JSON file: read with every mistake named where it stands, and written.

{"categories": [{"name": "District", "groups": [
    {"name": "North", "members": [1, 4], "minimum": 1, "maximum": 2},
    {"name": "South", "members": [2, 3]}
]}]}
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from .constraints import Category, Constraints, Group
from .errors import ConstraintsFileError, CountingError

_SHOWN = 40


def read_constraints(
    text_or_bytes: str | bytes, *, candidates: Sequence[str], name: str = "constraints file"
) -> Constraints:
    """Read the constraints of an election with these candidates, in the order of their numbers.

    `name` is what errors call the file. Raises `ConstraintsFileError`.
    """
    found = _parse(text_or_bytes, name)
    try:
        categories = _list(_object(found, name, ("categories",)), "categories", name)
        return Constraints(
            candidates=tuple(candidates),
            categories=tuple(
                _category(each, f"{name}, category {number}")
                for number, each in enumerate(categories, 1)
            ),
        )
    except ConstraintsFileError:
        raise
    except CountingError as error:
        raise ConstraintsFileError(f"{name}: {error}") from None


def constraints_to_json(constraints: Constraints) -> dict[str, Any]:
    """Return what `read_constraints` reads."""
    return {
        "categories": [
            {
                "name": category.name,
                "groups": [
                    {
                        "name": group.name,
                        "members": sorted(group.members),
                        "minimum": group.minimum,
                        "maximum": group.maximum,
                    }
                    for group in category.groups
                ],
            }
            for category in constraints.categories
        ]
    }


def _parse(text_or_bytes: str | bytes, name: str) -> Any:
    try:
        text = (
            text_or_bytes if isinstance(text_or_bytes, str) else text_or_bytes.decode("utf-8-sig")
        )
        return json.loads(text, object_pairs_hook=_without_repeats)
    except UnicodeDecodeError:
        raise ConstraintsFileError(f"{name}: found bytes that are not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise ConstraintsFileError(f"{name}, line {error.lineno}: not JSON: {error.msg}.") from None
    except RecursionError:
        raise ConstraintsFileError(f"{name}: found lists in lists without end.") from None
    except CountingError as error:
        raise ConstraintsFileError(f"{name}: {error}") from None
    except ValueError:
        raise ConstraintsFileError(f"{name}: found a number with thousands of digits.") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise CountingError(f"found “{key[:_SHOWN]}” twice in one object; expected it once.")
        found[key] = value
    return found


def _category(found: Any, place: str) -> Category:
    found = _object(found, place, ("name", "groups"))
    name = _name(found, place)
    place = f"{place} ({name})"
    return Category(
        name,
        tuple(
            _group(each, f"{place}, group {number}")
            for number, each in enumerate(_list(found, "groups", place), 1)
        ),
    )


def _group(found: Any, place: str) -> Group:
    found = _object(found, place, ("name", "members", "minimum", "maximum"))
    name = _name(found, place)
    place = f"{place} ({name})"
    members = [_whole(each, "member", 1, place) for each in _list(found, "members", place)]
    for number in members:
        if members.count(number) > 1:
            _fail(place, f"member {number} twice", "each candidate once")
    maximum = found.get("maximum")  # null, or not there: none
    try:
        return Group(
            name=name,
            members=frozenset(members),
            minimum=_whole(found.get("minimum", 0), "minimum", 0, place),
            maximum=None if maximum is None else _whole(maximum, "maximum", 0, place),
        )
    except ConstraintsFileError:
        raise
    except CountingError as error:
        raise ConstraintsFileError(f"{place}: {error}") from None


def _object(found: Any, place: str, known: Sequence[str]) -> dict[str, Any]:
    expected = f"an object with {', '.join(known)}"
    if not isinstance(found, dict):
        _fail(place, _shown(found), expected)
    for key in found:
        if key not in known:
            _fail(place, _shown(key), expected)
    return found


def _list(found: dict[str, Any], key: str, place: str) -> list[Any]:
    value = found.get(key)
    if not isinstance(value, list):
        _fail(place, f"{key} {_shown(value)}", f"a list of {key}")
    return value


def _name(found: dict[str, Any], place: str) -> str:
    name = found.get("name")
    if not isinstance(name, str) or not name.strip() or "\n" in name:
        _fail(place, f"name {_shown(name)}", "a name on one line")
    return name.strip()


def _whole(found: Any, what: str, least: int, place: str) -> int:
    # True and False are whole numbers to Python.
    if not isinstance(found, int) or isinstance(found, bool) or found < least:
        _fail(place, f"{what} {_shown(found)}", f"a whole number, {least} or more")
    return found


def _shown(found: Any) -> str:
    return "nothing" if found is None else json.dumps(found, ensure_ascii=False)[:_SHOWN]


def _fail(place: str, found: str, expected: str) -> NoReturn:
    raise ConstraintsFileError(f"{place}: found {found}; expected {expected}.")
