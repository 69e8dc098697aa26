"""A vote by telephone: the voter says it, two members of staff hear it, and the first of them types it."""

import datetime as dt
from collections.abc import Sequence

from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from elections import rules
from elections.models import RollEntry

from .assistance import Proved, noting_what_is_told, second_person
from .voting import cast_ballot


@sensitive_variables()
def cast_by_telephone(
    entry: RollEntry,
    *,
    voter: User,
    ranking: Sequence[int],
    second: Proved,
    by: User,
    at: dt.datetime | None = None,
) -> str:
    """Cast what both heard, as the voter's own form would: the same rules, the same transaction. Return the receipt.

    The code shows that the second person is there. It is used up before the vote, whose transaction may hold nothing
    that is not the vote's. The receipt has no signature: two people have seen it, and it left the site by a voice.
    """
    contest = entry.contest
    rules.preparing.may_run(contest.election, by).enforce()
    rules.staff.may_hear(voter, (by, second.user)).enforce()
    second_person(contest, second, by=by, at=at)
    with noting_what_is_told(entry, second, by=by):
        return cast_ballot(
            contest,
            entry.organisation,
            ranking=ranking,
            by=voter,
            channel=RollEntry.Channel.TELEPHONE,
            at=at,
        )
