"""The pages of the Compact in the page tree: its front page, and the words around each code."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from assembly.core.addresses import page_at
from assembly.core.blocks import BodyBlock
from assembly.core.pages import SitePage

from .codes import Code

VOLUNTARY = (
    "The Compact is a voluntary agreement between public bodies and the voluntary and community sector. "
    "It is not law."
)
EXAMPLE = "This is example text. It shows how the Compact will read here. It has not been agreed or signed."


class CompactPage(SitePage):
    """The Compact's front page: what it is, and the way to its five codes."""

    has_house_address = True
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    max_count = 1
    subpage_types = ["compact.CodePage"]
    template = "compact/compact_page.html"

    class Meta:
        verbose_name = "Compact"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from assembly.compact.text import pages

        return {
            **super().get_context(request, *args, **kwargs),
            **pages.front_context(timezone.localdate()),
        }


class CodePage(SitePage):
    """The words around one code; its undertakings come from the record. Made by `services.make_code_pages`."""

    has_house_address = True
    code = models.OneToOneField(Code, models.PROTECT, related_name="page")
    records = ("code",)
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the undertakings.")

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels: ClassVar[list[Panel]] = []  # the address of a code never changes
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    is_creatable = False
    parent_page_types = ["compact.CompactPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "compact/code_page.html"

    class Meta:
        verbose_name = "code of the Compact"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from assembly.compact.text import pages

        return {
            **super().get_context(request, *args, **kwargs),
            **pages.code_context(self.code),
        }

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [("The Compact", page_at("compact"))]
