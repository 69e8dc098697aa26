"""Themes, districts and consortia, as the Support Unit enters them."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from assembly.core.addressed import AddressedForm, NumberedAddressForm
from assembly.core.widgets import DayInput
from assembly.membership.models import Consortium, District, Theme
from assembly.membership.rules import areas as rules


class ThemeForm(AddressedForm):
    class Meta:
        model = Theme
        fields = ["name", "order", "retired_on"]
        help_texts = {
            "order": "Its place in lists: the lowest number comes first.",
            "retired_on": "From this day nobody can choose it. Whatever already has it keeps it.",
        }
        widgets = {"retired_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.setdefault("order", _last_place() + 1)


def _last_place() -> int:
    last: int | None = Theme.objects.aggregate(last=Max("order"))["last"]
    return last or 0


class DistrictForm(AddressedForm):
    class Meta:
        model = District
        fields = [
            "name",
            "code",
            "in_county",
            "starts_on",
            "ends_on",
            "successor",
            "map_column",
            "map_row",
        ]
        help_texts = {
            "ends_on": "Where another district follows it, prepare that under Successions instead.",
            "successor": "Of a district that ended before it was entered here: the one it became part of.",
            "map_column": "Its place on the drawn map, counted from the left: 0 is the first.",
            "map_row": "Counted from the top: 0 is the first. Leave both empty to show it in the table only.",
        }
        widgets = dict.fromkeys(("starts_on", "ends_on"), DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What is there is followed by a succession, which takes two people (`partners.succession`)."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["successor"]
        if self.instance.successor_id:
            del self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day is before the first one.")
        ruling = rules.may_be_followed(self.instance, cleaned.get("successor"), ends_on)
        if ends_on and "ends_on" in self.changed_data and not self.instance.pk:
            ruling = ruling and rules.has_ended(
                cleaned.get("successor"), ends_on, timezone.localdate()
            )
        if not ruling:
            self.add_error("successor", ruling.reason)
        return cleaned


class ConsortiumForm(NumberedAddressForm):
    class Meta:
        model = Consortium
        fields = ["name", "description"]
