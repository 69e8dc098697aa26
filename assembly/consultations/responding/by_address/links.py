"""The link in the mail with the copy: signed, it names the response and nothing else.

It is good for as long as the response is kept; what can be done with it follows from the row and the clock.
"""

from assembly.consultations.models import Response
from assembly.core.signed_links import SignedLinks

LINKS: SignedLinks[int] = SignedLinks(
    "assembly.consultations.response", "consultations:response_link", int
)


def path(response: Response) -> str:
    return LINKS.path(response.pk)


def read(token: str) -> Response | None:
    """The response of this link; None when we did not make the link, or the response is gone."""
    held = LINKS.read(token)
    found = Response.objects.select_related("consultation__page", "consultation__body__page")
    return held and found.filter(pk=held[0]).first()
