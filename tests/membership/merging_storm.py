"""Merges of records that meet each other, or the freeze of a roll: see `tests.storm`.

Each returns for each attempt the refusal that was read, or nothing when it succeeded.
"""

from assembly.accounts.models import User
from assembly.membership import merging
from assembly.membership.models import Merge, Organisation
from assembly.membership.services import merging as services
from elections.models import Election
from elections.services import roll
from tests.elections.acts_storm import at_once, into_the_middle, officer_of

MANY = 8


def confirmed(*merges: int) -> list[str]:
    """Each of these merges is confirmed by somebody who has looked at it before, all at the same moment."""
    return at_once(lambda act: act(), [_confirming(pk) for pk in merges])


def confirmed_in_a_merge(first: int, second: int) -> list[str]:
    return into_the_middle(_confirming(first), (merging, "move_all"), _confirming(second))


def withdrawn_in_a_merge(merge: int) -> list[str]:
    made, by = Merge.objects.get(pk=merge), _second_person()
    return into_the_middle(
        _confirming(merge),
        (merging, "move_all"),
        lambda: services.withdraw_merge(made, by=by),
    )


def proposed(*pairs: list[int]) -> list[str]:
    """Each pair, kept and gone, is proposed by several people at the same moment."""
    return at_once(lambda act: act(), [_proposing(*pair) for pair in pairs * (MANY // len(pairs))])


def proposed_in_a_merge(merge: int, kept: int, gone: int) -> list[str]:
    return into_the_middle(_confirming(merge), (merging, "move_all"), _proposing(kept, gone))


def frozen_in_a_merge(merge: int, election: int) -> list[str]:
    """Notice of poll is given while two members become one."""
    return into_the_middle(_confirming(merge), (merging, "move_all"), _freezing(election))


def merged_in_a_freeze(merge: int, election: int) -> list[str]:
    return into_the_middle(_freezing(election), (roll.selectors, "readiness"), _confirming(merge))


def frozen_and_merged(merge: int, election: int) -> list[str]:
    return at_once(lambda act: act(), [_freezing(election), _confirming(merge)])


def _confirming(pk: int):
    merge, by = Merge.objects.get(pk=pk), _second_person()
    shown = merging.digest(merge.kept, merge.gone)
    return lambda: services.confirm_merge(merge, shown=shown, by=by)


def _proposing(kept: int, gone: int):
    records = Organisation.objects.in_bulk([kept, gone])
    by = User.objects.get(name="Dev Das")
    return lambda: services.propose_merge(records[kept], records[gone], "One committee.", by=by)


def _freezing(pk: int):
    election = Election.objects.get(pk=pk)
    by, at = officer_of(election), election.poll_notice_at
    return lambda: roll.freeze_roll(election, by=by, at=at)


def _second_person() -> User:
    return User.objects.get(name="Bola Bello")
