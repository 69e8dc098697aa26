"""The link of an invitation: signed, it names the invitation and nothing else. When it runs out stands in the row."""

from assembly.core.signed_links import SignedLinks

from .models import Invitation

LINKS: SignedLinks[int] = SignedLinks(
    "assembly.membership.invitation", "membership:invitation", int
)


def path(invitation: Invitation) -> str:
    return LINKS.path(invitation.pk)


def read(token: str) -> Invitation | None:
    """The invitation of this link; None when we did not make the link, or the invitation is gone."""
    held = LINKS.read(token)
    found = Invitation.objects.select_related("organisation", "invited_by")
    return held and found.filter(pk=held[0]).first()
