"""Where member organisations meet: strategic groups, district forums and the county forum."""

import datetime as dt
from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from assembly.accounts.models import User
from assembly.core.addresses import page_at
from assembly.core.blocks import BodyBlock
from assembly.core.pages import SitePage
from assembly.membership.http import VisitorRequest
from assembly.membership.models import District, Organisation, Theme
from assembly.partners.models import Partnership


class Group(models.Model):
    """A strategic (thematic) group, a district forum or the county forum. `GroupPage` holds its words."""

    class Kind(models.TextChoices):
        STRATEGIC = "strategic", "Strategic group"
        DISTRICT = "district", "District forum"
        COUNTY = "county", "County forum"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    remit = models.TextField(max_length=2_000)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="groups")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="groups"
    )
    convenor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="convenes"
    )
    convenor_from = models.DateField(null=True, blank=True)
    convenor_ends_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day after the last day of the term; empty where somebody was named before terms had one.",
    )
    convened_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="convenes",
        help_text="The convening organisation.",
    )
    partnership = models.OneToOneField(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forum",
        help_text="For the county forum: the seats that the district forums fill.",
    )
    members = models.ManyToManyField(Organisation, through="GroupMembership", related_name="groups")

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="district") | Q(district__isnull=False),
                name="group_forum_has_district",
                violation_error_message="A district forum needs its district.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="county") | Q(partnership__isnull=False),
                name="group_county_forum_has_seats",
                violation_error_message="The county forum needs the seats that the district forums fill.",
            ),
            models.CheckConstraint(
                condition=Q(convenor_ends_on=None) | Q(convenor_ends_on__gt=F("convenor_from")),
                name="group_convenor_term_in_order",
                violation_error_message="The convenor's term ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return str(page_at(f"groups/{self.slug}"))

    def convenor_on(self, day: dt.date) -> "User | None":
        """Who convenes it on this day: a term that is over gives nothing."""
        over = self.convenor_ends_on is not None and self.convenor_ends_on <= day
        return None if over else self.convenor

    @property
    def last_day_of_term(self) -> dt.date | None:
        return self.convenor_ends_on - dt.timedelta(days=1) if self.convenor_ends_on else None

    @property
    def is_county_forum(self) -> bool:
        return self.kind == self.Kind.COUNTY


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def current(self) -> Self:
        return self.filter(left_on=None)


class GroupMembership(models.Model):
    """An organisation's time in a group."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="group_memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["group", "joined_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(left_on=None),
                name="membership_once_a_group",
                violation_error_message="The organisation is in this group already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.group}"


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
        from . import selectors

        return {
            **super().get_context(request, *args, **kwargs),
            "sections": selectors.sections(),
        }


class GroupPage(SitePage):
    """The words around one group; its members come from the record. Made by `services.make_group_pages`."""

    has_house_address = True
    group = models.OneToOneField(Group, models.PROTECT, related_name="page")
    records = (
        "group__convenor",
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
        from . import selectors

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
