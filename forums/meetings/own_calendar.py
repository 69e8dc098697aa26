"""A person's own calendar: the announced meetings of the groups in which they take part or which they convene.

Calendar programs cannot sign in, so a signed address stands for it. It shows nothing that is not public, but for which
groups are somebody's; it ends with the account.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.calendars import Entry
from assembly.core.signed_links import SignedLinks
from assembly.core.templatetags.assembly import moment
from assembly.membership.panels import Panel, PanelLine
from forums.convening.selectors import convened_by
from forums.models import Group, GroupMeeting
from forums.participants.selectors import parts_of

from . import calendar

LINKS: SignedLinks[int] = SignedLinks("forums.own_calendar", "forums:own_calendar", int)
SHOWN = 3


def groups_of(user: User) -> QuerySet[Group]:
    parts = parts_of(user).order_by().values("membership__group")
    return Group.objects.filter(pk__in=parts) | convened_by(user)


def owner(token: str) -> User | None:
    held = LINKS.read(token)
    return User.objects.filter(pk=held[0], is_active=True).first() if held else None


def dates(user: User) -> Iterable[Entry]:
    mine = {("group", slug) for slug in groups_of(user).values_list("slug", flat=True)}
    return (entry for entry in calendar.dates() if entry.scopes & mine)


def my_panel(user: User) -> Panel | None:
    """On “My Assembly”: the next meetings of one's groups."""
    coming = GroupMeeting.objects.public().filter(group__in=groups_of(user).values("pk"))
    lines = tuple(
        PanelLine(f"{one.title} of the {one.group}", one.get_absolute_url(), moment(one.starts_at))
        for one in coming.to_come(timezone.now()).select_related("group")[:SHOWN]
    )
    if not lines:
        return None
    return Panel(
        heading="Next meetings of your groups",
        lines=lines,
        url=LINKS.path(user.pk),
        label="Add the meetings of your groups to your calendar",
    )
