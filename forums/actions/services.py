"""Actions are agreed at a meeting, chased while they are open, and closed with words."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from forums.minutes.services import begin
from forums.models import Action, GroupMeeting

from . import rules, selectors


@transaction.atomic
def agree_action(
    meeting: GroupMeeting, action: Action, *, by: User, at: dt.datetime | None = None
) -> Action:
    meeting, minutes = begin(meeting, at or timezone.now())
    same = meeting.actions.filter(
        text=action.text, organisation=action.organisation, person=action.person
    )
    rules.may_agree(action, meeting, minutes, is_there=same.exists()).enforce()
    action.meeting = meeting
    action.save(force_insert=True)
    record(
        "forums.action_agreed",
        action,
        by=by,
        data={
            "organisation": action.organisation_id,
            "person": action.person_id,
            "due": action.due_on,
        },
    )
    return action


@transaction.atomic
def take_off_action(action: Action, *, by: User, at: dt.datetime | None = None) -> None:
    """Remove an action of a draft that was entered by mistake."""
    meeting, minutes = begin(action.meeting, at or timezone.now())
    rules.may_take_off(minutes).enforce()
    pk = action.pk
    action.delete()
    record("forums.action_taken_off", meeting, by=by, data={"action": pk})


@transaction.atomic
def close_action(
    action: Action, *, result: str, words: str, by: User, on: dt.date | None = None
) -> Action:
    """Say once what became of it; everybody reads it."""
    action = _lock(action)
    rules.may_close(action, words).enforce()
    action.result, action.words = result, words
    action.closed_on = on or timezone.localdate()
    action.save(update_fields=["result", "words", "closed_on"])
    record(
        "forums.action_closed",
        action,
        by=by,
        acting_for=action.organisation,
        data={"result": result},
    )
    return action


def chase_actions(*, on: dt.date | None = None) -> int:
    """Tell owners of what is due within a week and of what is overdue, once each; returns how many were told of.

    What is due follows from the stored days, so a missed day is made good; what was told is kept.
    """
    on = on or timezone.localdate()
    told = [
        _tell(action, _is_due, "forums/action_due", "reminded_on", on)
        for action in selectors.to_be_reminded(on, on + rules.AHEAD)
    ]
    told += [
        _tell(action, Action.is_overdue, "forums/action_overdue", "chased_on", on)
        for action in selectors.to_be_chased(on)
    ]
    return sum(told)


def _is_due(action: Action, on: dt.date) -> bool:
    return action.is_open and action.due_on >= on


@transaction.atomic
def _tell(
    action: Action, still: Callable[[Action, dt.date], bool], name: str, mark: str, on: dt.date
) -> bool:
    """Tell the owners of one action, unless somebody closed it or another run told them meanwhile."""
    action = _lock(action)
    if not still(action, on) or getattr(action, mark):
        return False
    setattr(action, mark, on)
    action.save(update_fields=[mark])
    notify(
        selectors.owners(action),
        name,
        about=action,
        context={"action": action, "group": action.meeting.group},
        url=reverse("forums:action_close", args=[action.pk]),
    )
    return True


def _lock(action: Action) -> Action:
    found = Action.objects.select_for_update(of=("self",))
    return found.select_related("meeting__group", "organisation", "person").get(pk=action.pk)
