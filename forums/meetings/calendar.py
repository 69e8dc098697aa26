"""Meetings in the public calendar: those of groups, and those of partnerships that are no group's."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from assembly.core.calendars import Entry, Scope
from assembly.core.events import change
from assembly.core.models import Event
from assembly.partners.models import Meeting
from forums.models import Group, GroupMeeting

# What is longer past is found on the pages of the groups.
KEPT_IN_THE_CALENDAR = dt.timedelta(days=365)
DAY = dt.timedelta(days=1)


def dates() -> Iterable[Entry]:
    """Announced meetings of groups. Who takes part online finds the link on the page, and not here."""
    since = timezone.now() - KEPT_IN_THE_CALENDAR
    known = GroupMeeting.objects.public().filter(starts_at__gte=since)
    for meeting in known.select_related("group__theme", "group__district", "group__partnership"):
        yield Entry(
            uid=f"group-meeting-{meeting.pk}",
            title=f"{meeting.title}: {meeting.group}",
            url=meeting.get_absolute_url(),
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            text=f"Cancelled: {meeting.cancelled_because}"
            if meeting.is_cancelled
            else meeting.place,
            changed_at=meeting.changed_at,
            changes=meeting.changes,
            cancelled=meeting.is_cancelled,
            scopes=frozenset(_scopes(meeting.group)),
        )


def _scopes(group: Group) -> Iterable[Scope]:
    yield "group", group.slug
    if group.theme:
        yield "theme", group.theme.slug
    if group.district:
        yield "district", group.district.slug
    if group.partnership:
        yield "partnership", group.partnership.slug


def of_partnerships() -> Iterable[Entry]:
    """Days of other meetings. A group's own is there already, with its hour."""
    since = timezone.localdate() - KEPT_IN_THE_CALENDAR
    known = list(
        Meeting.objects.filter(held_on__gte=since, group_meeting=None).select_related("partnership")
    )
    changed = _changed_at(known)
    for meeting in known:
        times = changed[meeting.pk]
        began = timezone.make_aware(dt.datetime.combine(since, dt.time()))
        yield Entry(
            uid=f"partnership-meeting-{meeting.pk}",
            title=f"{meeting.title}: {meeting.partnership}",
            url=meeting.partnership.get_absolute_url(),
            starts=meeting.held_on,
            ends=meeting.held_on + DAY,
            changed_at=times[-1] if times else began,
            changes=max(len(times) - 1, 0),
            cancelled=meeting.cancelled,
            scopes=frozenset({("partnership", meeting.partnership.slug)}),
        )


def _changed_at(meetings: Iterable[Meeting]) -> dict[int, list[dt.datetime]]:
    """When each was entered and changed, as the record says it."""
    found: dict[int, list[dt.datetime]] = {meeting.pk: [] for meeting in meetings}
    lines = Event.objects.filter(
        name__in=[change(Meeting, "added"), change(Meeting, "changed")],
        subject_type=Meeting._meta.label_lower,
        subject_id__in=list(found),
    )
    for pk, at in lines.order_by("at").values_list("subject_id", "at"):
        found[pk].append(at)
    return found


def name_of_group(slug: str) -> str | None:
    found = Group.objects.filter(slug=slug, page__live=True)
    return found.values_list("name", flat=True).first()
