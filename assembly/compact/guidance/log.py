"""Who read which version of the guidance, and when: for the two offices, and for officers of their own bodies."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from assembly.accounts.models import FORMER_USER, User
from assembly.compact.models import Acknowledgement, Undertaking
from assembly.core.key_pages import Order
from assembly.core.templatetags.assembly import moment
from assembly.partners.models import PublicBody
from assembly.partners.scorecard.replies import spoken_for
from assembly.partners.selectors import bodies_of

MAY_SEE_ALL = "compact.view_acknowledgement"
NEWEST_FIRST = Order("at", dt.datetime.fromisoformat, descending=True)
HEADINGS = ("Public body", "Officer", "Undertaking", "Version", "Read at")


def bodies_seen_by(user: User, on: dt.date) -> list[PublicBody]:
    """All of them for the two offices; an officer's own, with those it followed."""
    if user.has_perm(MAY_SEE_ALL):
        return list(PublicBody.objects.order_by("name"))
    return sorted(spoken_for(user, on), key=lambda body: body.name)


def sees_any(user: User) -> bool:
    return user.has_perm(MAY_SEE_ALL) or bodies_of(user, timezone.localdate()).exists()


def undertakings_read() -> list[tuple[str, str]]:
    """Those of which somebody has read the guidance, as the filter offers them."""
    found = Undertaking.objects.filter(texts__guidance__acknowledgements__isnull=False)
    found = found.select_related("code").order_by("code__order", "order").distinct()
    return [(str(one.pk), str(one)) for one in found]


def read(
    bodies: list[PublicBody], *, body: int | None = None, undertaking: int | None = None
) -> QuerySet[Acknowledgement]:
    """What officers of these bodies read; one of another body is not among them, whatever was asked for."""
    found = Acknowledgement.objects.filter(body__in=bodies).select_related(
        "user", "body", "guidance__about__edition", "guidance__about__undertaking__code"
    )
    if body:
        found = found.filter(body=body)
    if undertaking:
        found = found.filter(guidance__about__undertaking=undertaking)
    return found


def rows(found: QuerySet[Acknowledgement]) -> Iterator[list[Any]]:
    for one in found.iterator(chunk_size=500):
        about = one.guidance.about
        yield [
            one.body.name,
            one.user or FORMER_USER,
            about.undertaking,
            one.guidance.version,
            moment(one.at),
        ]
