"""The awards of the register, to filter and take away."""

from typing import ClassVar

from django.db.models import QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.core.reports import Report

from .models import Award


class AwardFilterSet(WagtailFilterSet):
    class Meta:
        model = Award
        fields = ["financial_year", "award_class", "category", "residential_care", "in_county"]


class AwardReport(Report):
    slug = "awards"
    page_title = "Awards"
    header_icon = "doc-full"
    permission = "funding.view_award"
    filterset_class = AwardFilterSet
    order = 150
    shown: ClassVar[dict[str, str]] = {
        "title": "Award",
        "grant_id": "Identifier",
        "funder_name": "Funder",
        "department_name": "Department",
        "recipient_shown": "Recipient",
        "amount": "Amount",
        "currency": "Currency",
        "awarded_on": "Date",
        "financial_year_name": "Financial year",
        "class_shown": "Class",
        "get_category_display": "Category",
    }

    def get_queryset(self) -> QuerySet[Award]:
        return Award.objects.order_by("-awarded_on", "-pk")
