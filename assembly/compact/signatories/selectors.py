"""Who has signed which edition on a day."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from assembly.compact.models import Edition, Signature
from assembly.partners.models import PublicBody


def signatures_in_force(on: Any) -> QuerySet[Signature]:
    """Those that hold on a day, to an edition that is in force then, the newest edition first.

    A day may be a field of an outer query: `OuterRef("opens_on")`.
    """
    return (
        Signature.objects.holding(on)
        .filter(
            edition__published_at__isnull=False,
            edition__is_example=False,
            edition__in_force_from__lte=on,
        )
        .order_by("-edition__number")
    )


def edition_signed(body: PublicBody, on: dt.date) -> Edition | None:
    """The newest edition that a public body had signed, or inherited, and that was in force on a day."""
    found = signatures_in_force(on).filter(body=body).select_related("edition").first()
    return found.edition if found else None
