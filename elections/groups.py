"""What joining or leaving a group means for the contests in which its members vote (docs/design.md, fairness)."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from assembly.core.templatetags.assembly import day
from assembly.membership.models import Organisation
from forums.groups.consequences import Change
from forums.models import Group

from .models import Contest, RollEntry
from .rules.moments import closing


def contests_of_the_group(
    group: Group, organisation: Organisation, change: Change, at: dt.datetime
) -> Iterable[str]:
    """One sentence for each contest that is announced and still open: it says what becomes of the vote."""
    contests = [contest for contest in _announced(group, at) if contest.has_poll]
    frozen = [contest for contest in contests if contest.election.roll_frozen_at]
    on_roll = set(
        RollEntry.objects.filter(
            contest__in=frozen, organisation=organisation, struck_on=None
        ).values_list("contest_id", flat=True)
    )
    for contest in contests:
        yield _sentence(contest, organisation, change, is_on_roll=contest.pk in on_roll)


def _announced(group: Group, at: dt.datetime) -> QuerySet[Contest]:
    return (
        Contest.objects.filter(
            electorate=Contest.Electorate.GROUP,
            group=group,
            polled_again_because="",
            election__is_rehearsal=False,
            election__notice_at__lte=at,
            election__poll_closes_at__gt=at,
            election__voided_at=None,
        )
        .select_related("election")
        .order_by("election__poll_closes_at", "pk")
    )


def _sentence(
    contest: Contest, organisation: Organisation, change: Change, *, is_on_roll: bool
) -> str:
    election = contest.election
    if change == Change.IS_REMOVED:
        return (
            f"Notice of “{contest}” has been given: {organisation} stays on its roll all the same."
        )
    electing = f"The group is electing: “{contest}”."
    if not election.roll_frozen_at:
        frozen = closing(election.poll_notice_at)
        if change == Change.JOINS:
            return f"{electing} The roll is fixed at {frozen}: an organisation that is in the group then has a vote."
        return f"{electing} If {organisation} is not in the group when the roll is fixed at {frozen}, it has no vote."
    fixed = f"The roll was fixed on {day(election.roll_frozen_at)}"
    closes = f"voting closes at {closing(election.poll_closes_at)}"
    if is_on_roll:
        stays = "It stays on it" if change == Change.LEAVES else "It is on it"
        return f"{electing} {fixed}. {stays}, and can vote: {closes}."
    if change == Change.JOINS:
        return f"{electing} {fixed}, so joining now gives no vote in it."
    return f"{electing} {fixed}, and {organisation} is not on it."
