"""The words of the glossary inside the Wagtail admin."""

from typing import Any

from django.urls import reverse

from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from assembly.core.models import GlossaryTerm
from assembly.core.viewsets import RecordedViewSet

from .forms import GlossaryForm


class GlossaryIndexView(generic.IndexView):
    @property
    def header_more_buttons(self) -> list[Button]:
        load = Button(
            "Load the usual words",
            url=reverse("glossary_staff:load"),
            icon_name="download",
            priority=30,
        )
        return [*super().header_more_buttons, load]


class GlossaryViewSet(RecordedViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = "Glossary"
    menu_order = 650
    add_to_admin_menu = True
    index_view_class = GlossaryIndexView
    index_results_template_name = "home/staff/glossary_results.html"
    list_display = [
        "term",
        "also",
        "meaning",
        BooleanColumn("in_search", label="Search"),
        BooleanColumn("on_pages", label="On pages"),
    ]
    list_filter = ["in_search", "on_pages"]
    search_fields = ["term", "also", "meaning"]

    def get_form_class(self, for_update: bool = False) -> type[GlossaryForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return GlossaryForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return
