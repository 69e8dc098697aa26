"""The acts of an election in their order: what is done, what can be done now, and why the rest cannot."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import moment
from elections import after, rules, selectors
from elections.models import Contest, Count, Election


@dataclass(frozen=True, slots=True)
class Act:
    """One act: when it was done, or whether it can be done now. `by_form` leads to a page that asks for more."""

    label: str
    text: str
    url: str
    ruling: Ruling
    done: str = ""
    by_form: bool = False


def acts(election: Election, at: dt.datetime) -> list[Act]:
    contests = list(election.contests.all())
    return [*_before_the_poll(election, contests, at), *_after_the_poll(election, contests, at)]


def _before_the_poll(election: Election, contests: list[Contest], at: dt.datetime) -> list[Act]:
    shares = list(election.key_shares.all())
    proved = [share.proved_at for share in shares if share.proved_at]
    return [
        Act(
            "Make the key",
            "Its share is shown to you once and kept nowhere: have paper at hand. A new key replaces the old one.",
            _url("key_make", election),
            rules.may_make_key(election),
            f"Made at {moment(shares[0].made_at)}" if shares else "",
        ),
        Act(
            "Type the share back",
            "Shows that you hold it, before anybody votes in a box that only it can open.",
            _url("share_prove", election),
            rules.may_prove_share(election, shares),
            f"Done at {moment(proved[0])}" if proved else "",
            by_form=True,
        ),
        Act(
            "Give notice of poll and freeze the roll",
            "Fixes the candidates, the organisations that may vote, and the key.",
            _url("roll_freeze", election),
            rules.may_freeze_roll(
                election, shares, [selectors.readiness(contest) for contest in contests], at
            ),
            _done(election.roll_frozen_at),
        ),
    ]


def _after_the_poll(election: Election, contests: list[Contest], at: dt.datetime) -> list[Act]:
    counted = set(Count.objects.filter(contest__in=contests).values_list("contest_id", flat=True))
    uncounted = [c for c in contests if c.pk not in counted and c.stands]
    return [
        Act(
            "Publish the receipts",
            "The sorted list of all receipts, beside the number of marks on the roll.",
            _url("receipts_publish", election),
            rules.may_publish_receipts(election, at),
            _done(election.receipts_published_at),
        ),
        *(
            Act(
                f"Record the lot: {contest}",
                contest.lot_event,
                _url("lot_record", election, contest.pk),
                rules.may_record_lot(contest, election, "any", at),
                contest.lot_seed,
                by_form=True,
            )
            for contest in contests
        ),
        Act(
            "Open the ballot box",
            "Rewrites the box, then opens it with the share you type.",
            _url("box_open", election),
            rules.may_open(election, contests, at),
            _done(election.opened_at),
            by_form=True,
        ),
        Act(
            "Count",
            "Counts every contest; the provisional result is public at once.",
            _url("contests_count", election),
            rules.may_count(election, uncounted),
            "Done" if contests and not uncounted else "",
        ),
        Act(
            "Declare the result",
            "Those elected take their seats, and the sealed ballots are destroyed.",
            _url("result_declare", election),
            rules.may_declare(election, uncounted, at) and after.may_be_declared(election),
            _done(election.declared_at),
        ),
    ]


def _done(at: dt.datetime | None) -> str:
    return f"Done at {moment(at)}" if at else ""


def _url(name: str, election: Election, *more: int) -> str:
    return reverse(f"elections_officer:{name}", args=[election.pk, *more])
