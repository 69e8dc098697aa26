"""Pages that belong to no other app: the front page, standing pages and news."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from assembly.core import parts
from assembly.core.blocks import BodyBlock
from assembly.core.hiding.selectors import hidden_pages
from assembly.core.pages import FRONT_PAGE_DEPTH, SitePage

from . import front_page
from .contact.models import ContactMessage
from .contact.views import contact
from .gateway.models import Enquiry
from .library.models import ResourceIndexPage, ResourcePage
from .offices.models import OfficeProposal
from .words import HELP_PAGES

__all__ = [
    "ContactMessage",
    "ContactPage",
    "Enquiry",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "OfficeProposal",
    "ResourceIndexPage",
    "ResourcePage",
    "StandardPage",
]

NEWS_ON_FRONT_PAGE = 3


class HomePage(SitePage):
    """The front page: what the Assembly is, what is open now, its figures and its news."""

    has_house_address = True
    heading = models.CharField(
        max_length=120, default="One voice for every voluntary and community organisation"
    )
    lead = models.TextField(
        max_length=400,
        default=(
            "Every organisation in the county belongs by right. Members meet in groups and forums, elect the people "
            "who speak for them, answer the councils that consult them, and see what public money goes where."
        ),
    )
    body = StreamField(BodyBlock(), blank=True, help_text="Stands below what is open now.")

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("lead")], heading="Opening"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("heading"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = "front page"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole address. Wagtail asks twice for each level of the tree on the way to it."""
        if not path_components:
            return super().route(request, path_components)
        page = get_object_or_404(
            Page.objects.descendant_of(self),
            slug=path_components[-1],
            url_path=f"{self.url_path}{'/'.join(path_components)}/",
        )
        model = page.specific_class
        shown = model.objects.select_related(*model.records) if model.records else model.objects
        return shown.get(pk=page.pk).route(request, [])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        notices, acts, figures = parts.kept(
            "front-page",
            lambda: (
                front_page.notices(now),
                front_page.first_acts(now),
                front_page.figures(now),
            ),
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "notices": notices,
            "acts": acts,
            "starts_at_my_assembly": front_page.starts_at_my_assembly(acts, request.user, now),
            "figures": figures,
            "latest_news": NewsPage.objects.public_ones()[:NEWS_ON_FRONT_PAGE],
        }


HELP_SLUG = "help"
STANDING = frozenset({HELP_SLUG, "about", "accessibility", "privacy", "cookies", "terms"})
HELP_SLUGS = frozenset(slug for slug, *_ in HELP_PAGES)


class StandardPage(SitePage):
    """A page of words, such as “About” or “Privacy”."""

    lead = models.TextField(
        max_length=400, blank=True, help_text="One or two sentences under the title."
    )
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = "standing page"

    @property
    def keeps_its_address(self) -> bool:
        """Those that every site has; what editors add beside and below them is theirs."""
        above = self.get_parent() if self.path else None
        if above is None:
            return False
        if above.depth == FRONT_PAGE_DEPTH:
            return self.slug in STANDING
        return above.slug == HELP_SLUG and self.slug in HELP_SLUGS


class ContactPage(SitePage):
    """The way to the Support Unit: an editor's words, and the form."""

    has_house_address = True
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, help_text="Stands above the form.")

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.POST]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/contact_page.html"

    class Meta:
        verbose_name = "contact page"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return contact(request, self.get_context(request, *args, **kwargs))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        request.method = "GET"
        return contact(request, self.get_context(request))


class NewsIndexPage(SitePage):
    """The list of the news, newest first."""

    has_house_address = True
    PER_PAGE = 10

    lead = models.TextField(max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    template = "home/news_index_page.html"

    class Meta:
        verbose_name = "news index"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "news": self.news(request)}

    def news(self, request: HttpRequest) -> Slice:
        items = NewsPage.objects.child_of(self).public_ones()
        return Paginator(items, self.PER_PAGE).get_page(request.GET.get("page"))


class NewsQuerySet(PageQuerySet):
    def public_ones(self) -> "NewsQuerySet":
        """What anyone may read, newest first."""
        shown = self.live().public().exclude(pk__in=hidden_pages(timezone.now()))
        return shown.order_by("-published_on", "-pk")


class NewsPage(SitePage):
    """One item of news."""

    published_on = models.DateField("date", default=timezone.localdate)
    summary = models.TextField(max_length=300, help_text="Shown in lists and on the front page.")
    body = StreamField(BodyBlock(), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/news_page.html"

    class Meta:
        verbose_name = "news item"
        indexes = [models.Index(fields=["-published_on"], name="news_newest_first")]
