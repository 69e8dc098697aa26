"""What the public register says of each organisation, for spreadsheets and programs. People are in neither."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.urls import reverse

from assembly.core.csv_files import csv_response
from assembly.core.open_data import whole_address

from .api import to_schema
from .models import Organisation
from .register import Found

CHUNK = 500
COLUMNS = {
    "name": "Name",
    "status": "Status",
    "numbers": "Official numbers",
    "legal_form": "Legal form",
    "social_enterprise": "Social enterprise",
    "infrastructure": "Infrastructure organisation",
    "income_band": "Income band",
    "income_year_ends_on": "Income of the year to",
    "income_amount": "Income in pounds",
    "districts": "Districts",
    "wards": "Wards",
    "themes": "Themes",
    "roles": "Roles in the sector",
    "fields": "Fields of activity",
    "icnptso": "ICNP/TSO",
    "tags": "Tags",
    "staff": "People employed",
    "volunteers": "Volunteers",
    "volunteer_hours": "Hours of volunteers a week",
    "people_counted_on": "People counted on",
    "quality_marks": "Quality marks",
    "offers": "Offers to others",
    "description": "What it does",
    "website": "Website",
    "member_since": "Member since",
    "page": "Page",
}


def register_csv(found: Found) -> StreamingHttpResponse:
    rows = ([_cell(row[name]) for name in COLUMNS] for row in _rows(found))
    return csv_response("register", COLUMNS.values(), rows)


def register_json(found: Found) -> StreamingHttpResponse:
    """One object, whose list of organisations is written as they are read."""
    answer = StreamingHttpResponse(_json(_rows(found)), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="register.json"'
    return answer


def _rows(found: Found) -> Iterator[dict[str, Any]]:
    ready = found.prefetch_related(*Organisation.SHOWN).select_related("profile")
    for organisation in ready.iterator(chunk_size=CHUNK):
        yield to_schema(organisation).model_dump(mode="json")


def _json(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f'{{"source": {json.dumps(whole_address(reverse("membership:organisation_list")))}, "organisations": [\n'
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}{json.dumps(row, ensure_ascii=False)}\n"
    yield "]}\n"


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value
