"""The pages of the tree that are no other app's records: help, news, policies, codes of the Compact."""

from django.db.models import F
from django.utils import timezone

from wagtail.models import Page
from wagtail.query import PageQuerySet

from assembly.consultations.models import ConsultationPage
from assembly.core.addresses import page_at
from assembly.core.hiding.selectors import hidden_pages
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
        .exclude(pk__in=hidden_pages(timezone.now()))
        .annotate(body_words=F(PAGE_WORDS))
    )


def _show(page: Page) -> Hit:
    return Hit(
        page.title, page.url, page.search_description or page.body_words or "", meta=page.url or ""
    )


PAGES = Kind(
    key="pages",
    name="Pages",
    url=page_at("help"),
    url_label="Help with the site",
    rows=public_pages,
    show=_show,
    title="title",
    words=(PAGE_WORDS,),
    vectors=PAGE_VECTORS,
    spelling=("title", PAGE_WORDS),
)
