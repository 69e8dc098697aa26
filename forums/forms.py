"""A group as the Support Unit keeps it."""

from typing import Any

from django import forms

from assembly.membership.viewsets import organisation_chooser

from .models import Group


class GroupForm(forms.ModelForm):
    """All but its convenor, who is named for a term on a screen of its own (`convening.staff`)."""

    class Meta:
        model = Group
        fields = [
            "name",
            "slug",
            "kind",
            "remit",
            "theme",
            "district",
            "partnership",
            "convened_by",
        ]
        widgets = {"convened_by": organisation_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Links to the group and its page lead to this address.
            self.fields["slug"].disabled = True
