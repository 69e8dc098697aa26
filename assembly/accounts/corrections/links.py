"""The link mailed to a new address: signed, it names the correction and nothing else."""

from assembly.accounts.models import AddressCorrection
from assembly.core.signed_links import SignedLinks

LINKS: SignedLinks[int] = SignedLinks(
    "assembly.accounts.correction", "accounts:address_confirm", int
)


def path(correction: AddressCorrection) -> str:
    return LINKS.path(correction.pk)


def read(token: str) -> AddressCorrection | None:
    """The correction of this link; None when we did not make the link, or the correction is forgotten."""
    held = LINKS.read(token)
    return held and AddressCorrection.objects.select_related("user").filter(pk=held[0]).first()
