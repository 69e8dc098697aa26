"""What the feeds tell of cases. The clock decides: a finding is told from the day on which it is public."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone

from assembly.compact.cases import visible
from assembly.compact.models import Case, FindingNote
from assembly.core.feeds import MOST, Item, ItemFeed

from .learnt import lessons
from .listing import outcome_of, with_public_facts
from .page import settled_words


def _day(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time()))


def _item(title: str, case: Case, part: str, text: str, on: dt.date | None) -> Item:
    """Each has an address of its own for life: the case never leaves its address, nor the part its name."""
    if on is None:
        raise ValueError("Something that happened on no day.")
    return Item(f"{title}: {case}", f"{case.get_absolute_url()}#{part}", text, _day(on))


def _known(cases: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    return with_public_facts(cases.with_step(on), on)  # a CaseQuerySet


def _about(case: Any) -> str:
    numbers = ", ".join(str(one.undertaking) for one in case.cites.all())
    return (
        f"About {case.respondent}. Undertakings: {numbers}."
        if numbers
        else f"About {case.respondent}."
    )


def acknowledged(most: int) -> Iterator[Item]:
    """Not against an organisation: that is told with its finding."""
    today = timezone.localdate()
    listed = Case.objects.listed(today).filter(against_body__isnull=False)
    for case in _known(listed, today).order_by("-acknowledged_on", "-pk")[:most]:
        yield _item("Acknowledged", case, "acknowledged", _about(case), case.acknowledged_on)


def findings(most: int) -> Iterator[Item]:
    today = timezone.localdate()
    public = Case.objects.listed(today).with_public_finding(today)
    for case in _known(public, today).order_by("-public_from", "-pk")[:most]:
        text = f"{_about(case)} {outcome_of(case, today)}."
        yield _item("Finding", case, "finding", text, case.public_from)


def ended(most: int) -> Iterator[Item]:
    """Settled or withdrawn; with the agreed words where both sides show them."""
    now = timezone.now()
    today = timezone.localdate(now)
    for outcome, part in (
        (Case.Outcome.SETTLED, "settled"),
        (Case.Outcome.WITHDRAWN, "withdrawn"),
    ):
        found = Case.objects.listed(today).filter(outcome=outcome, closed_on__isnull=False)
        found = found.annotate(words_hidden=visible.words_hidden(now))
        for case in (
            _known(found, today).select_related("settlement").order_by("-closed_on", "-pk")[:most]
        ):
            words = settled_words(case, today, hidden=case.words_hidden)  # type: ignore[attr-defined]
            text = " ".join(filter(None, [_about(case), words]))
            yield _item(outcome.label, case, part, text, case.closed_on)


def learnt(most: int) -> Iterator[Item]:
    for case in lessons(timezone.now()).order_by("-closed_on", "-pk")[:most]:
        yield _item("What was learnt", case, "learnt", case.learnt, case.closed_on)


def notes(most: int) -> Iterator[Item]:
    """Corrections and retractions of findings that are public, from the moment in which they were confirmed."""
    now = timezone.now()
    found = (
        FindingNote.objects.filter(
            confirmed_at__isnull=False,
            finding__case__public_from__lte=timezone.localdate(now),
            finding__case__acknowledged_on__isnull=False,
        )
        .annotate(words_hidden=visible.words_hidden(now, "finding__case"))
        .select_related("finding__case")
        .order_by("-confirmed_at", "-pk")
    )
    for note in found[:most]:
        case, words = note.finding.case, "" if note.words_hidden else note.words  # type: ignore[attr-defined]
        url = f"{case.get_absolute_url()}#note-{note.pk}"
        assert note.confirmed_at is not None  # noqa: S101 - asked for above
        yield Item(f"{note.get_kind_display()}: {case}", url, words, note.confirmed_at)


class CaseFeed(ItemFeed):
    about = "Compact cases"
    address = reverse_lazy("compact:cases_feed")
    page = reverse_lazy("compact:cases")

    def items(self) -> list[Item]:
        sources = (acknowledged, findings, ended, learnt, notes)
        every = [item for source in sources for item in source(MOST)]
        return sorted(every, key=lambda one: one.at, reverse=True)[:MOST]
