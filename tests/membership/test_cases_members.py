"""Lists as people sent them: each is read, each cell right, or says by row what is wrong and what to do."""

import datetime as dt

import pytest

from assembly.core.rules import Refusal
from assembly.membership.services import lists
from tests.factories.membership import DistrictFactory

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

MAPPED = {
    "members-09-header-variants.csv": {
        "Name": 0,
        "Official number": 1,
        "Postcode": 2,
        "Website": 3,
        "Member since": 4,
    }
}
# File -> for each row its number, facts it must have, and the words of its problems.
READ = {
    "members-02-semicolon-bom-excel.csv": [
        (
            2,
            {"name": "Archway Foundation", "org_id": "GB-CHC-299533", "postcode": "OX4 1EJ"},
            [],
        ),
    ],
    "members-03-trailing-empty-rows-cols.csv": [
        (2, {"name": "Archway Foundation", "org_id": "GB-CHC-299533"}, [])
    ],
    "members-05-dates.csv": [
        (2, {"name": "A", "since": dt.date(2008, 4, 1)}, []),
        (3, {"since": dt.date(2008, 4, 1)}, []),
        (4, {"since": None}, ["The year has two digits only"]),
        (5, {"since": None}, ["The day is missing"]),
        (6, {"since": None}, ["The day is missing"]),
        (7, {"since": None}, ["looks like 1 April 2008 as a spreadsheet counts days"]),
        (8, {"since": None}, ["The year has two digits only"]),
        (9, {"since": dt.date(2008, 4, 1)}, []),
        (10, {"since": dt.date(2008, 4, 1)}, []),
    ],
    "members-07-web-postcodes.csv": [
        (2, {"postcode": "OX1 1BX", "website": "https://www.example.org"}, []),
        (3, {}, ["Website: This is no address", "Postcode: Enter a whole postcode"]),
        (4, {"website": "https://example.org"}, ["Postcode: Enter a whole postcode"]),
        (
            5,
            {"website": "https://facebook.com/ourgroup"},
            ["Postcode: Enter a whole postcode"],
        ),
        (6, {}, ["Website: This is no address"]),
        (
            7,
            {},
            ["Website: These are several addresses", "Postcode: Enter a whole postcode"],
        ),
    ],
    "members-08-case-and-branch-duplicates.csv": [
        (2, {"name": "Age Concern Wiltshire"}, []),
        (3, {"name": "AGE CONCERN WILTSHIRE", "asks": True}, []),
        (4, {"name": "Age Concern Wiltshire Ltd", "asks": True}, []),
        (5, {"name": "Scouts 1st Devizes"}, []),
        (6, {"name": "Scouts 2nd Devizes"}, ["This number stands in row 5 already."]),
    ],
    "members-09-header-variants.csv": [
        (2, {"name": "Archway", "org_id": "GB-CHC-299533", "postcode": "OX4 1EJ"}, [])
    ],
    "members-10-cp1252.csv": [
        (
            2,
            {
                "name": "Café René \N{EN DASH} “the Friday group”",
                "description": "It\u2019s a lunch club",
            },
            [],
        )
    ],
    "members-11-utf16-excel-unicode-text.txt": [
        (2, {"name": "Archway", "org_id": "GB-CHC-299533"}, [])
    ],
    "members-12-quoted-newline.csv": [
        (2, {"name": "Archway", "description": "Line one\nline two"}, []),
        (3, {"name": 'The "Open Door" Trust', "description": "x"}, []),
    ],
    "members-14-short-and-long-rows.csv": [
        (2, {"name": "Archway", "org_id": "GB-CHC-299533"}, []),
        (3, {"name": "Second", "postcode": "OX1 1BX"}, ["“extra” stands beyond the last"]),
    ],
    "members-15-formula.csv": [
        (2, {"name": "=HYPERLINK(1)", "description": "+44 123"}, []),
        (3, {"name": "-5 Group", "description": "@home"}, []),
    ],
    "members-16-nbsp-zero-width.csv": [
        (2, {"name": "Archway Foundation", "org_id": "GB-CHC-299533"}, [])
    ],
    "members-17-income-words.csv": [
        (2, {"income_band": "small"}, ["“Charity” is none of these"]),
        (3, {"income_band": "small", "legal_form": "cio"}, []),
        (4, {}, ["“Registered charity or trust” is none", "“Under £10k” is none of these"]),
        (5, {"income_band": "micro"}, ["“Company limited by guarantee” is none of these"]),
        (6, {"legal_form": "association"}, []),
    ],
    "members-18-tagged-districts.csv": [
        (2, {}, ["There is no district “Kennet, Salisbury”. Put a semicolon between two."]),
        (3, {}, ["There is no district “Kennet / Salisbury”."]),
        (4, {"districts": ["Kennet", "Salisbury"]}, []),
        (5, {}, ["There is no district “All”."]),
        (6, {}, ["There is no district “Wiltshire”."]),
    ],
    "members-19-mac-cr.csv": [(2, {"name": "Archway", "org_id": "GB-CHC-299533"}, [])],
}
REFUSED = {"members-13-unbalanced-quote.csv": "breaks off in row 3"}


@pytest.fixture(autouse=True)
def county(db):
    for name in ("Kennet", "Salisbury"):
        DistrictFactory(name=name, slug=name.lower())


def read(shared_cases, name, dev):
    content = (shared_cases / "members" / name).read_bytes()
    found = lists.upload_list(content, name, by=dev)
    if name in MAPPED:
        assert found.columns is None
        found = lists.name_columns(found, MAPPED[name], by=dev)
    return lists.preview(found)


@pytest.mark.parametrize("name", READ)
def test_a_list_is_read_each_cell_right_or_named(shared_cases, dev, name):
    rows = read(shared_cases, name, dev).rows
    assert [row.number for row in rows] == [number for number, _, _ in READ[name]]
    for row, (_, facts, words) in zip(rows, READ[name], strict=True):
        shown = {
            **row.facts,
            "since": row.since,
            "asks": row.asks,
            "districts": [each.name for each in row.districts],
        }
        assert {key: shown.get(key) for key in facts} == facts
        assert len(row.problems) == len(words), row.problems
        assert all(any(word in one for one in row.problems) for word in words), row.problems


@pytest.mark.parametrize("name", REFUSED)
def test_a_list_that_breaks_off_names_the_row(shared_cases, dev, name):
    with pytest.raises(Refusal, match=REFUSED[name]):
        read(shared_cases, name, dev)


def test_no_list_stands_there_unread(shared_cases):
    names = {path.name for path in (shared_cases / "members").iterdir()}
    assert names == {*READ, *REFUSED}
