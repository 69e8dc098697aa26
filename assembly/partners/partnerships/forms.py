"""A partnership as the Support Unit enters it."""

from typing import Any

from django import forms

from assembly.core.addressed import NumberedAddressForm
from assembly.partners.models import Partnership

from . import sides


class PartnershipForm(NumberedAddressForm):
    class Meta:
        model = Partnership
        fields = ["name", "kind", "purpose", "website", "order"]
        help_texts = {"order": "Its place in lists: the lowest number comes first."}

    website = forms.URLField(
        required=False, assume_scheme="https", help_text="The partnership's own website, if any."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kept = Partnership.objects.filter(pk=self.instance.pk).first()
        kind = cleaned.get("kind")
        if kept and kind:
            ruling = sides.may_change_kind(
                Partnership(name=kept.name, kind=kind),
                was=kept.kind,
                has_seats=kept.seats.exists(),
            )
            if not ruling:
                self.add_error("kind", ruling.reason)
        return cleaned
