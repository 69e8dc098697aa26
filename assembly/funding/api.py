"""The funding register as open data. An individual is never named."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest

from ninja import Query, Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, listing, whole_address

from . import funders
from .models import Award

router = Router(tags=["Awards"])

Year = Annotated[
    int | None,
    Query(
        ge=1990,
        le=2200,
        description="The year in which the financial year begins: 2007 for 2007/08.",
    ),
]


class AwardOut(Schema):
    """Amounts are decimal strings, in the currency beside them."""

    key: int
    id: str
    title: str
    purpose: str
    amount: Decimal
    currency: str
    awarded_on: dt.date
    starts_on: dt.date | None
    ends_on: dt.date | None
    financial_year: int
    funder: str
    funder_org_id: str
    department: str
    recipient: str
    recipient_org_id: str
    organisation: str | None
    to_individual: bool
    # Empty where totals add it up; else currency, regrant, correction, or until its day future.
    apart: str
    award_class: str
    category: str
    residential_care: bool
    in_county: bool | None
    source: str
    licence: str
    page: str


def to_schema(award: Award) -> AwardOut:
    return AwardOut(
        key=award.pk,
        id="" if award.to_individual else award.grant_id,
        title=award.title,
        purpose=award.purpose,
        amount=award.amount,
        currency=award.currency,
        awarded_on=award.awarded_on,
        starts_on=award.starts_on,
        ends_on=award.ends_on,
        financial_year=award.financial_year,
        funder=award.funder_known,
        funder_org_id=award.funder_org_id,
        department=award.department_name,
        recipient=award.recipient_shown,
        recipient_org_id=award.recipient_org_id,
        organisation=award.recipient.slug if award.recipient else None,
        to_individual=award.to_individual,
        apart=award.reason_shown_apart,
        award_class=award.award_class,
        category=award.category,
        residential_care=award.residential_care,
        in_county=award.in_county,
        source=award.source.file_name,
        licence=award.source.attribution,
        page=whole_address(award.get_absolute_url()),
    )


@router.get("/awards", response={200: Listing[AwardOut], **REFUSALS})
def awards(
    request: HttpRequest, year: Year = None, after: After = 0, limit: Limit = 50
) -> dict[str, Any]:
    """Awards, of all years or of one; each with the file it was loaded from, and whose data that is."""
    known = funders.named(Award.objects.in_year(year)).select_related("recipient", "source")
    return listing(request, known, to_schema, after=after, limit=limit)
