"""A group as the Support Unit keeps it."""

from django import forms

from assembly.core.addressed import NumberedAddressForm
from assembly.membership.viewsets import organisation_chooser
from forums.models import Group


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
