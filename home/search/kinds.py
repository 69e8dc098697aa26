"""The pages of the tree that are no other app's records: help, news, policies, codes of the Compact."""

from django.db.models import F

from wagtail.models import Page
from wagtail.query import PageQuerySet

from assembly.consultations.models import ConsultationPage
from assembly.core.search import PAGE_VECTORS, PAGE_WORDS, Hit, Kind
from forums.models import GroupPage

FIRST_DEPTH = 2  # the root above every site has no address


def public_pages() -> PageQuerySet:
    """What is published and open to everybody; groups and consultations are found as what they are."""
    return (
        Page.objects.live()
        .public()
        .filter(depth__gte=FIRST_DEPTH)
        .not_type(GroupPage, ConsultationPage)
        .annotate(body_words=F(PAGE_WORDS))
    )


def _show(page: Page) -> Hit:
    return Hit(
        page.title, page.url, page.search_description or page.body_words or "", meta=page.url or ""
    )


PAGES = Kind(
    key="pages",
    name="Pages",
    url="/help/",
    url_label="Help with the site",
    place=1,
    rows=public_pages,
    show=_show,
    title="title",
    words=(PAGE_WORDS,),
    vectors=PAGE_VECTORS,
    spelling=("title", PAGE_WORDS),
)
