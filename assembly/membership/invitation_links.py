"""The link of an invitation: signed, it names the invitation and nothing else. When it runs out stands in the row."""

from django.core import signing
from django.urls import reverse

from .models import Invitation

SIGNER = signing.Signer(salt="assembly.membership.invitation", sep=".")


def path(invitation: Invitation) -> str:
    return reverse("membership:invitation", args=[SIGNER.sign(str(invitation.pk))])


def read(token: str) -> Invitation | None:
    """The invitation of this link; None when we did not make the link, or the invitation is gone."""
    try:
        pk = int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("organisation", "invited_by").filter(pk=pk).first()
