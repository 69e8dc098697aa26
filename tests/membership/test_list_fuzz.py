"""Whatever bytes a list holds: a sentence, a question or rows, and every row of the file is one of them."""

import csv
import datetime as dt
import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembly.core.rules import Refusal
from assembly.membership.member_lists import COLUMNS, read, read_table, recognised
from assembly.membership.member_lists.files import text_of, without

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["01/04/2008", "39539", "£12,500", "SN10 1AA", "299533", "=1", "\ufeff", '"']),
)


def looked_at(content):
    """The table and its rows; None where the bytes are refused, in a sentence."""
    table = None
    with suppress(Refusal):
        table = read_table(text_of(content, "a.csv"), "a.csv")
    if table is None:
        return None
    columns = recognised(table.titles) or {"Name": 0}
    return table, read(table, columns, on=dt.date(2026, 1, 1))


@FEW
@given(st.binary(max_size=200))
def test_any_bytes(content):
    looked_at(content)


@FEW
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4), st.sampled_from(",;\t"))
def test_every_row_is_there_and_says_its_own_words(rows, separator):
    """Of a well-formed file of our own titles: nothing is lost, and every row that holds something is there."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(COLUMNS[:3])
    writer.writerows(rows)
    content = file.getvalue().encode("utf-8", "surrogatepass")
    found = looked_at(content)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if found:
        _, preview = found
        assert len(preview.rows) == len(filled)
        for row in preview.rows:
            assert row.problems or row.facts["name"]


@FEW
@given(st.data())
def test_a_good_list_with_bytes_changed(data):
    content = bytearray("Name;Postcode;Member since\r\nCafé;SN10 1AA;01/04/2008\r\n".encode())
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    found = looked_at(bytes(content))
    if found:
        table, _ = found
        text = text_of(bytes(content), "a.csv")
        again = read_table(without(text, "a.csv", {0}), "a.csv")
        assert (again.titles, [number for number, _ in again.rows][:1]) == (
            table.titles,
            [n for n, cells in table.rows if cells[0].strip() or n in table.too_long][:1]
            or [number for number, _ in again.rows][:1],
        )
