"""Who held which office when."""

from typing import ClassVar

from django.db.models import Count, QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.core.reports import Report

from .models import Look, OfficeTerm


class OfficeTermFilterSet(WagtailFilterSet):
    class Meta:
        model = OfficeTerm
        fields = {"office": ["icontains"], "ended_on": ["isnull"]}


class OfficeReport(Report):
    slug = "offices"
    page_title = "Offices: who held them when"
    header_icon = "user"
    permission = "accounts.view_offices"
    filterset_class = OfficeTermFilterSet
    order = 125
    shown: ClassVar[dict[str, str]] = {
        "office": "Office",
        "user": "Person",
        "began_on": "From",
        "ended_on": "Ended on",
    }

    def get_queryset(self) -> QuerySet[OfficeTerm]:
        return OfficeTerm.objects.select_related("user")


class LookFilterSet(WagtailFilterSet):
    class Meta:
        model = Look
        fields = {"screen": ["exact"], "exported": ["exact"], "at": ["date__gte", "date__lte"]}


class LookReport(Report):
    """For the data protection lead. Looking at it is itself no look at anybody: it names office holders alone."""

    slug = "looks"
    page_title = "Who looked at personal data"
    header_icon = "view"
    permission = "accounts.view_look"
    filterset_class = LookFilterSet
    order = 130
    shown: ClassVar[dict[str, str]] = {
        "at": "When",
        "by": "Who looked",
        "screen_name": "Where",
        "number": "People seen",
        "exported": "Taken away as a file",
    }

    def get_queryset(self) -> QuerySet[Look]:
        found = Look.objects.select_related("by").annotate(number=Count("people"))
        return found.order_by("-at", "-pk")
