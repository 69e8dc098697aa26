"""The words that most Assemblies begin with."""

from django.db import transaction

from assembly.accounts.models import User
from assembly.core.addressed import free_address
from assembly.core.events import change, record
from assembly.core.locks import hold
from assembly.core.models import GlossaryTerm
from assembly.core.names import folded

from . import rules
from .usual_words import USUAL, Usual


def missing() -> list[tuple[Usual, GlossaryTerm | None]]:
    """The usual words that the glossary does not explain yet, each with the entry that it belongs to."""
    entries = list(GlossaryTerm.objects.all())
    known: dict[str, GlossaryTerm] = {}
    for entry in entries:
        for word in entry.others:
            known.setdefault(folded(word), entry)
    known |= {entry.term_folded: entry for entry in entries}
    found = ((usual, _entry_of(usual, known)) for usual in USUAL)
    return [(usual, entry) for usual, entry in found if entry is None or not entry.meaning]


def _entry_of(usual: Usual, known: dict[str, GlossaryTerm]) -> GlossaryTerm | None:
    return next((known[folded(word)] for word in usual.each if folded(word) in known), None)


@transaction.atomic
def load_usual_words(*, by: User | None) -> int:
    """Give a meaning to the usual words that have none; what somebody wrote stays. Return how many."""
    hold("core.glossary")
    waiting = missing()
    rules.may_load(missing=len(waiting)).enforce()
    for usual, entry in waiting:
        _write(usual, entry, by)
    return len(waiting)


def _write(usual: Usual, entry: GlossaryTerm | None, by: User | None) -> None:
    is_new = entry is None
    if entry is None or entry.meaning:  # the second of two usual words that one entry has
        entry = GlossaryTerm(term=usual.term, slug=free_address(GlossaryTerm, usual.term))
        is_new = True
    known = {folded(word) for word in entry.each}
    more = [word for word in usual.each if folded(word) not in known]
    entry.also = ", ".join([*entry.others, *more])
    entry.meaning, entry.on_pages = usual.meaning, usual.on_pages
    entry.save()
    record(change(GlossaryTerm, "added" if is_new else "changed"), entry, by=by)
