"""Groups and forums, as the site's search finds them."""

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from wagtail.query import PageQuerySet

from assembly.core.addresses import page_at
from assembly.core.hiding.selectors import hidden_pages
from assembly.core.search import PAGE_WORDS, Hit, Kind
from assembly.core.templatetags.assembly import short_day

from .models import ConvenorTerm, GroupPage


def _rows() -> PageQuerySet:
    """Published pages, with whoever convenes the group today, as the page names them."""
    now = timezone.now()
    in_term = ConvenorTerm.objects.on(timezone.localdate(now)).filter(
        group=OuterRef("group"), role=ConvenorTerm.Role.CONVENOR
    )
    pages = GroupPage.objects.live().public().exclude(pk__in=hidden_pages(now))
    return pages.select_related("group__district").annotate(
        body_words=F(PAGE_WORDS),
        convenor_name=Coalesce(
            Subquery(in_term.values("person__name")[:1]), Value(""), output_field=CharField()
        ),
    )


def _show(page: GroupPage) -> Hit:
    group = page.group
    convenor: str = page.convenor_name  # annotated above
    kind = group.get_kind_display()
    meta = f"{kind}. Convened by {convenor}." if convenor else kind
    if group.is_over(timezone.localdate()):
        meta = f"{kind}. Ended on {short_day(group.ended_on)}."
    return Hit(group.name, group.get_absolute_url(), group.remit, meta=meta)


GROUPS = Kind(
    key="groups",
    name="Groups and forums",
    url=page_at("groups"),
    url_label="Every group and forum",
    rows=_rows,
    show=_show,
    title="group__name",
    # Few enough to be read as they stand, so a changed remit is found at once.
    words=("group__remit", "lead", PAGE_WORDS, "convenor_name"),
    spelling=("group__name", "group__remit"),
    order=("title", "pk"),
)
