"""What becomes of each kind of row that points at an organisation, when two records of one are merged.

Every foreign key to an organisation has its line; tests/membership/test_merging.py fails for one that has none.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from assembly.accounts.models import User
from assembly.core.points import Point
from assembly.core.rules import ALLOWED, Ruling

from .models import Delegate, Organisation

Step = Callable[[Organisation, Organisation, User], None]
Rule = Callable[[Organisation, Organisation], Ruling]


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One foreign key: what its rows are, and why they stay (“They stay: …”). Without a reason they move.

    `only` limits the rows to those that meet the condition.
    """

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


lines: Point[MergeLine] = Point(
    "rows of an organisation that is merged", key=attrgetter("model", "field")
)
rules: Point[Rule] = Point("why two records cannot be merged now")


def allowed(kept: Organisation, gone: Organisation) -> Ruling:
    """The first objection that another app has, if any."""
    return next((ruling for rule in rules if not (ruling := rule(kept, gone))), ALLOWED)


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
        for line in lines
        for one in records
    ]
    seen = [list(facts.values_list()), list(parts), rows]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def preview(gone: Organisation) -> Iterator[tuple[str, int, str]]:
    """What points at the record that would be merged: what it is, how many, and why it stays, if it does."""
    for line in lines:
        if number := line.rows(gone).count():
            yield line.words, number, line.because


def move_all(kept: Organisation, gone: Organisation, by: User) -> None:
    for line in lines:
        line.move(kept, gone, by)
