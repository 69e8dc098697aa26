"""The acts of an election in their order: what is done, what can be done now, and why the rest cannot."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment
from elections import (
    box_selectors,
    declaration,
    election_status,
    frozen_roll,
    nominations,
    rules,
    selectors,
)
from elections.models import Contest, Count, Election, KeyShare
from elections.shares import FEWEST_NEEDED


@dataclass(frozen=True, slots=True)
class Act:
    """One act: when it was done, or whether it can be done now. `by_form` leads to a page that asks for more.

    `since` is set where somebody waits for it, and since when; `look_first` where its page can be read before then.
    """

    label: str
    text: str
    url: str
    ruling: Ruling
    done: str = ""
    by_form: bool = False
    since: dt.datetime | None = None
    look_first: str = ""


def acts(election: Election, at: dt.datetime) -> list[Act]:
    contests = list(election.contests.all())
    missed = _a_missed_poll(election, at)
    polled = [contest for contest in contests if contest.has_poll]
    before = _before_the_poll(election, contests, at)
    if election.voided_at:
        return [*before, *_of_a_void_poll(election, contests, at)]
    after = _after_the_poll(election, polled, at)
    return [*missed, *before, *after] if election.has_poll else [before[-1], after[-1]]


def next_act(election: Election, at: dt.datetime) -> Act | None:
    """The first act that can be done now and is not done; None when there is only to wait."""
    return next(
        (act for act in acts(election, at) if act.ruling and act.url and not act.done), None
    )


def _before_the_poll(election: Election, contests: list[Contest], at: dt.datetime) -> list[Act]:
    shares = list(election.key_shares.all())
    watching = list(election.scrutineers.all())
    held = rules.key.key_is_held(election, shares, watching)
    return [
        *_rulings_to_make(election),
        Act(
            "Add a contest",
            "Which seats are filled, who votes, and how the votes are counted.",
            _url("contest_add", election),
            rules.preparing.may_change_contests(election, at),
            ", ".join(map(str, contests)),
            by_form=True,
        ),
        Act(
            "Name another scrutineer" if watching else "Name a scrutineer",
            "Two at least, three as a rule: each holds a share of the key, repeats the count and signs the result."
            + (f" Named so far: {', '.join(map(str, watching))}." if watching else ""),
            _url("scrutineer_name", election),
            rules.key.may_change_scrutineers(election),
            f"{len(watching)} named" if len(watching) >= FEWEST_NEEDED else "",
            by_form=True,
        ),
        Act(
            "Make the key",
            "On a computer without network, or here. The shares are handed to the scrutineers; you hold none.",
            _url("key_ways", election),
            rules.key.may_make_key(election, watching, FEWEST_NEEDED),
            _made(election, shares),
            by_form=True,
        ),
        Act(
            "The scrutineers show that they hold their shares",
            "Each on their own page, before anybody votes in a box that only they can open.",
            "",
            held,
            "Done" if held or election.roll_frozen_at else "",
        ),
        Act(
            "Give notice of poll and freeze the roll",
            "Fixes the candidates, the organisations that may vote, and the key.",
            _url("roll_freeze", election),
            rules.roll.may_freeze_roll(
                election, held, [selectors.readiness(contest) for contest in contests], at
            ),
            _done(election.roll_frozen_at),
        ),
    ]


def _a_missed_poll(election: Election, at: dt.datetime) -> list[Act]:
    """Shown only where the announced opening has come and no roll was frozen."""
    if not election_status.missed_its_poll(election, at):
        return []
    return [
        Act(
            "Put the poll off",
            "Notice of poll was not given in time, so nobody can vote. Give the poll new dates, with a public reason.",
            _url("election_change", election),
            rules.preparing.may_change_timetable(election),
            by_form=True,
            since=election.poll_opens_at,
        )
    ]


def _rulings_to_make(election: Election) -> list[Act]:
    """Shown while a complete nomination waits: people wait for the answer."""
    if election.roll_frozen_at or not (complete := nominations.complete(election)):
        return []
    return [
        Act(
            "Rule on a nomination",
            f"Complete: {', '.join(nomination.name for nomination in complete)}.",
            _url("nomination_rule", election, complete[0].pk),
            ALLOWED,
            by_form=True,
            since=complete[0].sent_at,
        )
    ]


def _after_the_poll(election: Election, contests: list[Contest], at: dt.datetime) -> list[Act]:
    counted = set(Count.objects.filter(contest__in=contests).values_list("contest_id", flat=True))
    uncounted = [c for c in contests if c.pk not in counted and c.stands and c.has_poll]
    return [
        Act(
            "Publish the receipts",
            "The sorted list of all receipts, beside the number of marks on the roll.",
            _url("receipts_publish", election),
            rules.opening.may_publish_receipts(election, at),
            _done(election.receipts_published_at),
        ),
        *(
            Act(
                f"Record the draw: {contest}",
                contest.lot_event,
                _url("lot_record", election, contest.pk),
                rules.draw.draw_can_be_recorded(contest, election, at),
                contest.lot_seed,
                by_form=True,
            )
            for contest in contests
        ),
        *(
            Act(
                f"Change the draw: {contest}",
                "The first entry is final unless two scrutineers agree that it was mistyped.",
                _url("lot_record", election, contest.pk),
                rules.draw.draw_can_be_changed(contest, election),
                by_form=True,
            )
            for contest in contests
            if contest.lot_seed and not election.opened_at
        ),
        Act(
            "Open the ballot box",
            "Rewrites the box, then opens it with the shares that the scrutineers type.",
            _url("box_open", election),
            rules.opening.may_open(election, contests, at),
            _done(election.opened_at),
            by_form=True,
        ),
        *_of_a_void_poll(election, contests, at),
        Act(
            "Count",
            "Counts every contest; the provisional result is public at once.",
            _url("contests_count", election),
            rules.result.may_count(election, uncounted),
            "Done" if contests and not uncounted else "",
        ),
        Act(
            "Declare the result",
            "Those elected take their seats, and the sealed ballots are deleted.",
            _url("result_declare", election),
            declaration.may_be_declared(election, at),
            _done(election.declared_at, rules.result.traces_are_wiped(election)),
            by_form=True,
            look_first="See what would be declared" if counted or not election.has_poll else "",
        ),
    ]


def _of_a_void_poll(election: Election, contests: list[Contest], at: dt.datetime) -> list[Act]:
    """Shown only where a poll can be declared void, or has been."""
    if election.voided_at:
        done = all(not contest.stands for contest in contests if contest.has_poll)
        return [
            Act(
                "Run the poll again",
                f"Declared void: {election.voided_because} The candidates stay; the key and the roll are new. "
                f"{rules.result.traces_are_wiped(election).reason}",
                _url("election_again", election),
                refused("It is run again already.") if done else ALLOWED,
                "Done" if done else "",
                by_form=True,
            )
        ]
    shares = list(election.key_shares.all())
    void = rules.key.may_void(
        election,
        shares,
        is_false=box_selectors.is_false(election) or frozen_roll.is_false(election, at),
    )
    if not void:
        return []
    return [
        Act(
            "Declare the poll void",
            "Its box can no longer be opened, or its box or roll is not the original one. The poll will be run again.",
            _url("poll_void", election),
            void,
            by_form=True,
        )
    ]


def _made(election: Election, shares: list[KeyShare]) -> str:
    if not shares:
        return ""
    where = "on a computer without network" if election.key_made_offline else "here"
    return (
        f"Made {where} at {moment(shares[0].made_at)}: "
        f"{election.shares_needed} of {len(shares)} shares open the box"
    )


def _done(at: dt.datetime | None, whole: Ruling = ALLOWED) -> str:
    """When it was done, and what is still to come of it."""
    if not at:
        return ""
    return f"Done at {moment(at)}" if whole else f"Done at {moment(at)}. {whole.reason}"


def _url(name: str, election: Election, *more: int) -> str:
    return reverse(f"elections_officer:{name}", args=[election.pk, *more])
