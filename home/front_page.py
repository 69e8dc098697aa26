"""What the front page shows besides its words: what is open now, and the Assembly in figures."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from assembly.consultations.models import Consultation
from assembly.core.templatetags.assembly import millions
from assembly.funding.models import Award
from assembly.membership.models import Organisation
from assembly.partners.models import Appointment
from elections.models import Election
from elections.timetable import Phase
from forums.models import Group

NOTICES_AT_MOST = 6
FIGURES_STAND_FOR = 300  # seconds
MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is open now, until the instant `closes_at`, which is too late."""

    kind: str
    heading: str
    url: str
    action: str
    closes_at: dt.datetime
    days_left: int
    host: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    label: str
    url: str


def notices(at: dt.datetime) -> list[Notice]:
    """What is open now, first what closes first."""
    found = [notice for source in SOURCES for notice in source(at)]
    return sorted(found, key=lambda notice: (notice.closes_at, notice.heading))[:NOTICES_AT_MOST]


def _days_left(closes_at: dt.datetime, at: dt.datetime) -> int:
    """Days from today to the last day; none on the last day itself."""
    return (timezone.localdate(closes_at - MOMENT) - timezone.localdate(at)).days


def open_elections(at: dt.datetime) -> Iterator[Notice]:
    for election in Election.objects.real().public(at).filter(poll_closes_at__gt=at):
        phase = election.phase(at)
        if phase is Phase.NOMINATIONS:
            kind, action, closes_at = "Nominations", "See the seats", election.nominations_close_at
        elif phase is Phase.POLL and election.roll_frozen_at:
            kind, action, closes_at = "Voting", "Vote", election.poll_closes_at
        else:
            continue
        yield Notice(
            kind=kind,
            heading=election.title,
            url=election.get_absolute_url(),
            action=action,
            closes_at=closes_at,
            days_left=_days_left(closes_at, at),
        )


def open_consultations(at: dt.datetime) -> Iterator[Notice]:
    today = timezone.localdate(at)
    # A line shows the page's title, and an address made of two slugs.
    consultations = Consultation.objects.open(today).select_related("page", "body__page")
    for consultation in consultations[:NOTICES_AT_MOST]:
        window = consultation.window
        if window is None:  # the database refuses a published one without its days
            continue
        yield Notice(
            kind="Consultation",
            heading=consultation.page.title,
            url=consultation.get_absolute_url(),
            action="Respond",
            closes_at=window.ends_at(),
            days_left=window.days_left(today),
            host=consultation.body.name,
            note=f"Week {window.week(today)} of {window.weeks}"
            if window.is_full
            else f"Short window: {window.shortfall} days less than twelve weeks",
        )


SOURCES: tuple[Callable[[dt.datetime], Iterator[Notice]], ...] = (
    open_elections,
    open_consultations,
)


def figures(at: dt.datetime) -> list[Figure]:
    """The Assembly in figures, counted anew every few minutes.

    One that is nought is left out: a young site does not boast of nothing.
    """
    today = timezone.localdate(at)
    found = cache.get_or_set(
        f"front-page-figures-{today}", lambda: _count(today), FIGURES_STAND_FOR
    )
    return cast("list[Figure]", found)


def _count(today: dt.date) -> list[Figure]:
    members = Organisation.objects.members().count()
    speakers = Appointment.objects.on(today).taken().count()
    counted = [
        (members, "member organisation", "member organisations", "/members/"),
        (Group.objects.count(), "group", "groups and forums", "/groups/"),
        (speakers, "person who speaks for us", "people who speak for us", "/representatives/"),
        (
            Consultation.objects.open(today).count(),
            "open consultation",
            "open consultations",
            "/consultations/",
        ),
    ]
    money = Award.objects.in_pounds().aggregate(total=Sum("amount"))["total"]
    return [
        *(
            Figure(f"{count:,}", one if count == 1 else many, url)
            for count, one, many, url in counted
            if count
        ),
        *([Figure(millions(money), "of public money on record", "/funding/")] if money else []),
    ]
