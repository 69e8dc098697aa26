"""What waits for a person: on “My Assembly” for everybody, and on the first page of the Wagtail admin for an office.

A source gets the person and the moment, and returns tasks; it asks the database a fixed number of times, however many
there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .points import Point
from .templatetags.assembly import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do, and where. `by` is when it ends, or since when it waits: what is earlier is more urgent.

    `button` says what to do, verb first; "{}" in it stands for `whose`, or for the number of organisations.
    """

    text: str
    button: str
    url: str
    by: dt.datetime
    note: str = ""
    # For whom: the name of an organisation, or of the office that has to act.
    whose: str
    of_office: bool = False
    is_rehearsal: bool = False  # it decides nothing, so it comes after all that does


Source = Callable[..., Iterable[Task]]

sources: Point[Source] = Point("what waits for a person")


def tasks_for(user: object, at: dt.datetime) -> list[Task]:
    """Everything that waits for this person, the most urgent first."""
    found = (task for source in sources for task in source(user, at))
    return sorted(found, key=lambda task: (task.by, task.whose, task.text))


def since(at: dt.datetime) -> str:
    """How a waiting thing says since when it waits."""
    return f"Waiting since {moment(at)}"
