"""What waits for a person, as My Assembly shows it: the most urgent on top, and the same for several only once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .time_left import left_words
from .to_do import Task

SOON = dt.timedelta(days=14)
FAR = dt.timedelta(days=60)  # nobody counts the days to what is further off


@dataclass(frozen=True, slots=True)
class Way:
    """One button of a duty."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do, for one organisation or several. `left` is empty where it waits, is overdue or far off."""

    text: str
    note: str
    whose: str
    left: str
    is_urgent: bool
    ways: tuple[Way, ...]


def arranged(tasks: Iterable[Task], at: dt.datetime) -> list[Duty]:
    """Order them: what ends soon, then what is waiting (longest first), then what ends later; rehearsals last."""
    same: dict[tuple[str, dt.datetime], list[Task]] = {}
    for task in sorted(tasks, key=lambda task: (_urgency(task, at), task.whose, task.text)):
        same.setdefault((task.text, task.by), []).append(task)
    return [_duty(group, at) for group in same.values()]


def _urgency(task: Task, at: dt.datetime) -> tuple[bool, int, dt.datetime]:
    if task.by <= at:
        return task.is_rehearsal, 1, task.by
    return task.is_rehearsal, (0 if task.by - at <= SOON else 2), task.by


def _duty(group: list[Task], at: dt.datetime) -> Duty:
    first = group[0]
    left = left_words(first.by, at) if first.by - at <= FAR else ""
    names = list(dict.fromkeys(task.whose for task in group))
    is_one_way = len({task.url for task in group}) == 1
    if is_one_way:
        whose = first.whose if len(names) == 1 else f"{len(names)} organisations"
        label = first.button.format(whose)
        ways: tuple[Way, ...] = (Way(f"{label}: {left}" if left else label, first.url),)
    else:
        ways = tuple(Way(task.button.format(task.whose), task.url) for task in group)
    return Duty(
        text=first.text,
        note=first.note,
        whose=", ".join(names),
        left="" if is_one_way else left,
        is_urgent=bool(left) and first.by - at <= SOON,
        ways=ways,
    )
