"""Every published consultation, and how it kept the twelve weeks."""

from typing import ClassVar

from django.db.models import QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.core.reports import Report

from .models import Consultation


class ConsultationFilterSet(WagtailFilterSet):
    class Meta:
        model = Consultation
        fields = ["body", "stage", "reason_code"]


class ConsultationReport(Report):
    slug = "consultations"
    page_title = "Consultations"
    header_icon = "help"
    permission = "consultations.view_consultation"
    filterset_class = ConsultationFilterSet
    order = 140
    shown: ClassVar[dict[str, str]] = {
        "page.title": "Consultation",
        "body.name": "Public body",
        "get_stage_display": "Stage",
        "opens_on": "Opening day",
        "closes_on": "Closing day",
        "window.length": "Days",
        "finding": "Finding",
        "reason_text": "Reason",
        "withdrawn_on": "Withdrawn on",
        "answered_organisation": "Responses of member organisations",
        "answered_group": "Responses of groups",
        "answered_individual": "Responses of individuals",
        "answered_outside": "Responses of other organisations",
    }

    def get_queryset(self) -> QuerySet[Consultation]:
        found = Consultation.objects.published().select_related("page", "body")
        return found.with_counts().order_by("-opens_on", "pk")
