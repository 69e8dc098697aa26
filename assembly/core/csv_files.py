"""Files for a spreadsheet, which must not run what somebody typed into a form."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from .clean_text import clean

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - read as formulas too
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes UTF-8 for something else


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    name: str, header: Iterable[str], rows: Iterable[Iterable[Any]]
) -> StreamingHttpResponse:
    """Answer with a CSV file, written line by line as the rows come."""
    return StreamingHttpResponse(
        _lines(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slugify(name) or "figures"}.csv"'},
    )


def safe_cell(value: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet would take for a formula; numbers stay numbers.

    So too before one that has such an apostrophe already, or `plain_cell` could not tell the two apart.
    """
    if value is None or isinstance(value, int | Decimal):
        return value
    written = clean(str(value))
    return f"'{written}" if _is_like_a_formula(written) else written


def plain_cell(written: str) -> str:
    """The text that `safe_cell` was given."""
    return written[1:] if written.startswith("'") and _is_like_a_formula(written) else written


def _is_like_a_formula(written: str) -> bool:
    return written.lstrip("'").lstrip(" ").startswith(FORMULA)


def _lines(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([clean(name) for name in header])
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])
