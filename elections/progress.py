"""How far an election has come, as lists and its own page say it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from assembly.core.templatetags.assembly import day, moment, short_day

from .models import (
    Election,
)
from .rules import closing
from .timetable import MILESTONES, Phase


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timetable on the page."""

    label: str
    when: str
    state: str
    text: str = ""


def steps(election: Election, at: dt.datetime) -> list[Step]:
    """The timetable, with what is done, what is now, and what should have been done by now."""
    done = {
        "poll_notice_at": election.roll_frozen_at,
        "receipts_at": election.receipts_published_at,
        "opening_at": election.opened_at,
    }
    phase = election.phase(at)
    found = []
    for milestone in MILESTONES:
        instant = getattr(election, milestone.field)
        if not election.has_poll and instant > election.poll_notice_at:
            continue
        late = at >= instant and milestone.field in done and not done[milestone.field]
        if election.voided_at and (late or instant > election.voided_at):
            continue
        found.append(
            Step(
                label=milestone.label,
                when=closing(instant),
                state=_state(
                    instant, at, is_now=milestone.begins == phase and not election.declared_at
                ),
                text="Not done yet" if late else "",
            )
        )
    return [*found, *_end(election, at)]


def _end(election: Election, at: dt.datetime) -> list[Step]:
    """What ends an election: the declaration and the term, or that its poll is void."""
    if election.voided_at:
        return [Step(label="Poll declared void", when=moment(election.voided_at), state="now")]
    return [
        Step(
            label="Result declared",
            when=moment(election.declared_at)
            if election.declared_at
            else "After the challenges"
            if election.has_poll
            else "Soon: there is no vote",
            state="done" if election.declared_at else "next",
        ),
        Step(
            label="Term starts",
            when=day(election.term_starts_on),
            state="done" if timezone.localdate(at) >= election.term_starts_on else "next",
        ),
    ]


def _state(instant: dt.datetime, at: dt.datetime, *, is_now: bool) -> str:
    if at < instant:
        return "next"
    return "now" if is_now else "done"


STATUS = {
    Phase.PREPARATION: ("In preparation", "grey"),
    Phase.NOTICE: ("Announced", "yellow"),
    Phase.NOMINATIONS: ("Nominations open", "yellow"),
    Phase.WITHDRAWALS: ("Nominations closed", "yellow"),
    Phase.SETTLED: ("Candidates known", "yellow"),
    Phase.POLL_NOTICE: ("Voting opens soon", "yellow"),
    Phase.POLL: ("Voting open", "green"),
    Phase.CLOSED: ("Voting closed", "orange"),
    Phase.RECEIPTS: ("Voting closed", "orange"),
    Phase.CHALLENGE: ("Result provisional", "orange"),
    Phase.DECLARATION: ("Awaiting declaration", "orange"),
}


def status(election: Election, at: dt.datetime) -> tuple[str, str]:
    """What a tag says of an election, and its colour."""
    if election.voided_at:
        return "Poll void", "red"
    if election.declared_at:
        return "Declared", "purple"
    if not election.has_poll:
        return "No poll needed", "orange"
    phase = election.phase(at)
    if phase in {Phase.CHALLENGE, Phase.DECLARATION} and not election.opened_at:
        return "Voting closed", "orange"
    return STATUS[phase]


@dataclass(frozen=True, slots=True)
class Card:
    """An election in a list."""

    election: Election
    tag: str
    colour: str
    meta: str


def card(election: Election, at: dt.datetime) -> Card:
    tag, colour = status(election, at)
    return Card(election, tag, colour, _outcome(election) or _next(election, at))


def _outcome(election: Election) -> str:
    """How an election ended; empty while it goes on."""
    if election.voided_at:
        return f"The poll was declared void on {short_day(election.voided_at)}"
    if election.declared_at:
        return f"Declared on {short_day(election.declared_at)}"
    return "" if election.has_poll else "Nobody is opposed: there is no vote"


def _next(election: Election, at: dt.datetime) -> str:
    """Until when something can be done now, or when it can be; after the close, since when not."""
    phase = election.phase(at)
    if phase == Phase.NOTICE:
        return f"Nominations open at {moment(election.nominations_open_at)}"
    if phase == Phase.NOMINATIONS:
        return f"Nominations close at {closing(election.nominations_close_at)}"
    if at < election.poll_opens_at:
        return f"Voting opens at {moment(election.poll_opens_at)}"
    if phase == Phase.POLL:
        return f"Voting closes at {closing(election.poll_closes_at)}"
    if phase == Phase.CHALLENGE and election.opened_at:
        return f"The result can be challenged until {closing(election.challenge_ends_at)}"
    return f"Voting closed at {closing(election.poll_closes_at)}"


def provisional(election: Election, at: dt.datetime) -> str:
    """What a result that is not declared still waits for."""
    if not election.has_poll:
        return "It stands once the returning officer declares it."
    until = closing(election.challenge_ends_at)
    if at < election.challenge_ends_at:
        return f"It can be challenged until {until}."
    return (
        f"It could be challenged until {until}, and stands once the returning officer declares it."
    )
