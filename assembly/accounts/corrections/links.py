"""The link mailed to a new address: signed, it names the correction and nothing else."""

from django.core import signing
from django.urls import reverse

from assembly.accounts.models import AddressCorrection

SIGNER = signing.Signer(salt="assembly.accounts.correction", sep=".")


def path(correction: AddressCorrection) -> str:
    return reverse("accounts:address_confirm", args=[SIGNER.sign(str(correction.pk))])


def read(token: str) -> AddressCorrection | None:
    """The correction of this link; None when we did not make the link, or the correction is forgotten."""
    try:
        pk = int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return AddressCorrection.objects.select_related("user").filter(pk=pk).first()
