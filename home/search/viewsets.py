"""Words that mean the same, inside the Wagtail admin."""

from assembly.core.viewsets import RecordedViewSet

from .models import SynonymSet


class SynonymSetViewSet(RecordedViewSet):
    model = SynonymSet
    icon = "search"
    menu_label = "Search words"
    menu_order = 650
    add_to_admin_menu = True
    list_display = ["words", "in_use"]
    form_fields = ["words", "in_use"]
