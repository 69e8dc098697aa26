"""Measure the pages of a large group beside those of a small one: `python -m tests.bench groups`.

2,000 organisations and 500 meetings beside 20 and 5, in one database on PostgreSQL that is made and dropped. The two
are asked in turn, so that a busy machine disturbs both alike; pages are drawn anew each time. The aim is a ratio
below 2 and the same number of queries.

DATABASE_URL names a PostgreSQL server on which a database may be made and thrown away.
"""

import datetime as dt
import itertools
import os
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from .register import ROUNDS, seconds, use

SIZES = {"small": (20, 5), "large": (2_000, 500)}
REQUESTS = 4
PUBLIC = {
    "group": "/groups/{group}/",
    "meetings": "/groups/{group}/meetings/",
    "next meeting": "/groups/{group}/meetings/{coming}/",
    "past meeting": "/groups/{group}/meetings/{past}/",
    "published minutes": "/groups/{group}/meetings/{past}/minutes/",
    "past meetings": "/groups/{group}/meetings/?when=past",
    "all groups": "/groups/",
}
OF_THE_CONVENOR = {
    "convenor's page": "/my/groups/{group}/",
    "own meetings": "/my/groups/{group}/meetings/",
    "own next meeting": "/my/groups/{group}/meetings/{coming}/",
    "attendance": "/my/groups/{group}/meetings/{past}/attendance/",
    "notes": "/my/groups/{group}/meetings/{past}/notes/",
    "minutes": "/my/groups/{group}/meetings/{past}/minutes/",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.stdout.write("Groups are measured on PostgreSQL: set DATABASE_URL.\n")
        return
    import django

    django.setup()
    with database():
        convenor = fill()
        compare(convenor)


@contextmanager
def database() -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connection

    base = connection.settings_dict["NAME"]
    name = f"{base}_bench_groups"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    try:
        with connection.cursor() as cursor:
            cursor.execute(drop)
            cursor.execute(f'CREATE DATABASE "{name}"')
        use(name)
        call_command("migrate", verbosity=0)
        call_command("sync_pages", verbosity=0)
        yield
    finally:
        use(base)
        with connection.cursor() as cursor:
            cursor.execute(drop)


def fill():
    """Both groups, with members and meetings; returns who convenes them."""
    from django.db import connection

    from forums.groups.services import make_group_pages
    from forums.models import Group
    from tests.factories.membership import UserFactory

    convenor = UserFactory()
    for slug, (organisations, meetings) in SIZES.items():
        group = Group.objects.create(
            name=f"The {slug} group",
            slug=slug,
            kind=Group.Kind.STRATEGIC,
            remit="What the group is for.",
        )
        group.terms.create(person=convenor)
        _members(group, organisations)
        _meetings(group, meetings)
    make_group_pages()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return convenor


def _members(group, number: int) -> None:
    from assembly.membership.models import Organisation
    from forums.models import GroupMembership

    organisations = Organisation.objects.bulk_create(
        Organisation(
            name=f"Organisation {one} of the {group.slug} group",
            slug=f"{group.slug}-{one}",
            status="member",
            admitted_on="2008-04-01",
        )
        for one in range(number)
    )
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, organisation=one, joined_on=dt.date(2008, 4, 1))
        for one in organisations
    )


def _meetings(group, number: int) -> None:
    """A week from each to the next; the last is to come."""
    from django.utils import timezone

    from forums.models import AgendaItem, GroupMeeting

    last = timezone.now() + dt.timedelta(days=3)
    made = GroupMeeting.objects.bulk_create(
        GroupMeeting(
            group=group,
            number=one + 1,
            starts_at=(starts := last - dt.timedelta(weeks=number - 1 - one)),
            ends_at=starts + dt.timedelta(hours=2),
            place="Town Hall",
            announced_at=starts - dt.timedelta(weeks=3),
        )
        for one in range(number)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=place, title=f"Item {place}")
        for meeting in made
        for place in range(1, 9)
    )
    for meeting in made[:-1]:
        _keep(meeting)


def _keep(meeting) -> None:
    """A third of the group came, and draft minutes are published."""
    from forums.models import Attendance, Minutes, MinutesVersion, Section

    places = meeting.group.memberships.order_by("pk")
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, organisation_id=place.organisation_id, how="attended")
        for place in places[: places.count() // 3]
    )
    minutes = Minutes.objects.create(
        meeting=meeting,
        attendance_at=meeting.ends_at,
        published_at=meeting.ends_at,
        published_as=1,
    )
    version = MinutesVersion(minutes=minutes, number=1, at=meeting.ends_at)
    version.sections = [Section(0, "The meeting", "We met. " * 50)]
    version.save()


def compare(convenor) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["*"]
    anybody, theirs = Client(), Client()
    theirs.force_login(convenor)
    pages = [(name, address, anybody) for name, address in PUBLIC.items()]
    pages += [(name, address, theirs) for name, address in OF_THE_CONVENOR.items()]
    times: dict[tuple[str, str], list[float]] = {}
    queries: dict[tuple[str, str], int] = {}
    for (name, address, client), slug in itertools.product(pages, SIZES):
        path = address.format(group=slug, coming=SIZES[slug][1], past=1)
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        queries[name, slug] = len(seen)
    for _, (name, address, client), slug in itertools.product(range(ROUNDS), pages, SIZES):
        path = address.format(group=slug, coming=SIZES[slug][1], past=1)
        for _ in range(REQUESTS):
            times.setdefault((name, slug), []).append(seconds(partial(client.get, path)))
    sys.stdout.write(f"{'Group':20} {'small':>12} {'large':>12} {'ratio':>8} {'queries':>12}\n")
    for name, _, _ in pages:
        few, many = (statistics.median(times[name, slug]) * 1_000 for slug in SIZES)
        asked = " and ".join(str(queries[name, slug]) for slug in SIZES)
        sys.stdout.write(f"{name:20} {few:9.1f} ms {many:9.1f} ms {many / few:8.2f} {asked:>12}\n")
