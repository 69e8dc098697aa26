"""The words of the glossary, as the site's search finds them."""

from django.db.models import QuerySet
from django.urls import reverse_lazy

from assembly.core.models import GlossaryTerm
from assembly.core.search import Hit, Kind


def _rows() -> QuerySet[GlossaryTerm]:
    return GlossaryTerm.objects.listed()


def _show(one: GlossaryTerm) -> Hit:
    return Hit(one.term, one.get_absolute_url(), one.meaning, meta=", ".join(one.others))


WORDS = Kind(
    key="words",
    name="Words",
    url=reverse_lazy("home:glossary"),
    url_label="Glossary",
    rows=_rows,
    show=_show,
    title="term",
    words=("also", "meaning"),
    spelling=("term", "also"),
    order=("term_folded",),
)
