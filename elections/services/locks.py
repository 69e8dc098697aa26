"""What acts on one contest wait at, and in which order rows are locked.

The order is the same for every act, so that no two wait for each other for ever: the ballot box (`elections.box`), then
the election, its contests, a nomination or objection, a candidate.
"""

from elections.models import Contest


def lock_contest(pk: int) -> Contest:
    """Return the contest under its lock.

    Nothing is joined to it: PostgreSQL would show the joined rows as they were before the wait, and so an election as
    not yet frozen or declared. What is read from the contest afterwards is as the act before left it.
    """
    return Contest.objects.select_for_update().get(pk=pk)
