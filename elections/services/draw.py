"""A recorded draw is final (`opening.record_draw`) unless two scrutineers change it, with a reason."""

import datetime as dt

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from elections import binding, box, rules
from elections.models import Contest, LotChange, Scrutineer


@transaction.atomic
def ask_for_change(
    contest: Contest, seed: str, because: str, *, by: User, at: dt.datetime | None = None
) -> LotChange:
    """The returning officer asks the scrutineers to agree to another draw. One change waits at a time."""
    contest = _hold(contest)
    rules.preparing.may_run(contest.election, by).enforce()
    seed, because = _tidy(seed), _tidy(because)
    rules.draw.may_ask_for_change(contest, contest.election, seed, because).enforce()
    sent_twice = contest.lot_changes.filter(made_at=None, seed=seed, because=because).first()
    if sent_twice:
        return sent_twice
    contest.lot_changes.filter(made_at=None).delete()
    change = LotChange(
        contest=contest,
        was=contest.lot_seed,
        seed=seed,
        because=because,
        asked_at=at or timezone.now(),
    )
    change.full_clean()
    change.save()
    data = {"sha256": binding.sha256(seed)}
    record("elections.lot_change_asked", contest, by=by, data=data)
    return change


@transaction.atomic
def agree_to_change(change: LotChange, *, by: User, at: dt.datetime | None = None) -> LotChange:
    """A scrutineer agrees to another draw. When a second one agrees, it is changed."""
    contest = _hold(change.contest)
    change = get_object_or_404(contest.lot_changes, pk=change.pk)
    scrutineer = get_object_or_404(Scrutineer, election=contest.election_id, user=by)
    rules.draw.may_agree(change, contest, scrutineer).enforce()
    now = at or timezone.now()
    change.consents.create(scrutineer=scrutineer, agreed_at=now)
    record("elections.lot_change_agreed", contest, by=by, data={"change": change.pk})
    if change.consents.count() >= rules.draw.SCRUTINEERS_NEEDED:
        contest.lot_seed = change.seed
        contest.full_clean()
        contest.save(update_fields=["lot_seed"])
        change.made_at = now
        change.save(update_fields=["made_at"])
        data = {"sha256": binding.sha256(change.seed)}
        record("elections.lot_changed", contest, by=by, data=data)
    return change


def _hold(contest: Contest) -> Contest:
    """Take the lock at which the opening waits too, and read the contest as it is now."""
    box.hold_alone(contest.election_id)
    return Contest.objects.select_related("election").get(pk=contest.pk)


def _tidy(text: str) -> str:
    return " ".join(text.split())
