"""One name for each funder, however its awards spell it: the public body's, else that of its newest award."""

from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assembly.partners.models import PublicBody

from .models import Award

_BODY = PublicBody.objects.filter(org_id=OuterRef("funder_org_id")).exclude(org_id="")
_NEWEST = Award.objects.filter(funder_org_id=OuterRef("funder_org_id")).order_by(
    "-awarded_on", "-pk"
)
# Of rows that have a `funder_org_id`.
KNOWN_AS = Coalesce(
    Subquery(_BODY.order_by("pk").values("name")[:1]),
    Subquery(_NEWEST.values("funder_name")[:1]),
    output_field=CharField(),
)


def named(awards: QuerySet[Award]) -> QuerySet[Award]:
    """The awards with `known_as`, which `Award.funder_known` shows."""
    return awards.annotate(known_as=KNOWN_AS)


def every() -> QuerySet[Award]:
    return named(Award.objects.all())


def names(rows: QuerySet[Any]) -> dict[str, str]:
    """Identifier -> name, of every funder of these awards or kept totals."""
    org_ids = rows.order_by().values("funder_org_id").distinct()
    return dict(org_ids.annotate(known_as=KNOWN_AS).values_list("funder_org_id", "known_as"))
