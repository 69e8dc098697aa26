"""Reports on the register and on who acts for whom."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.accounts import looks
from assembly.core.reports import Report

from .models import Delegate, Organisation


class OrganisationFilterSet(WagtailFilterSet):
    class Meta:
        model = Organisation
        fields = ["status", "legal_form", "income_band", "infrastructure", "districts", "themes"]


class OrganisationReport(Report):
    slug = "organisations"
    page_title = "Organisations"
    header_icon = "group"
    permission = "membership.view_organisation"
    filterset_class = OrganisationFilterSet
    order = 110
    shown: ClassVar[dict[str, str]] = {
        "name": "Organisation",
        "get_status_display": "Status",
        "org_id": "Official number",
        "get_legal_form_display": "Legal form",
        "get_income_band_display": "Yearly income",
        "district_names": "Works in",
        "theme_names": "Works on",
        "applied_on": "Applied on",
        "admitted_on": "Member since",
        "website": "Website",
    }

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.prefetch_related("districts", "themes")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found.distinct()


class DelegateFilterSet(WagtailFilterSet):
    class Meta:
        model = Delegate
        fields = ["role", "is_voter", "is_deputy"]


class DelegateReport(Report):
    """People are named here: it is for those who keep the register."""

    slug = "delegates"
    page_title = "Delegates"
    header_icon = "user"
    permission = "membership.view_delegate"
    filterset_class = DelegateFilterSet
    order = 120
    shown: ClassVar[dict[str, str]] = {
        "organisation.name": "Organisation",
        "user": "Person",
        "user.email": "E-mail address",
        "get_role_display": "Role",
        "is_voter": "Voter",
        "is_deputy": "Deputy",
        "started_on": "From",
        "ended_on": "Until",
    }

    def decorate_paginated_queryset(self, object_list: QuerySet[Delegate]) -> QuerySet[Delegate]:
        people = [delegate.user_id for delegate in object_list]
        looks.note(self.request.user, "delegates", people, exported=self.is_export)
        return object_list

    def get_queryset(self) -> QuerySet[Delegate]:
        found = Delegate.objects.select_related("organisation", "user")
        return found.order_by("organisation__name", "started_on", "pk")
