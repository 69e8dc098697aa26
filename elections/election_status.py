"""How far an election has come, as lists and its own page say it; `stage` decides the order in lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse
from django.utils import timezone

from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import day, moment, short_day
from assembly.core.time_left import left_words

from .models import Election
from .rules.moments import closing
from .timetable import AFTER_THE_FREEZE, MILESTONES, Milestone, Phase


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timetable on the page."""

    label: str
    when: str
    state: str
    text: str = ""


DONE = {
    "poll_notice_at": "roll_frozen_at",
    "receipts_at": "receipts_published_at",
    "opening_at": "opened_at",
}


def is_still_to_do(election: Election, milestone: Milestone) -> bool:
    """Whether somebody still has to do what this instant is for."""
    return milestone.field in DONE and not getattr(election, DONE[milestone.field])


def is_cancelled(election: Election, milestone: Milestone) -> bool:
    """Whether what was due at this instant will not happen: no contest has a poll, or the poll was declared void."""
    instant = getattr(election, milestone.field)
    if not election.has_poll and instant > election.poll_notice_at:
        return True
    return bool(election.voided_at) and (
        instant > election.voided_at or is_still_to_do(election, milestone)
    )


def steps(election: Election, at: dt.datetime) -> list[Step]:
    """The timetable, with what is done, what is now, and what should have been done by now."""
    phase = election.phase(at)
    found = []
    for milestone in MILESTONES:
        instant = getattr(election, milestone.field)
        if is_cancelled(election, milestone):
            continue
        late = at >= instant and is_still_to_do(election, milestone)
        not_held = milestone.field in AFTER_THE_FREEZE and missed_its_poll(election, at)
        found.append(
            Step(
                label=milestone.label,
                when=closing(instant),
                state="next"
                if not_held
                else _state(
                    instant, at, is_now=milestone.begins == phase and not election.declared_at
                ),
                text="Not held" if not_held else "Not done yet" if late else "",
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
    if missed_its_poll(election, at):
        return "Voting has not opened", "red"
    phase = election.phase(at)
    if phase in {Phase.CHALLENGE, Phase.DECLARATION} and not election.opened_at:
        return "Voting closed", "orange"
    return STATUS[phase]


class Stage(IntEnum):
    """What an election asks of people, in the order in which lists show elections."""

    VOTE_NOW = 1
    NOMINATE_NOW = 2
    COMING = 3
    BEING_COUNTED = 4
    DECLARED = 5


STAGES = {
    Stage.VOTE_NOW: "Vote now",
    Stage.NOMINATE_NOW: "Nominate now",
    Stage.COMING: "Coming up",
    Stage.BEING_COUNTED: "Being counted",
    Stage.DECLARED: "Declared",
}


def stage(election: Election, at: dt.datetime) -> Stage:
    """What is asked of people now. A void poll has been declared void, and asks for nothing."""
    if election.declared_at or election.voided_at:
        return Stage.DECLARED
    if not election.has_poll:
        return Stage.BEING_COUNTED
    if missed_its_poll(election, at):
        return Stage.COMING
    phase = election.phase(at)
    if phase == Phase.POLL:
        return Stage.VOTE_NOW
    if phase == Phase.NOMINATIONS:
        return Stage.NOMINATE_NOW
    return Stage.COMING if at < election.poll_opens_at else Stage.BEING_COUNTED


def by_stage(
    elections: Iterable[Election], at: dt.datetime
) -> list[tuple[Stage, str, list[Election]]]:
    """Each stage that has elections, with its heading and its elections, first what goes on first.

    So nothing that is over stands above something that can be acted on.
    """
    found: dict[Stage, list[Election]] = {}
    for election in elections:
        found.setdefault(stage(election, at), []).append(election)
    return [
        (
            each,
            STAGES[each],
            sorted(found[each], key=lambda one: (_goes_on(one, each, at), one.pk)),
        )
        for each in sorted(found)
    ]


def _goes_on(election: Election, now: Stage, at: dt.datetime) -> dt.datetime:
    """The date by which a list orders the elections of a stage: the one that a card shows."""
    return opens_next(election, at) if now == Stage.COMING else next_milestone(election, at)[0]


def acts_until(election: Election, at: dt.datetime) -> dt.datetime | None:
    """When the time to do what the election asks for now ends."""
    until = {
        Stage.VOTE_NOW: election.poll_closes_at,
        Stage.NOMINATE_NOW: election.nominations_close_at,
    }
    return until.get(stage(election, at))


def days_left(election: Election, at: dt.datetime) -> str:
    """How long people can still act; of what is coming, how long until they can; else empty."""
    if until := acts_until(election, at):
        return left_words(until, at).capitalize()
    if stage(election, at) == Stage.COMING and not missed_its_poll(election, at):
        opens = opens_next(election, at)
        days = (timezone.localdate(opens) - timezone.localdate(at)).days
        return f"In {in_words(days, 'days')}" if days else "Today"
    return ""


def opens_next(election: Election, at: dt.datetime) -> dt.datetime:
    """When people can next do something in what is coming: nominate, or else vote."""
    if at < election.nominations_open_at:
        return election.nominations_open_at
    return election.poll_opens_at


def act(election: Election, at: dt.datetime) -> tuple[str, str]:
    """The words of the button that a list shows for an election, and where it leads."""
    page = election.get_absolute_url()
    now = stage(election, at)
    if now in {Stage.VOTE_NOW, Stage.NOMINATE_NOW}:
        return ("Vote" if now == Stage.VOTE_NOW else "Nominate"), page
    if has_result(election):
        return "See the result", reverse("elections:election_result", args=[election.slug])
    if now == Stage.BEING_COUNTED and election.receipts_published_at:
        return "See the receipts", reverse("elections:receipt_list", args=[election.slug])
    return ("See the timetable" if now == Stage.BEING_COUNTED else "See the election"), page


def has_result(election: Election) -> bool:
    """Whether its result page says who is elected."""
    return bool(not election.voided_at and (election.opened_at or not election.has_poll))


def next_milestone(election: Election, at: dt.datetime) -> tuple[dt.datetime, str]:
    """When the timetable goes on, and with what; after its end, since when only the declaration is left."""
    to_come = [
        (getattr(election, one.field), one.label)
        for one in MILESTONES
        if getattr(election, one.field) > at and not is_cancelled(election, one)
    ]
    return min(to_come) if to_come else (election.challenge_ends_at, "")


def milestone_to_come(election: Election, at: dt.datetime) -> str:
    when, label = next_milestone(election, at)
    return f"{label}: {closing(when)}" if label else "Every date in the timetable has passed"


def missed_its_poll(election: Election, at: dt.datetime) -> bool:
    """Whether the announced hour of the poll came and no roll was frozen, so that nobody can vote."""
    return at >= election.poll_opens_at and not election.roll_frozen_at


def card(election: Election, at: dt.datetime) -> Card:
    tag, colour = status(election, at)
    action, action_url = act(election, at)
    return Card(
        heading=str(election),
        url=election.get_absolute_url(),
        text=election.purpose,
        meta=how_it_goes(election, at),
        tag=tag,
        colour=colour,
        left=days_left(election, at),
        action=action,
        action_url=action_url,
    )


def how_it_goes(election: Election, at: dt.datetime) -> str:
    """One sentence without its full stop: how the election ended, or what comes next and when."""
    return _outcome(election) or _next(election, at)


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
    if phase == Phase.PREPARATION:
        return f"Notice of election at {moment(election.notice_at)}"
    if missed_its_poll(election, at):
        return "Notice of poll was not given in time: the returning officer has to set new dates"
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
