"""What the page of a case shows of how it was raised, and the acts of the Compact Board on one that waits."""

from collections.abc import Iterator

from django.urls import reverse

from assembly.compact.cases.desk import Act, Part
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Case, Step
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day

from . import rules
from .held import Held
from .views import answered_in_words


def acts(found: Standing) -> Iterator[Act]:
    case = found.case
    if rules.may_be_acknowledged(found):
        label = "Take up the case" if case.step == Step.DRAFT else "Acknowledge the case"
        yield Act(
            label,
            reverse("compact:case_acknowledge", args=[case.reference]),
            "The other side is told, and the two try to settle it informally.",
        )
    if rules.may_decide_to_take_up(found):
        yield Act(
            "Do not take up the case",
            reverse("compact:case_decline", args=[case.reference]),
            "With a reason for the complainant. It is never public.",
            is_danger=True,
        )


def how_it_was_raised(found: Standing) -> Part:
    """What was said when it was raised, the facts as they were then, and cases about the same."""
    case = found.case
    return Part(
        "What the case is about",
        "about",
        "compact/cases/raising/about.html",
        {
            "rows": _rows(case),
            "cites": list(case.cites.select_related("undertaking__code", "edition")),
            "notes": [*_notes(case)],
            "title": case.about_title,
            "path": case.about_path,
            "facts": case.about_facts.splitlines(),
            **_same_facts(found),
        },
    )


def _rows(case: Case) -> list[tuple[str, str]]:
    rows = [
        ("Complainant", case.complainant),
        ("Raised on", short_day(case.raised_at.date())),
        ("When it happened", short_day(case.happened_on)),
        ("What happened", case.account),
        ("What would put it right", case.wanted),
        ("What was done to settle it", case.tried),
        ("Unnamed in public", "Yes" if case.is_unnamed else ""),
        ("Why it was closed", case.closed_because),
    ]
    return [(label, value) for label, value in rows if value]


def _notes(case: Case) -> Iterator[str]:
    """That another body answers, and that the other side had not signed."""
    if answered := answered_in_words(case.respondent):
        yield answered
    cited = case.cites.select_related("edition").first()
    if cited:
        yield Held(cited.edition, cited.had_signed).in_words(case.respondent)


def _same_facts(found: Standing) -> dict[str, object]:
    """Those who work on the case see which; a side sees how many, and not whose.

    Of a case that was not taken up a side may not know that it is there, and least of all one that is against it.
    """
    same = found.case.same_facts.order_by("-raised_at", "-pk")
    if found.works_on_it:
        return {"same": [(str(one), one.own_url) for one in same]}
    known = same.filter(acknowledged_on__isnull=False).count()
    if not known:
        return {}
    others = in_words(known, "other cases are", one="other case is")
    return {"same_count": f"{others} about the same facts."}
