"""The pages of groups: their words, around what the record holds."""

from typing import Any, ClassVar, cast

from django.db import models
from django.http import HttpRequest

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from assembly.core.addresses import page_at
from assembly.core.blocks import BodyBlock
from assembly.core.pages import SitePage
from assembly.membership.http import VisitorRequest

from .groups import Group


class GroupIndexPage(SitePage):
    """The list of all groups."""

    has_house_address = True
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, help_text="Stands above the list.")

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    max_count = 1
    subpage_types = ["forums.GroupPage"]
    template = "forums/group_index_page.html"

    class Meta:
        verbose_name = "groups index"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from forums.groups import selectors

        return {
            **super().get_context(request, *args, **kwargs),
            "sections": selectors.sections(),
        }


class GroupPage(SitePage):
    """The words around one group; its members come from the record. Made by `services.make_group_pages`."""

    has_house_address = True
    group = models.OneToOneField(Group, models.PROTECT, related_name="page")
    records = (
        "group__convened_by",
        "group__theme",
        "group__district",
        "group__partnership",
    )
    lead = models.TextField(max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, help_text="Stands below the remit.")

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels: ClassVar[list[Panel]] = []  # the address of a group never changes
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.RelatedFields("group", [index.SearchField("remit")]),
    ]
    is_creatable = False
    parent_page_types = ["forums.GroupIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "forums/group_page.html"

    class Meta:
        verbose_name = "group page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from forums.groups import selectors

        return {
            **super().get_context(request, *args, **kwargs),
            **selectors.group_context(
                self.group,
                cast("VisitorRequest", request).acting.organisation,
                request.GET.get("page"),
            ),
        }

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [("Groups", page_at("groups"))]
