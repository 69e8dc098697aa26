"""Class and flag awards: one act, however many awards it changes."""

import hashlib
from collections.abc import Mapping

from django.db import transaction

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.funding import figures
from assembly.funding.models import Award, Classing, JudgementChange

from . import rules, selectors
from .selectors import code

CHUNK = 500


@transaction.atomic
def class_awards(
    seen: Mapping[int, str], judgement: Mapping[str, str | bool | None], *, by: User
) -> int:
    """Say this of every award; returns how many that changes. All or none.

    `seen` is each award with its stamp as the person saw it: if one is different now, nothing is saved.
    """
    rules.may_be_classed(len(seen)).enforce()
    awards = _locked(sorted(seen))
    found = {award.pk: selectors.stamp_of(award) for award in awards}
    rules.are_as_seen(seen, found).enforce()
    changes = [change for award in awards for change in _changes(award, judgement)]
    changed = sorted({change.award_id for change in changes})
    if changed:
        _write(changes, changed, judgement, by)
        figures.renew(classed_only=True)
    return len(changed)


def _locked(keys: list[int]) -> list[Award]:
    """In the order of their keys, so that two people at once wait and do not block each other."""
    found: list[Award] = []
    for at in range(0, len(keys), CHUNK):
        chunk = Award.objects.select_for_update().filter(pk__in=keys[at : at + CHUNK])
        found += chunk.order_by("pk")
    return found


def _changes(award: Award, judgement: Mapping[str, str | bool | None]) -> list[JudgementChange]:
    return [
        JudgementChange(award=award, field=field, before=code(before), after=code(after))
        for field, after in judgement.items()
        if (before := getattr(award, field)) != after
    ]


def _write(
    changes: list[JudgementChange],
    changed: list[int],
    judgement: Mapping[str, str | bool | None],
    by: User,
) -> None:
    classing = Classing.objects.create(made_by=by, awards=len(changed))
    for change in changes:
        change.classing = classing
    JudgementChange.objects.bulk_create(changes, batch_size=CHUNK)
    for at in range(0, len(changed), CHUNK):
        Award.objects.filter(pk__in=changed[at : at + CHUNK]).update(**judgement)
    said = {field: code(value) or "none" for field, value in judgement.items()}
    one = {"award": changed[0]} if len(changed) == 1 else {}
    record(
        "funding.awards_classed",
        classing,
        by=by,
        data={"awards": len(changed), **one, **said, "sha256": _fingerprint(changes)},
    )


def _fingerprint(changes: list[JudgementChange]) -> str:
    """Binds the event to the rows of the history: award, field, before, after."""
    lines = sorted(
        f"{change.award_id} {change.field} {change.before} {change.after}" for change in changes
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
