"""Bank holidays inside the Wagtail admin."""

from typing import Any

from assembly.core.viewsets import RecordedViewSet

from .forms import BankHolidayForm
from .models import BankHoliday


class BankHolidayViewSet(RecordedViewSet):
    model = BankHoliday
    icon = "date"
    menu_label = "Bank holidays"
    menu_order = 660
    add_to_admin_menu = True
    list_display = ["name", "day", "kind"]
    index_results_template_name = "core/staff/bank_holiday_results.html"

    def get_form_class(self, for_update: bool = False) -> type[BankHolidayForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return BankHolidayForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return
