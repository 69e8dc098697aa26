"""What becomes of each kind of row that points at an organisation, when two records of one are merged.

Membership knows nothing of groups or polls. Each app hands in its own rows from its `AppConfig.ready`:

    merging.moves(GroupMembership, "organisation", "places in groups")
    merging.stays(RollEntry, "organisation", "lines on rolls", "a roll shows who was on it")
    merging.unless(rolls.may_be_merged)

Every foreign key to an organisation has its line; tests/membership/test_merging.py fails for one that has none.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling

from .models import Delegate, Organisation

Step = Callable[[Organisation, Organisation, User], None]
Rule = Callable[[Organisation, Organisation], Ruling]


@dataclass(frozen=True, slots=True)
class Line:
    """One foreign key: what its rows are, and why they stay. Without a reason they move."""

    model: type[models.Model]
    field: str
    words: str
    because: str = ""
    step: Step | None = None
    only: Q | None = None

    def rows(self, organisation: Organisation) -> models.QuerySet[models.Model]:
        found = self.model._default_manager.filter(**{self.field: organisation})
        return found.filter(self.only) if self.only else found

    def move(self, kept: Organisation, gone: Organisation, by: User) -> None:
        if self.step:
            self.step(kept, gone, by)
        elif not self.because:
            self._move_rows(kept, gone)

    def _move_rows(self, kept: Organisation, gone: Organisation) -> None:
        """Row by row: where the kept record has the same already, the database refuses, and the row stays behind."""
        for pk in self.rows(gone).values_list("pk", flat=True):
            try:
                with transaction.atomic():
                    self.model._default_manager.filter(pk=pk).update(**{self.field: kept})
            except IntegrityError:
                continue


_lines: list[Line] = []
_rules: list[Rule] = []


def moves(
    model: type[models.Model],
    field: str,
    words: str,
    *,
    step: Step | None = None,
    only: Q | None = None,
) -> None:
    """The rows move to the kept record; only those that meet the condition, if one is given."""
    _add(Line(model, field, words, step=step, only=only))


def stays(
    model: type[models.Model], field: str, words: str, because: str, *, step: Step | None = None
) -> None:
    """The rows stay with the record that is merged; `because` completes the sentence “They stay: …”."""
    _add(Line(model, field, words, because=because, step=step))


def unless(rule: Rule) -> None:
    if rule not in _rules:
        _rules.append(rule)


def _add(line: Line) -> None:
    if all((one.model, one.field) != (line.model, line.field) for one in _lines):
        _lines.append(line)


def lines() -> list[Line]:
    return list(_lines)


def allowed(kept: Organisation, gone: Organisation) -> Ruling:
    """The first objection that another app has, if any."""
    return next((ruling for rule in _rules if not (ruling := rule(kept, gone))), ALLOWED)


def digest(*records: Organisation) -> str:
    """What a preview of these records shows, as a short text. The form carries it, and a confirmation counts for it.

    It covers what the records say, who acts for them, and which rows point at them, but not what those rows say:
    whether an organisation has voted is for nobody to learn, not even from a changed digest.
    """
    facts = Organisation.objects.filter(pk__in=[one.pk for one in records]).order_by("pk")
    people = Delegate.objects.filter(organisation__in=records).order_by("pk")
    parts = people.values_list("pk", "user", "role", "is_voter", "is_deputy", "ended_on")
    rows = [
        (line.words, one.pk, sorted(line.rows(one).values_list("pk", flat=True)))
        for line in _lines
        for one in records
    ]
    seen = [list(facts.values_list()), list(parts), rows]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def preview(gone: Organisation) -> Iterator[tuple[str, int, str]]:
    """What points at the record that would be merged: what it is, how many, and why it stays, if it does."""
    for line in _lines:
        if number := line.rows(gone).count():
            yield line.words, number, line.because


def move_all(kept: Organisation, gone: Organisation, by: User) -> None:
    for line in _lines:
        line.move(kept, gone, by)
