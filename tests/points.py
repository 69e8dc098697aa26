"""Extension points as one test wants them; pytest puts them back."""

from collections.abc import Hashable
from typing import TypeVar

import pytest

from assembly.core.points import Point

T = TypeVar("T")


def add(monkeypatch: pytest.MonkeyPatch, point: Point[T], *things: T) -> None:
    monkeypatch.setattr(point, "_things", dict(point._things))
    point.register(*things)


def only(monkeypatch: pytest.MonkeyPatch, point: Point[T], *things: T) -> None:
    monkeypatch.setattr(point, "_things", {})
    point.register(*things)


def without(monkeypatch: pytest.MonkeyPatch, point: Point[T], key: Hashable) -> None:
    monkeypatch.delitem(point._things, key)
