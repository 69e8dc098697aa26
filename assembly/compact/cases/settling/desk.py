"""What the page of a case shows of a settlement, and the acts that go with it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from assembly.compact.cases.desk import Act, Part
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Settlement
from assembly.core.templatetags.assembly import short_day

from . import rules


def acts(found: Standing) -> Iterator[Act]:
    reference = found.case.reference
    if rules.may_propose(found):
        yield Act(
            "Settle the case informally",
            reverse("compact:case_settle", args=[reference]),
            "Propose words, or agree to those there are.",
        )
    if rules.may_go_to_panel(found):
        yield Act(
            "Bring the case before the panel",
            reverse("compact:case_to_panel", args=[reference]),
            "If it cannot be settled informally.",
        )
    if rules.may_withdraw(found):
        yield Act(
            "Withdraw the case",
            reverse("compact:case_withdraw", args=[reference]),
            is_danger=True,
        )


def settlement(found: Standing) -> Part | None:
    words = Settlement.objects.filter(case=found.case).first()
    if words is None:
        return None
    return Part(
        "Words to settle it",
        "settlement",
        "compact/cases/settling/words.html",
        {"rows": agreed_rows(words)},
    )


def agreed_rows(words: Settlement) -> list[tuple[str, str]]:
    """The words, whether they are public, and who agreed to them when."""
    rows = [
        ("Words", words.words),
        ("In public", "Yes, if both sides agree" if words.is_public else "No"),
        ("Complainant", _agreed(words.complainant_agreed_at)),
        ("How they agreed", words.agreed_how),
        ("The other side", _agreed(words.respondent_agreed_at)),
    ]
    return [(label, value) for label, value in rows if value]


def _agreed(at: object) -> str:
    return f"Agreed on {short_day(timezone.localdate(at))}" if at else "Has not agreed yet"  # type: ignore[arg-type]
