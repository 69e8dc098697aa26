"""What is published of the responses, as a file for a spreadsheet."""

from collections.abc import Iterator

from assembly.consultations.models import Consultation, Response
from assembly.consultations.reading.exports import Columns, agreed_by, batches

from .selectors import KINDS, is_named, published

FIRST_COLUMNS = (
    "Response",
    "Who responded",
    "Name",
    "Organisations in the group",
    "Organisations that agreed",
)


def header(columns: Columns) -> tuple[str, ...]:
    return (*FIRST_COLUMNS, *columns.headings)


def rows(consultation: Consultation, columns: Columns) -> Iterator[tuple[object, ...]]:
    """Two queries for each batch: what nobody is to learn of an unnamed sender is not in the row."""
    for batch in batches(published(consultation), columns, redacted=True):
        agreed = agreed_by([version for version, _ in batch if is_named(version)])
        for version, answers in batch:
            response = version.response
            if is_named(version):
                size, behind = response.group_organisations, agreed.get(response.pk, "")
                who = (response.get_kind_display(), response.respondent, size, behind)
            else:
                who = (KINDS[Response.Kind(response.kind)], "", None, "")
            yield (response.pk, *who, *answers)
