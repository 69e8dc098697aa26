"""The links in mails to those who follow without an account. They hold keys and no address."""

from assembly.core.signed_links import SignedLinks

# The follower, and what they asked for (`things`).
CONFIRM: SignedLinks[int, str] = SignedLinks(
    "assembly.consultations.following.confirm", "consultations:follow_confirm", int, str
)
STOP: SignedLinks[int] = SignedLinks(
    "assembly.consultations.following.stop", "consultations:follow_stop", int
)
