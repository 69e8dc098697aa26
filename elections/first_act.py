"""The box at the top of an election's page: what people can do now, how long is left, and the button for it."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from assembly.core.act_box import ActBox, Aside, Button
from assembly.core.templatetags.assembly import day

from .election_status import Stage, days_left, has_result, how_it_goes, missed_its_poll, stage
from .models import Election
from .rules.moments import closing
from .selectors import VotingRight

HOW_TO_NOMINATE = (
    "A member organisation puts a person forward. Two other members propose and second, and the candidate "
    "accepts, all before nominations close."
)


def box(
    request: HttpRequest, election: Election, standings: Sequence[VotingRight], at: dt.datetime
) -> ActBox | None:
    """None before the notice of election: there is nothing to do yet."""
    if at < election.notice_at:
        return None
    match stage(election, at):
        case Stage.VOTE_NOW:
            return _vote(request, election, standings, at)
        case Stage.NOMINATE_NOW:
            return _nominate(request, election, standings, at)
        case Stage.COMING:
            return _coming(election, standings, at)
        case Stage.BEING_COUNTED:
            return _closed(election, standings, at)
    return _ended(election, standings, at)


def _vote(
    request: HttpRequest, election: Election, standings: Sequence[VotingRight], at: dt.datetime
) -> ActBox:
    can, others = (
        [one for one in standings if one.ruling],
        [one for one in standings if not one.ruling],
    )
    buttons = tuple(_ballot(one, election, many=_has_several_contests(standings)) for one in can)
    notes = _notes(others)
    if not request.user.is_authenticated:
        buttons = (Button("Sign in to vote", _after_sign_in("ballot_fill", election)),)
    elif not standings:
        notes = ("Only organisations vote, and you do not act for one yet. Find yours, or join.",)
    return ActBox(
        "Vote now",
        f"Voting closes at {closing(election.poll_closes_at)}. One vote for each organisation.",
        left=days_left(election, at),
        buttons=buttons,
        notes=notes,
        asides=() if standings else _asides(election),
    )


def _ballot(standing: VotingRight, election: Election, *, many: bool) -> Button:
    """The organisation and the contest travel in the body, as they do from page to page of the ballot."""
    label = f"Vote for {standing.organisation}"
    return Button(
        f"{label}: {standing.contest}" if many else label,
        reverse("elections:ballot_fill", args=[election.slug]),
        sends=(
            ("organisation", str(standing.organisation.pk)),
            ("contest", str(standing.contest.pk)),
        ),
    )


def way_in(request: HttpRequest, election: Election, at: dt.datetime) -> Button | None:
    """The button for somebody who has just learned that their organisation has a vote, while voting is open."""
    if stage(election, at) != Stage.VOTE_NOW:
        return None
    if request.user.is_authenticated:
        return Button("Go to the vote", election.get_absolute_url())
    return Button("Sign in to vote", _after_sign_in("ballot_fill", election))


def _nominate(
    request: HttpRequest, election: Election, standings: Sequence[VotingRight], at: dt.datetime
) -> ActBox:
    act = reverse("elections:nomination_add", args=[election.slug])
    buttons: tuple[Button, ...] = ()
    notes: tuple[str, ...] = ()
    if not request.user.is_authenticated:
        buttons = (Button("Sign in to nominate", _after_sign_in("nomination_add", election)),)
    elif standings:
        buttons = (Button("Put somebody forward", act),)
    else:
        notes = (
            "Only member organisations nominate, and you do not act for one yet. Find yours, or join.",
        )
    return ActBox(
        "Nominate now",
        f"Nominations close at {closing(election.nominations_close_at)}.",
        left=days_left(election, at),
        buttons=buttons,
        notes=(HOW_TO_NOMINATE, *notes, *_notes(standings)),
        asides=() if standings else _asides(election),
    )


def _coming(election: Election, standings: Sequence[VotingRight], at: dt.datetime) -> ActBox:
    nominations = at < election.nominations_open_at
    title = "Nominations open soon" if nominations else "Voting opens soon"
    if missed_its_poll(election, at):
        title = "Voting has not opened"
    asks = Button(*_question(election), is_second=True)
    return ActBox(
        title,
        f"{how_it_goes(election, at)}.",
        left=days_left(election, at),
        buttons=() if standings else (asks,),
        notes=_notes(standings),
        asides=() if standings else _asides(election)[1:],
    )


def _closed(election: Election, standings: Sequence[VotingRight], at: dt.datetime) -> ActBox:
    if not election.has_poll:
        title = "No vote is needed"
    else:
        title = "The result is provisional" if election.opened_at else "Voting has closed"
    return ActBox(
        title,
        f"{how_it_goes(election, at)}.",
        buttons=_results(election),
        notes=_notes(standings if election.has_poll else ()),
    )


def _ended(election: Election, standings: Sequence[VotingRight], at: dt.datetime) -> ActBox:
    if election.voided_at:
        return ActBox("The poll is void", election.voided_because, buttons=_results(election))
    return ActBox(
        "The result is declared",
        f"{how_it_goes(election, at)}. The term starts on {day(election.term_starts_on)}.",
        buttons=_results(election),
        notes=_notes(standings if election.has_poll else ()),
    )


def _results(election: Election) -> tuple[Button, ...]:
    found = []
    if has_result(election):
        result = reverse("elections:election_result", args=[election.slug])
        found.append(Button("See the result", result))
    if election.receipts_published_at:
        receipts = reverse("elections:receipt_list", args=[election.slug])
        found.append(Button("See the receipts of the ballots", receipts, is_second=bool(found)))
    return tuple(found)


def _notes(standings: Sequence[VotingRight]) -> tuple[str, ...]:
    """One for each organisation of the reader: that it has voted, or why it may not."""
    return tuple(one.sentence for one in standings)


def _has_several_contests(standings: Sequence[VotingRight]) -> bool:
    return len({one.contest.pk for one in standings}) > 1


def _asides(election: Election) -> tuple[Aside, ...]:
    """For people who act for no organisation here, or have not signed in."""
    join = Aside("Not a member? Join the Assembly", reverse("membership:join"))
    return Aside(*_question(election)), join


def _question(election: Election) -> tuple[str, str]:
    page = reverse("elections:who_votes", args=[election.slug])
    return "Does my organisation have a vote?", page


def _after_sign_in(name: str, election: Election) -> str:
    there = reverse(f"elections:{name}", args=[election.slug])
    return f"{reverse('account_login')}?{urlencode({'next': there})}"
