"""Whatever changes an organisation's people, the site notes whose hands its vote comes into, and since when."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors, vote_changes
from assembly.membership.models import Organisation
from assembly.membership.rules.casting import Way


@contextmanager
def noting_who_casts(
    organisation: Organisation, way: Way, *, by: User | None, at: dt.datetime
) -> Iterator[None]:
    """Around every act on the organisation's people: mark those who cast its vote from now on and did not before.

    Not only who is named: when a voter goes, the leads cast in their stead. An organisation that had nobody is no
    exception: its place on a roll is a vote, which its real people may never have been asked about.
    """
    before = {one.pk for one in rules.casting.who_casts(selectors.current_delegates(organisation))}
    yield
    after = rules.casting.who_casts(selectors.current_delegates(organisation))
    new = [one for one in after if one.pk not in before]
    for delegate in new:
        delegate.casts_since = at
        delegate.save(update_fields=["casts_since"])
        record(
            "membership.vote_passed",
            organisation,
            by=by,
            data={"to": delegate.user_id, "way": way.value},
        )
    if new:
        vote_changes.tell(organisation, [one.user for one in new], at)


def note_address_change(user: User, at: dt.datetime) -> None:
    """`Way.NEW_ADDRESS`: told as if the vote had passed to another person. The moment stands with the account."""
    for organisation in selectors.casts_for(user):
        vote_changes.tell(organisation, [user], at)
