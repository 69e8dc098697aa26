"""Links that turn a category of mail off without signing in (RFC 8058).

A link is signed and names a person and a category, nothing else. It holds no time: a mail that keeps no more than
its day must not carry the second in its footer. It does not run out, because mail is read late.
"""

from typing import Any

from django.conf import settings

from assembly.core.signed_links import SignedLinks

from . import kinds
from .kinds import Category, Kind
from .models import Email

LINKS: SignedLinks[int, str] = SignedLinks(
    "assembly.notifications.unsubscribe", "notifications:turn_off", int, str
)
# In place of a category: everything that the person has in digests.
DIGESTS = "digests"


def link(user_pk: int, scope: str) -> str:
    return f"{settings.SITE_URL}{LINKS.path(user_pk, scope)}"


def read(token: str) -> tuple[int, str] | None:
    """The person and what is to be turned off; None when we did not make this link."""
    return LINKS.read(token)


def scope_of(name: str) -> str:
    """What the link in such a mail turns off; empty when it may not be turned off."""
    if name == kinds.DIGEST:
        return DIGESTS
    kind = kinds.kinds.get(name)
    return kind.category.value if kind and not kind.always else ""


def footer(user_pk: int, kind: Kind) -> dict[str, Any]:
    """What the foot of a mail says of choosing: the category, the page, and the link when it may be turned off."""
    if kind.always:
        return {}
    return {
        "category": kind.category.label,
        "unsubscribe_url": link(user_pk, kind.category.value),
    }


def headers(email: Email) -> dict[str, str]:
    """What mail programs make their own button of (RFC 8058)."""
    scope = scope_of(email.kind)
    if email.user_id and scope:
        return _headers(link(email.user_id, scope))
    return _headers(f"{settings.SITE_URL}{email.stop_page}") if email.stop_page else {}


def _headers(address: str) -> dict[str, str]:
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def categories_of(scope: str) -> list[Category]:
    """The category that a link names; none for digests, which the person's own choices decide."""
    return [Category(scope)] if scope in Category.values else []
