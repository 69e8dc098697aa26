"""What cases ask of a person: a task for each in which their side or their office has to act."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.selectors import Sides
from assembly.compact.cases.standing import MAY_WORK
from assembly.compact.models import Case, PanelMember, Side, Step
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task, since

from .next_steps import OF_THE_PANEL, TASKS, board_has_to_act, has_to_act
from .selectors import Row, open_as_side, open_worked_on


def next_steps(user: User, at: dt.datetime) -> Iterable[Task]:
    on = timezone.localdate(at)
    sides, mine = open_as_side(user, on)
    for case in mine:
        row = Row(case, on)
        side = Side.COMPLAINANT if sides.is_complainant(case) else Side.RESPONDENT
        if has_to_act(row.step, side):
            yield _task(row, _whose(case, side, user))
    yield from _of_board(user, on, sides)


def _of_board(user: User, on: dt.date, sides: Sides) -> Iterator[Task]:
    worked = list(open_worked_on(user, on, sides))
    if not worked:
        return
    of_board = user.has_perm(MAY_WORK)
    panels: dict[int, set[int | None]] = {}
    members = PanelMember.objects.filter(case__in=[one.pk for one in worked], left_at=None)
    for key, person in members.values_list("case", "person"):
        panels.setdefault(key, set()).add(person)
    for case in worked:
        row, panel = Row(case, on), panels.get(case.pk, set())
        if not board_has_to_act(row.step):
            continue
        is_theirs = row.step in OF_THE_PANEL and panel
        if user.pk in panel if is_theirs else of_board or row.step == Step.RECEIVED:
            yield _task(row, COMPACT_BOARD if of_board or panel else SUPPORT_UNIT, of_office=True)


def _task(row: Row, whose: str, *, of_office: bool = False) -> Task:
    """A step without a clock, or with a stopped one, waits since the case was raised."""
    text, button = TASKS[row.step]
    waits = row.case.raised_at
    by = timezone.make_aware(dt.datetime.combine(row.due_on, dt.time.max)) if row.due_on else waits
    word = "Overdue since" if row.is_overdue else "By"
    return Task(
        text=f"{text} {row.case.reference}",
        button=button,
        url=row.case.own_url,
        by=by,
        note=f"{word} {short_day(row.due_on)}" if row.due_on else since(waits),
        whose=whose,
        of_office=of_office,
    )


def _whose(case: Case, side: Side, user: User) -> str:
    if side == Side.RESPONDENT:
        return str(case.respondent)
    return str(user) if case.raised == Case.Raised.PERSON else case.complainant
