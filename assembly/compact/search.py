"""Undertakings of the Compact, as the site's search finds them: by the text in force."""

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils import timezone

from assembly.core.addresses import page_at
from assembly.core.search import Hit, Kind

from .models import Undertaking
from .text.selectors import in_force_field

# “Undertaking C2: Twelve weeks, or say why”, and without a title “Undertaking C2”.
_NUMBERED = Concat(Value("Undertaking "), F("number"), output_field=CharField())
_NAMED = Case(
    When(title="", then=_NUMBERED),
    default=Concat(_NUMBERED, Value(": "), F("title"), output_field=CharField()),
)


def _rows() -> QuerySet[Undertaking]:
    today = timezone.localdate()
    return (
        Undertaking.objects.select_related("code")
        .annotate(
            title=in_force_field("title", today),
            text=in_force_field("text", today),
            is_example=in_force_field("edition__is_example", today),
            named=_NAMED,
        )
        .exclude(text=None)
        .exclude(text="")
    )


def _show(undertaking: Undertaking) -> Hit:
    example = ", example text" if undertaking.is_example else ""  # type: ignore[attr-defined]  # annotated above
    return Hit(
        undertaking.named,  # type: ignore[attr-defined]  # annotated above
        undertaking.get_absolute_url(),
        undertaking.text,  # type: ignore[attr-defined]  # annotated above
        meta=f"{undertaking.code} code of the Compact{example}",
    )


UNDERTAKINGS = Kind(
    key="undertakings",
    name="Undertakings",
    url=page_at("compact"),
    url_label="The Compact and its codes",
    rows=_rows,
    show=_show,
    title="named",
    words=("number", "text"),
    short_title="number",
    spelling=("title", "text"),
    order=("code__order", "order"),
)
