"""What the front page shows besides its words: what is open now, and the Assembly in figures."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.consultations.window import FULL_IN_WORDS
from assembly.core.addresses import page_at
from assembly.core.templatetags.assembly import millions
from assembly.core.time_left import days_left, left_in_words
from assembly.funding.figures import added_up
from assembly.membership.models import Organisation
from assembly.partners.models import Appointment
from elections import election_status
from elections.election_status import Stage
from elections.models import Election
from elections.to_do import has_a_vote_left
from forums.models import Group

NOTICES_AT_MOST = 6
NEWS_FOR = dt.timedelta(days=21)  # so long a result is news
VOTE, NOMINATE, RESPOND = "Vote", "Nominate", "Respond"


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


@dataclass(frozen=True, slots=True)
class FirstAct:
    """A verb at the very top, and where it can be done."""

    label: str
    url: str
    note: str = ""


def notices(at: dt.datetime) -> list[Notice]:
    """What is open now, first what closes first."""
    return _open(at)[:NOTICES_AT_MOST]


def _open(at: dt.datetime) -> list[Notice]:
    found = [notice for source in SOURCES for notice in source(at)]
    return sorted(found, key=lambda notice: (notice.closes_at, notice.heading))


def first_acts(at: dt.datetime) -> list[FirstAct]:
    """What people come for now, one line for each verb: polls, nominations, consultations, then results.

    Where there is one thing to do the verb leads straight to it, else to the list.
    """
    lists = {
        VOTE: reverse("elections:election_list"),
        NOMINATE: reverse("elections:election_list"),
        RESPOND: page_at("consultations"),
    }
    found = []
    open_now = _open(at)
    for verb, address in lists.items():
        those = [notice for notice in open_now if notice.action == verb]
        if those:
            first = those[0]
            note = f"{first.heading}: {left_in_words(first.days_left)}"
            found.append(FirstAct(verb, first.url if len(those) == 1 else address, note))
    return [*found, *_new_result(at)]


def starts_at_my_assembly(acts: list[FirstAct], user: object, at: dt.datetime) -> bool:
    """Whether “Vote” is no first button for this person: they have cast every vote they can, or can cast none."""
    return (
        bool(acts)
        and acts[0].label == VOTE
        and isinstance(user, User)
        and not has_a_vote_left(user, at)
    )


def _new_result(at: dt.datetime) -> Iterator[FirstAct]:
    """The newest result, provisional or declared, while it is news."""
    counted = Election.objects.real().public(at).filter(voided_at=None)
    newest = counted.filter(opened_at__gt=at - NEWS_FOR).order_by("-opened_at", "-pk").first()
    if newest:
        url = reverse("elections:election_result", args=[newest.slug])
        yield FirstAct("See the result", url, newest.title)


def open_elections(at: dt.datetime) -> Iterator[Notice]:
    for election in Election.objects.real().public(at).filter(poll_closes_at__gt=at):
        match election_status.stage(election, at):
            case Stage.NOMINATE_NOW:
                kind, action, closes_at = "Nominations", NOMINATE, election.nominations_close_at
            case Stage.VOTE_NOW:
                kind, action, closes_at = "Voting", VOTE, election.poll_closes_at
            case _:
                continue
        yield Notice(
            kind=kind,
            heading=election.title,
            url=election.get_absolute_url(),
            action=action,
            closes_at=closes_at,
            days_left=days_left(closes_at, at),
        )


def open_consultations(at: dt.datetime) -> Iterator[Notice]:
    today = timezone.localdate(at)
    # A line shows the page's title, and an address made of two slugs.
    consultations = Consultation.objects.open(today).with_page()
    for consultation in consultations[:NOTICES_AT_MOST]:
        window = consultation.window
        if window is None:  # the database refuses a published one without its days
            continue
        yield Notice(
            kind="Consultation",
            heading=consultation.page.title,
            url=consultation.get_absolute_url(),
            action=RESPOND,
            closes_at=window.ends_at(),
            days_left=window.days_left(today),
            host=consultation.body.name,
            note=f"Week {window.week(today)} of {window.weeks}"
            if window.is_full
            else f"Short window: {window.shortfall} days less than {FULL_IN_WORDS}",
        )


SOURCES: tuple[Callable[[dt.datetime], Iterator[Notice]], ...] = (
    open_elections,
    open_consultations,
)


def figures(at: dt.datetime) -> list[Figure]:
    """The Assembly in figures. One that is nought is left out: a young site does not boast of nothing."""
    today = timezone.localdate(at)
    members = Organisation.objects.members().count()
    speakers = Appointment.objects.on(today).taken().for_the_sector().count()
    members_list, speakers_list, funding = map(
        reverse, ("membership:organisation_list", "partners:representatives", "funding:overview")
    )
    counted = [
        (members, "member organisation", "member organisations", members_list),
        (Group.objects.count(), "group", "groups and forums", page_at("groups")),
        (speakers, "person who speaks for us", "people who speak for us", speakers_list),
        (
            Consultation.objects.open(today).count(),
            "open consultation",
            "open consultations",
            page_at("consultations"),
        ),
    ]
    money = added_up().rows.aggregate(total=Sum("amount"))["total"]
    return [
        *(
            Figure(f"{count:,}", one if count == 1 else many, str(url))
            for count, one, many, url in counted
            if count
        ),
        *([Figure(millions(money), "of public money on record", funding)] if money else []),
    ]
