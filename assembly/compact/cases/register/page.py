"""The public page of one case: what everybody may read of it on this day, as `visible` says, and nothing else."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from assembly.compact.cases import timeline, visible
from assembly.compact.cases.hearing.selectors import changed_on_appeal
from assembly.compact.models import (
    VOLUNTARY,
    Case,
    Cited,
    Conclusion,
    Finding,
    FindingNote,
    PanelMember,
    PublicAnswer,
    Remedy,
)
from assembly.compact.text.reading import text_in
from assembly.compact.text.selectors import named, published_texts
from assembly.core.addresses import page_at
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import Seat

from .listing import outcome_of, with_public_facts

HIDDEN = "The words of this case are hidden at the moment. What was decided, and when, is shown."


@dataclass(frozen=True, slots=True)
class Words:
    """An undertaking that the case is about, as the edition had it to which the other side is held."""

    name: str
    url: str
    text: str
    edition: str


@dataclass(frozen=True, slots=True)
class Said:
    """The conclusion on one undertaking."""

    name: str
    result: str
    cause: str
    reasons: str


@dataclass(frozen=True, slots=True)
class RemedyLine:
    what: str
    due_on: dt.date
    became: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding. Words are empty while they are hidden."""

    finding: Finding
    facts: str
    conclusions: list[Said]
    remedies: list[RemedyLine]
    notes: list[FindingNote]
    panel: str

    @property
    def is_retracted(self) -> bool:
        return any(one.kind == FindingNote.Kind.RETRACTION for one in self.notes)


def found(reference: str, on: dt.date) -> Any:
    """A listed case with its public facts; None where the public does not know it."""
    cases = Case.objects.listed(on).with_step(on).filter(reference=reference)
    return with_public_facts(cases, on).first()


def context_of(case: Any, at: dt.datetime) -> dict[str, Any]:
    on = timezone.localdate(at)
    hidden = visible.are_words_hidden(case, at)
    finding = visible.has_public_finding(case, on)
    return {
        "case": case,
        "about": str(case.respondent),
        "rows": _rows(case, on, hidden=hidden),
        "undertakings": undertakings_of(case),
        "timeline": timeline.public_lines(case, on, words_hidden=hidden),
        "is_overdue": case.is_overdue,
        "hidden": HIDDEN if hidden else "",
        "settlement": settled_words(case, on, hidden=hidden),
        **(_finding(case, on, hidden=hidden) if finding else {}),
        "voluntary": VOLUNTARY,
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            ("Cases", reverse("compact:cases")),
        ],
    }


def _rows(case: Any, on: dt.date, *, hidden: bool) -> list[tuple[str, str]]:
    about = subject_of(case, on) if not hidden else None
    rows = [
        ("About", str(case.respondent)),
        ("Raised by", visible.complainant_shown(case, on)),
        ("What it is about", about[0] if about else ""),
        ("Acknowledged", short_day(case.acknowledged_on)),
        ("Step", case.step_on(on).label),
        ("Outcome", outcome_of(case, on)),
    ]
    return [(label, value) for label, value in rows if value]


def subject_of(case: Case, on: dt.date) -> tuple[str, str] | None:
    """Title and address of what the case is about. With the finding, and never where it could say who raised it."""
    if case.is_unnamed or case.raised == Case.Raised.PERSON:
        return None
    if not (case.about_title and visible.has_public_finding(case, on)):
        return None
    return case.about_title, case.about_path


def settled_words(case: Case, on: dt.date, *, hidden: bool) -> str:
    if hidden or not visible.has_public_settlement(case, on):
        return ""
    return str(case.settlement.words)


def undertakings_of(case: Any) -> list[Words]:
    """In their words of the edition that counts. Of a case with its public facts, one query for the texts."""
    cites: list[Cited] = list(case.cites.all())
    texts = published_texts().select_related("edition")
    prefetch_related_objects(cites, Prefetch("undertaking__texts", texts))
    return [_words(one, str(case.respondent)) for one in cites]


def _words(cited: Cited, whose: str) -> Words:
    text = text_in(cited.undertaking.texts.all(), cited.edition.number)
    held = f"In the words of {cited.edition}, which {whose} had signed."
    if not cited.had_signed:
        held = (
            f"In the words of {cited.edition}, in force then: {whose} had not signed the Compact."
        )
    return Words(
        named(cited.undertaking, text.title if text else ""),
        cited.undertaking.get_absolute_url(),
        text.text if text else "",
        held,
    )


