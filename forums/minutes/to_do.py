"""What the record of a meeting asks of its convenor: the attendance, the draft minutes, their approval."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task
from forums.convening.selectors import convened_by
from forums.models import Group, GroupMeeting, Minutes

from . import rules
from .selectors import waiting_meetings


def for_convenors(user: User, at: dt.datetime) -> Iterable[Task]:
    """One for each meeting whose record is not finished: its next step. Three queries, however many."""
    groups = list(convened_by(user, timezone.localdate(at)))
    if not groups:
        return
    days, later = working_days(), _begun(groups, at)
    for meeting in waiting_meetings(groups, at):
        minutes: Minutes | None = getattr(meeting, "minutes", None)
        due_on = rules.draft_due_on(meeting, days)
        note = f"Draft minutes {'were' if due_on < timezone.localdate(at) else 'are'} due on {short_day(due_on)}"
        whose, on = meeting.group.name, short_day(meeting.day)
        if minutes is None or minutes.attendance_at is None:
            yield Task(
                text=f"Enter who came to the meeting on {on}",
                button="Enter the attendance",
                url=_page("attendance", meeting),
                by=meeting.ends_at,
                note=note,
                whose=whose,
            )
        elif not minutes.is_published:
            yield Task(
                text=f"Publish the draft minutes of {on}",
                button="Write the minutes",
                url=_page("own_minutes", meeting),
                by=timezone.make_aware(
                    dt.datetime.combine(due_on + dt.timedelta(days=1), dt.time())
                ),
                note=note,
                whose=whose,
            )
        elif next_one := next((x for x in later[meeting.group_id] if x >= meeting.ends_at), None):
            yield Task(
                text=f"Record that a meeting approved the minutes of {on}",
                button="Record the approval",
                url=_page("own_minutes", meeting),
                by=next_one,
                note=f"The next meeting was on {short_day(next_one)}",
                whose=whose,
            )


def _begun(groups: list[Group], at: dt.datetime) -> dict[int, list[dt.datetime]]:
    """When the meetings of these groups began, in their order."""
    starts = defaultdict(list)
    met = GroupMeeting.objects.filter(
        group__in=groups, announced_at__isnull=False, cancelled_at=None, starts_at__lte=at
    )
    for group, begins in met.order_by("starts_at").values_list("group", "starts_at"):
        starts[group].append(begins)
    return starts


def _page(name: str, meeting: GroupMeeting) -> str:
    return reverse(f"forums:{name}", args=[meeting.group.slug, meeting.number])
