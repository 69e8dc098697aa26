"""What waits for a person: on “My Assembly” for everybody, and on the first page of the Wagtail admin for an office.

Each app adds what it knows of from `AppConfig.ready`: `todo.add(selectors.waiting_for)`. The function gets the person
and the moment, and returns tasks; it asks the database a fixed number of times, however many there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .templatetags.assembly import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do, and where. `by` is when it ends, or since when it waits: what is earlier is more urgent."""

    text: str
    url: str
    by: dt.datetime
    note: str = ""
    # For whom: the name of an organisation, or of the office that has to act.
    whose: str
    of_office: bool = False


Source = Callable[..., Iterable[Task]]

_sources: list[Source] = []


def add(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def waiting_for(user: object, at: dt.datetime) -> list[Task]:
    """Everything that waits for this person, the most urgent first."""
    found = (task for source in _sources for task in source(user, at))
    return sorted(found, key=lambda task: (task.by, task.whose, task.text))


def since(at: dt.datetime) -> str:
    """How a waiting thing says since when it waits."""
    return f"Waiting since {moment(at)}"
