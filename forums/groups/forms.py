"""A group as the Support Unit keeps it."""

from typing import Any

from django import forms

from assembly.core.addressed import NumberedAddressForm
from assembly.membership.viewsets import organisation_chooser
from forums.models import Group

from . import rules


class GroupForm(NumberedAddressForm):
    """All but its convenor, who is named for a term on a screen of its own (`convening.staff`)."""

    class Meta:
        model = Group
        fields = [
            "name",
            "kind",
            "remit",
            "duties",
            "theme",
            "district",
            "partnership",
            "feeds",
            "quorum",
            "convened_by",
        ]
        widgets = {
            "convened_by": organisation_chooser.widget_class,
            "feeds": forms.CheckboxSelectMultiple,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kind" in cleaned and "partnership" in cleaned:
            ruling = rules.fits_partnership(cleaned["kind"], cleaned["partnership"])
            if not ruling:
                self.add_error("partnership", ruling.reason)
        return cleaned
