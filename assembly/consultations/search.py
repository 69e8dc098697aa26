"""Consultations, as the site's search finds them."""

from django.db.models import F
from django.utils import timezone

from wagtail.query import PageQuerySet

from assembly.core.addresses import page_at
from assembly.core.hiding.selectors import hidden_pages
from assembly.core.search import PAGE_VECTORS, PAGE_WORDS, Hit, Kind

from . import selectors
from .models import ConsultationPage


def _rows() -> PageQuerySet:
    pages = ConsultationPage.objects.live().public().exclude(consultation__published_at=None)
    pages = pages.exclude(pk__in=hidden_pages(timezone.now()))
    return pages.select_related("consultation__body__page").annotate(body_words=F(PAGE_WORDS))


def _show(page: ConsultationPage) -> Hit:
    return Hit(
        page.title,
        page.consultation.get_absolute_url(),
        page.summary,
        meta=selectors.who_and_when(page.consultation, timezone.localdate()),
    )


CONSULTATIONS = Kind(
    key="consultations",
    name="Consultations",
    url=page_at("consultations"),
    url_label="Consultations, open and closed",
    rows=_rows,
    show=_show,
    title="title",
    words=(PAGE_WORDS,),
    vectors=PAGE_VECTORS,
    spelling=("title", "summary"),
)
