"""The acts on the clock of a case, for those who work on it."""

from collections.abc import Iterator

from django.urls import reverse

from assembly.compact.cases import life
from assembly.compact.cases.desk import Act
from assembly.compact.cases.standing import Standing

from . import rules


def acts(found: Standing) -> Iterator[Act]:
    if not found.works_on_it:
        return
    step = life.now(found.case, found.on)
    for ruling, label, name in (
        (rules.may_restart(found, step), "Restart the clock", "case_clock_restart"),
        (rules.may_stop(found, step), "Stop the clock", "case_clock_stop"),
        (rules.may_clear(found, step), "Say that this step is not overdue", "case_clock_clear"),
    ):
        if ruling:
            yield Act(label, reverse(f"compact:{name}", args=[found.case.reference]))
