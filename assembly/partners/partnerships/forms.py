"""A partnership as the Support Unit enters it."""

from django import forms

from assembly.core.addressed import NumberedAddressForm
from assembly.partners.models import Partnership


class PartnershipForm(NumberedAddressForm):
    class Meta:
        model = Partnership
        fields = ["name", "kind", "purpose", "website", "order"]
        help_texts = {"order": "Its place in lists: the lowest number comes first."}

    website = forms.URLField(
        required=False, assume_scheme="https", help_text="The partnership's own website, if any."
    )