def _finding(case: Any, on: dt.date, *, hidden: bool) -> dict[str, Any]:
    """What the panel found; where there was an appeal, what those who heard it found, and the first one folded."""
    shown = findings_of(case, on, hidden=hidden)
    if not shown:
        return {}
    standing = shown[-1]
    first = shown[0] if len(shown) > 1 else None
    answers = [] if hidden else list(PublicAnswer.objects.filter(case=case))
    return {
        "finding": standing,
        "first_finding": first,
        "on_appeal": _on_appeal(first, standing) if first else "",
        "answer": answers[0] if answers else None,
        "earlier_answers": answers[1:],
        "learnt": "" if hidden else learnt_of(case, on),
    }


def learnt_of(case: Case, on: dt.date) -> str:
    """Of a case that ended in a finding: of one that was settled the public reads the agreed words alone."""
    return case.learnt if case.closed_on and visible.has_public_finding(case, on) else ""


def findings_of(case: Case, on: dt.date, *, hidden: bool) -> list[Shown]:
    """Of a case whose finding is public: the one that counts is the last."""
    return [_shown(one, case, on, hidden=hidden) for one in _findings(case)]


def _findings(case: Case) -> QuerySet[Finding]:
    """That of the panel, and then that of the appeal."""
    confirmed = FindingNote.objects.filter(confirmed_at__isnull=False).order_by("-confirmed_at")
    texts = published_texts().select_related("edition")
    said = Conclusion.objects.select_related("cited__undertaking__code", "cited__edition")
    said = said.prefetch_related(Prefetch("cited__undertaking__texts", texts))
    found = Finding.objects.filter(case=case, decided_on__isnull=False).order_by("is_appeal")
    return found.prefetch_related(
        Prefetch("conclusions", said), "remedies", Prefetch("notes", confirmed)
    )


def _shown(finding: Finding, case: Case, on: dt.date, *, hidden: bool) -> Shown:
    notes = list(finding.notes.all())
    for note in notes:
        note.words = "" if hidden else note.words
    return Shown(
        finding,
        "" if hidden else finding.facts,
        [_said(one, hidden=hidden) for one in finding.conclusions.all()],
        [_remedy(one, on, hidden=hidden) for one in finding.remedies.all()],
        notes,
        panel_in_words(finding, case),
    )


def _said(one: Conclusion, *, hidden: bool) -> Said:
    cited = one.cited
    text = text_in(cited.undertaking.texts.all(), cited.edition.number)
    return Said(
        named(cited.undertaking, text.title if text else ""),
        one.get_result_display(),
        one.get_cause_display() if one.cause else "",
        "" if hidden else one.reasons,
    )


def _remedy(remedy: Remedy, on: dt.date, *, hidden: bool) -> RemedyLine:
    late = remedy.is_overdue(on)
    became = f"Overdue since {short_day(remedy.due_on)}" if late else "Not due yet"
    if remedy.result:
        became = f"{remedy.get_result_display()}, as checked on {short_day(remedy.checked_on)}"
    return RemedyLine("" if hidden else remedy.what, remedy.due_on, became, late)


def panel_in_words(finding: Finding, case: Case) -> str:
    """“3 of 3 members agreed: 2 from the voluntary sector, 1 from public bodies”. One query; names nobody."""
    sat = PanelMember.objects.filter(
        case=case, is_appeal=finding.is_appeal, sits_since__isnull=False, left_at=None
    )
    sides = dict(sat.order_by().values_list("side").annotate(number=Count("pk")))
    names = {
        Seat.Side.SECTOR: "from the voluntary sector",
        Seat.Side.PUBLIC: "from public bodies",
        Seat.Side.CHAIR: "as independent chair",
        "": "from the Assembly Board",
    }
    from_where = [f"{sides[side]} {name}" for side, name in names.items() if sides.get(side)]
    of = in_words(finding.of_members or 0, "members of the panel", one="member of the panel")
    agreed = f"{finding.agreed} of {of} agreed"
    return f"{agreed}. On the panel: {', '.join(from_where)}." if from_where else f"{agreed}."


def _on_appeal(first: Shown, standing: Shown) -> str:
    before, after = first.finding.conclusions.all(), standing.finding.conclusions.all()
    return "Changed on appeal" if changed_on_appeal(before, after) else "Confirmed on appeal"
