"""Who has signed which edition, read for a page, for a body and for the rules."""

import datetime as dt

from assembly.compact.models import Edition
from assembly.partners.models import PublicBody


def edition_signed(body: PublicBody, on: dt.date) -> Edition | None:
    """The newest adopted edition whose signature by this body, its own or an inherited one, held on that day."""
    held = body.signatures.holding(on).filter(
        edition__is_example=False, edition__published_at__isnull=False
    )
    newest = held.select_related("edition").order_by("-edition__number").first()
    return newest.edition if newest else None
