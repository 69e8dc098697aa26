"""Awards as they are listed for classing, and the history of what was said of them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from django.utils.text import capfirst

from assembly.funding import selectors
from assembly.funding.lines import JUDGEMENTS
from assembly.funding.models import Award, JudgementChange

NO_CATEGORY = "none"
CARE = {"yes": True, "no": False}


def matching(filters: Mapping[str, Any]) -> QuerySet[Award]:
    """As the public list finds them, narrowed further by category and flag."""
    awards = selectors.matching(filters)
    if category := filters.get("category"):
        awards = awards.filter(category="" if category == NO_CATEGORY else category)
    if care := filters.get("care"):
        awards = awards.filter(residential_care=CARE[care])
    return awards


def stamp(judgement: Iterable[object]) -> str:
    """What is said of an award, in short: a form carries it, so that a later change is noticed."""
    return ".".join(code(value) for value in judgement)


def stamp_of(award: Award) -> str:
    return stamp(award.judgement.values())


def stamps(awards: QuerySet[Award]) -> dict[int, str]:
    rows = awards.order_by("pk").values_list("pk", *JUDGEMENTS)
    return {pk: stamp(judgement) for pk, *judgement in rows}


def digest(seen: Mapping[int, str]) -> str:
    """One fingerprint of many awards as they are."""
    lines = "\n".join(f"{pk}:{stamp}" for pk, stamp in sorted(seen.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def code(value: object) -> str:
    """A class, category or flag as the history and the record keep it."""
    return (
        {True: "yes", False: "no", None: ""}[value] if value in {True, False, None} else str(value)
    )


@dataclass(frozen=True, slots=True)
class ClassingChange:
    """One change in words."""

    at: datetime
    who: str
    what: str
    before: str
    after: str
    awards: int


def history_of(award: Award) -> list[ClassingChange]:
    """Who changed what was said of it, the newest first."""
    changes: QuerySet[JudgementChange] = award.judgement_changes.select_related("classing__made_by")
    return [
        ClassingChange(
            at=change.classing.made_at,
            who=str(change.classing.made_by or "A former user"),
            what=str(capfirst(Award._meta.get_field(change.field).verbose_name)),  # type: ignore[union-attr]
            before=_word(change.field, change.before),
            after=_word(change.field, change.after),
            awards=change.classing.awards,
        )
        for change in changes
    ]


def unclassed() -> tuple[int, datetime | None]:
    """How many awards have no class, and since when the first of them waits."""
    awards = Award.objects.filter(award_class="")
    first = awards.aggregate(first=Min("source__imported_at"))["first"]
    return awards.count(), first


def _word(field: str, stored: str) -> str:
    names = {
        "award_class": {"": "Not yet classed", **dict(Award.Class.choices)},
        "category": {"": "None", **dict(Award.Category.choices)},
    }.get(field, {"yes": "Yes", "no": "No", "": "Not known"})
    return str(names.get(stored, stored))
