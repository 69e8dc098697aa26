"""Groups and forums, as the site's search finds them."""

from django.db.models import F

from wagtail.query import PageQuerySet

from assembly.core.search import PAGE_WORDS, Hit, Kind

from .models import GroupPage


def _rows() -> PageQuerySet:
    pages = GroupPage.objects.live().public()
    return pages.select_related("group").annotate(body_words=F(PAGE_WORDS))


def _show(page: GroupPage) -> Hit:
    group = page.group
    return Hit(group.name, group.get_absolute_url(), group.remit, meta=group.get_kind_display())


GROUPS = Kind(
    key="groups",
    name="Groups and forums",
    url="/groups/",
    url_label="Every group and forum",
    place=3,
    rows=_rows,
    show=_show,
    title="group__name",
    # Few enough to be read as they stand, so a changed remit is found at once.
    words=("group__remit", "lead", PAGE_WORDS),
    spelling=("group__name", "group__remit"),
    order=("title", "pk"),
)
