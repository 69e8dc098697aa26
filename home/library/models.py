"""Pages of the resource library."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from assembly.core.blocks import BodyBlock
from assembly.core.pages import SitePage
from assembly.membership.classification import Need


class Audience(models.TextChoices):
    """For whom a resource is written."""

    EVERYBODY = "everybody", "For everybody"
    NEW_GROUPS = "new-groups", "For new and small groups"
    TRUSTEES = "trustees", "For trustees and committees"
    MANAGERS = "managers", "For managers and staff"
    VOLUNTEERS = "volunteers", "For volunteers"


class ResourceIndexPage(SitePage):
    """The resource library: every resource, narrowed by need and audience."""

    has_house_address = True
    lead = models.TextField(max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ResourcePage"]
    template = "home/library/resource_index_page.html"

    class Meta:
        verbose_name = "resource library"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .forms import LibraryForm
        from .selectors import cards, listed

        form = LibraryForm(request.GET)
        return {
            **super().get_context(request, *args, **kwargs),
            "form": form,
            "resources": cards(listed(self, form.chosen()), with_need=True),
        }


class ResourcePage(SitePage):
    """One resource: what it is for and for whom, and its words, its file or its link."""

    need = models.CharField(max_length=20, choices=Need.choices)
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.EVERYBODY)
    summary = models.TextField(max_length=300, help_text="Shown in lists.")
    body = StreamField(BodyBlock(), blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="file",
    )
    link = models.URLField("address of it elsewhere", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("need"), FieldPanel("audience")], heading="For what and whom"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("link")], heading="File or link"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/library/resource_page.html"

    class Meta:
        verbose_name = "resource"

    def leave_out_text(self) -> None:
        """The file and the link are what it says."""
        super().leave_out_text()
        self.document, self.link = None, ""

    def clean(self) -> None:
        super().clean()
        if not (self.body or self.document or self.link):
            raise ValidationError("A resource needs words, a file or a link.")
