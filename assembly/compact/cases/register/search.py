"""Cases, as the site's search finds them: by number, by whom they are about, and by undertaking."""

from typing import Any

from django.db.models import Aggregate, CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse_lazy
from django.utils import timezone

from assembly.compact.models import Case, Cited
from assembly.core.search import Hit, Kind

from .listing import line_of, with_public_facts


class _Joined(Aggregate):
    """Texts one after another; each of the two databases has its own name for it."""

    function = "STRING_AGG"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="GROUP_CONCAT", **context)


_NUMBERS = (
    Cited.objects.filter(case=OuterRef("pk"))
    .order_by()
    .values("case")
    .annotate(numbers=_Joined("undertaking__number", Value(" ")))
    .values("numbers")
)
_ABOUT = Coalesce("against_body__name", "against_organisation__name")
_SHORT = Coalesce("against_body__short_name", Value(""))


def _rows() -> QuerySet[Case]:
    today = timezone.localdate()
    found = with_public_facts(Case.objects.listed(today).with_step(today), today)
    return found.annotate(
        about=_ABOUT,
        about_short=_SHORT,
        cited_numbers=Subquery(_NUMBERS),
        named=Concat(Value("Case "), "reference", output_field=CharField()),
    )


def _show(case: Any) -> Hit:
    line = line_of(case, timezone.localdate())
    return Hit(
        f"{case}: {line.about}",
        case.get_absolute_url(),
        f"Undertakings: {line.undertakings}." if line.undertakings else "",
        meta=f"Compact case, {line.outcome or line.step}",
    )


CASES = Kind(
    key="cases",
    name="Compact cases",
    url=reverse_lazy("compact:cases"),
    url_label="The register of Compact cases",
    rows=_rows,
    show=_show,
    title="named",
    words=("reference", "about", "about_short", "cited_numbers"),
    short_title="reference",
    order=("-acknowledged_on", "-pk"),
)
