"""Public bodies, their parts and people, partnerships and seats inside the Wagtail admin."""

from wagtail.admin.viewsets.model import ModelViewSetGroup

from assembly.core.viewsets import RecordedViewSet

from .bodies.staff import DepartmentViewSet, PublicBodyViewSet
from .models import Meeting, Officer, Partnership, Seat


class OfficerViewSet(RecordedViewSet):
    """Named contacts. The account that acts for a body is joined to it by whoever appoints office holders."""

    model = Officer
    icon = "user"
    list_display = ["name", "post", "body", "department", "ends_on"]
    list_filter = ["body"]
    form_fields = ["body", "department", "name", "post", "starts_on", "ends_on"]


class PartnershipViewSet(RecordedViewSet):
    model = Partnership
    icon = "group"
    list_display = ["name", "kind", "order"]
    list_filter = ["kind"]
    form_fields = ["name", "slug", "kind", "purpose", "website", "order"]


class SeatViewSet(RecordedViewSet):
    model = Seat
    icon = "pick"
    list_display = ["title", "partnership", "theme", "district", "term_months"]
    list_filter = ["partnership", "theme", "district"]
    form_fields = [
        "partnership",
        "title",
        "theme",
        "district",
        "term_months",
        "order",
        "abolished_on",
    ]


class MeetingViewSet(RecordedViewSet):
    """Meetings of partnerships, of which those who sit there report."""

    model = Meeting
    icon = "date"
    list_display = ["partnership", "held_on", "title", "cancelled"]
    list_filter = ["partnership"]
    form_fields = ["partnership", "held_on", "title", "papers", "cancelled"]


class PartnersViewSetGroup(ModelViewSetGroup):
    menu_label = "Partners"
    menu_icon = "globe"
    menu_order = 210
    items = (
        PublicBodyViewSet,
        DepartmentViewSet,
        OfficerViewSet,
        PartnershipViewSet,
        SeatViewSet,
        MeetingViewSet,
    )
