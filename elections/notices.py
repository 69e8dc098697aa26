"""The notices of an election: which are due, to whom each goes and what it says, and whom no mail reaches."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import Delegate, Organisation, VotesThrough
from assembly.membership.rules.casting import who_casts
from assembly.membership.rules.control import votes_through_sentence
from assembly.notifications.models import FailingAddress, Notification

from . import rules, selectors
from .models import Contest, Election, RollEntry, SentNotice

Notice = SentNotice.Notice
KINDS = {
    Notice.ELECTION: "elections/notice",
    Notice.CLOSING: "elections/closing",
    Notice.POLL: "elections/poll_notice",
    Notice.RESULT: "elections/result",
}
RESULT_NEWS_FOR = dt.timedelta(days=30)


def due(election: Election, at: dt.datetime) -> list[Notice]:
    """The notices that are due and still of use: a missed one is made good until what it tells of is over."""
    found = []
    if election.notice_at <= at < election.nominations_close_at:
        closing = election.nominations_close_at - dt.timedelta(days=rules.reminding.CLOSING_DAYS)
        found.append(Notice.ELECTION if at < closing else Notice.CLOSING)
    has_poll = election.roll_frozen_at and election.has_poll and not election.voided_at
    if has_poll and at < election.poll_closes_at:
        found.append(Notice.POLL)
    if election.declared_at and at < election.declared_at + RESULT_NEWS_FOR:
        found.append(Notice.RESULT)
    return found


def context_of(election: Election, notice: Notice, organisation: Organisation) -> dict[str, object]:
    context: dict[str, object] = {"organisation": organisation, "election": election}
    if notice in {Notice.ELECTION, Notice.CLOSING}:
        context["why_not"] = _why_not(election, organisation)
    if notice == Notice.POLL:
        entries = RollEntry.objects.filter(
            contest__election=election, organisation=organisation, struck_on=None
        ).select_related("contest")
        link = VotesThrough.objects.filter(organisation=organisation).first()
        context |= {
            "contests": [entry.contest for entry in entries],
            "through": votes_through_sentence(link) if link else "",
            "casters": casters_of(organisation),
        }
    return context


def _why_not(election: Election, organisation: Organisation) -> str:
    """Why it can put nobody forward, where that is so of every contest."""
    rulings = [
        rules.nominating.may_take_part(organisation, contest) for contest in election.contests.all()
    ]
    return "" if any(rulings) or not rulings else " ".join(ruling.reason for ruling in rulings)


def not_told(election: Election, notice: Notice) -> QuerySet[Organisation]:
    told = SentNotice.objects.filter(election=election, notice=notice).values("organisation")
    to = _on_roll(election) if notice == Notice.POLL else Organisation.objects.members()
    if notice == Notice.RESULT:
        to = to.filter(admitted_on__lte=_declared_on(election))
    return to.exclude(pk__in=told).order_by("pk")


def recipients(election: Election, notice: Notice, organisation: Organisation) -> list[User]:
    """Who acts for it. A result says the same to everybody: each hears it once, and nobody who came after it."""
    people = Delegate.objects.of(organisation).select_related("user")
    if notice == Notice.RESULT:
        told = Notification.objects.filter(
            kind=KINDS[notice],
            subject_type=election._meta.label_lower,
            subject_id=election.pk,
        )
        people = people.filter(started_on__lte=_declared_on(election)).exclude(
            user__in=told.values("user")
        )
    return [delegate.user for delegate in people]


def _declared_on(election: Election) -> dt.date:
    return timezone.localdate(election.declared_at)


def _on_roll(election: Election) -> QuerySet[Organisation]:
    """Those on a roll, and those whose vote one of them holds."""
    entries = RollEntry.objects.filter(contest__election=election, struck_on=None)
    on_roll = entries.values("organisation")
    through = VotesThrough.objects.filter(holder__in=on_roll).values("organisation")
    return Organisation.objects.filter(pk__in=on_roll) | Organisation.objects.filter(pk__in=through)


def casters_of(organisation: Organisation) -> str:
    casting = who_casts(Delegate.objects.of(organisation).select_related("user"))
    return " or ".join(str(delegate.user) for delegate in casting)


@dataclass(frozen=True, slots=True)
class Unreached:
    """An organisation with a vote that no mail reaches, and why."""

    organisation: Organisation
    why: str


def unreached(election: Election) -> list[Unreached]:
    """Organisations that may vote and whose every address sent our mail back, or that have nobody to write to."""
    failing = set(FailingAddress.objects.values_list("address", flat=True))
    delegates = Delegate.objects.current().select_related("user")
    found = []
    for organisation in _with_a_vote(election).prefetch_related(Prefetch("delegates", delegates)):
        addresses = [
            delegate.user.email.lower()
            for delegate in organisation.delegates.all()
            if delegate.user.is_active
        ]
        if not addresses:
            found.append(Unreached(organisation, "Nobody acts for it"))
        elif failing.issuperset(addresses):
            found.append(Unreached(organisation, "Mail to everybody who acts for it came back"))
    return found


def _with_a_vote(election: Election) -> QuerySet[Organisation]:
    if election.roll_frozen_at:
        entries = RollEntry.objects.filter(contest__election=election, struck_on=None)
        keys: Iterable[int] = entries.values_list("organisation_id", flat=True)
    else:
        contests: Iterable[Contest] = election.contests.all()
        keys = {
            key
            for contest in contests
            for key in selectors.electorate_of(contest).values_list("pk", flat=True)
        }
    return Organisation.objects.filter(pk__in=keys).order_by("name", "pk")
