"""The register as open data: its columns, declared once, and how they are written."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import StreamingHttpResponse

from assembly.core.csv_files import csv_response

from .importers import own_csv
from .models import Award, financial_year_name

Columns = dict[str, Callable[[Any], object]]

# The titles are those of the 360Giving standard, so that the importer reads the file again; ours follow (`own_csv`).
# The standard requires a description. An award without one repeats its title, and an extra column says so.
AWARDS: Columns = {
    "Identifier": lambda award: award.grant_id,
    "Title": lambda award: award.title,
    "Description": lambda award: award.purpose or award.title,
    "Currency": lambda award: award.currency,
    "Amount Awarded": lambda award: award.amount,
    "Award Date": lambda award: award.awarded_on,
    "Planned Dates:Start Date": lambda award: award.starts_on,
    "Planned Dates:End Date": lambda award: award.ends_on,
    "Planned Dates:Duration (months)": lambda award: award.months,
    "Recipient Org:Identifier": lambda award: award.recipient_org_id,
    "Recipient Org:Name": lambda award: award.recipient_name,
    "Recipient Ind:Name": lambda award: award.recipient_shown if award.to_individual else "",
    "Funding Org:Identifier": lambda award: award.funder_org_id,
    "Funding Org:Name": lambda award: award.funder_known,
    "Funding Org:Department": lambda award: award.department_name,
    "Regrant Type": lambda award: award.regrant_type,
    "Financial year": lambda award: award.financial_year_name,
    own_csv.CLASS: lambda award: award.get_award_class_display(),
    own_csv.CATEGORY: lambda award: award.get_category_display(),
    own_csv.CARE: lambda award: "Yes" if award.residential_care else "",
    own_csv.IN_COUNTY: lambda award: _yes_or_no(award.in_county),
    own_csv.PUBLISHED_FUNDER: lambda award: award.funder_name,
    own_csv.UNDESCRIBED: lambda award: "" if award.purpose else "Yes",
}

TOTALS: Columns = {
    "Financial year": lambda line: financial_year_name(line["financial_year"]),
    "Funder": lambda line: line["funder_name"],
    "Funder identifier": lambda line: line["funder_org_id"],
    "Department": lambda line: line["department_name"],
    "Class": lambda line: Award(award_class=line["award_class"]).class_shown,
    "Awards": lambda line: line["awards"],
    "Total in pounds": lambda line: line["total"],
    "Total without residential and nursing care": lambda line: line["without_care"],
}


def answer(name: str, columns: Columns, records: Iterable[Any]) -> StreamingHttpResponse:
    """Send the records as they are read, however many there are."""
    rows = ([value(record) for value in columns.values()] for record in records)
    return csv_response(name, columns, rows)


def _yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - a fact of three values, not a switch
    return {True: "Yes", False: "No", None: ""}[value]
