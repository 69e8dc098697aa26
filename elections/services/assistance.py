"""The second person at a vote of staff, who proves with a code of their own that they are there."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from elections import participants, rules
from elections.models import Contest, RollEntry

from .proof import check_code, send_code


@dataclass(frozen=True, slots=True)
class Proved:
    """A person, and the code that shows that they are there."""

    user: User
    code: str

    def __repr__(self) -> str:
        return f"Proved({self.user.pk}, …)"  # a code must not reach a log through its repr


@sensitive_variables("person")
def second_person(
    contest: Contest, person: Proved, *, by: User, at: dt.datetime | None = None
) -> None:
    """Accept the second person at a vote of staff, and use their code up."""
    standing = participants.people_standing(contest.election)
    rules.staff.may_assist(person.user, by, standing).enforce()
    check_code(person.user, person.code, contest.election, at=at)


@sensitive_variables("readers")
def two_scrutineers(
    contest: Contest, readers: tuple[Proved, Proved], *, at: dt.datetime | None = None
) -> None:
    """Accept two scrutineers who read the last paper ballots, and use their codes up."""
    one, other = readers
    rules.staff.may_read_at_the_count(
        one.user,
        other.user,
        participants.scrutineers_of(contest.election),
        participants.people_standing(contest.election),
    ).enforce()
    for reader in readers:
        check_code(reader.user, reader.code, contest.election, at=at)


def send_code_to(
    contest: Contest, person: User, *, by: User, at: dt.datetime | None = None
) -> None:
    """Mail a code to who will be the second person, or to a scrutineer who reads paper ballots at the count."""
    rules.preparing.may_run(contest.election, by).enforce()
    if person.pk not in participants.scrutineers_of(contest.election):
        standing = participants.people_standing(contest.election)
        rules.staff.may_assist(person, by, standing).enforce()
    send_code(person, contest.election, at=at)


@contextmanager
def noting_what_is_told(entry: RollEntry, second: Proved, *, by: User) -> Iterator[None]:
    """Record it when two people of staff are told that an organisation has voted.

    Nobody can ask it otherwise: it is told only after the second person's code, and who was told is on the record.
    """
    try:
        yield
    except RuleBroken as refusal:
        if str(refusal) == rules.voting.has_voted(entry.organisation).reason:
            record("elections.mark_told", entry, by=by, data={"second": second.user.pk})
        raise
