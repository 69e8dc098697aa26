"""Who has signed the Compact, as open data."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ninja import Router, Schema

from assembly.compact.models import Signature
from assembly.core.open_data import REFUSALS, After, Limit, Listing, listing, whole_address

from . import selectors
from .showing import address_of

router = Router(tags=["The Compact"])


class SignatureOut(Schema):
    """`way` says how it came: signed, pledged on the site, or inherited. One that ended has its day and reason."""

    edition: int
    edition_title: str
    side: str
    signatory: str
    name_as_signed: str
    way: str
    signed_on: dt.date
    decided_by: str
    inherited_from: list[str]
    apart_from: str | None
    ended_on: dt.date | None
    ended_because: str | None
    page: str | None


def to_schema(one: Signature) -> SignatureOut:
    over_on = one.over_on
    is_over = over_on is not None and over_on <= timezone.localdate()
    address = address_of(one.signatory)
    said = [former.name for former in one.inherited_from.all()]
    return SignatureOut(
        edition=one.edition.number,
        edition_title=str(one.edition),
        side="public-body" if one.body_id else "organisation",
        signatory=one.signatory.slug,
        name_as_signed=one.name,
        way=one.way,
        signed_on=one.signed_on,
        decided_by=one.decided_by,
        inherited_from=[*said, *([one.predecessors] if one.predecessors else [])],
        apart_from=str(one.apart_from) if one.apart_from else None,
        ended_on=over_on if is_over else None,
        ended_because=one.over_because if is_over else None,
        page=whole_address(address) if address else None,
    )


@router.get("/compact/signatories", response={200: Listing[SignatureOut], **REFUSALS})
def signatories(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every signature to an edition that was adopted, those that ended too. Champions are not shown."""
    return listing(request, selectors.listed(), to_schema, after=after, limit=limit)
