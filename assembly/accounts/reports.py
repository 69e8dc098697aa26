"""Who held which office when."""

from typing import ClassVar

from django.db.models import QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.core.reports import Report

from .models import OfficeTerm


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
