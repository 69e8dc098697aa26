"""The small 360Giving CSV files from real trouble, each with what must become of it."""

import datetime as dt
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

import pytest

from assembly.core.uploads import kinds, services
from assembly.funding.models import Award

from .test_import_grants import run

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

# Taken, and a part of what is told.
TAKEN = {
    "grantcsv-01-bom.csv": "",
    "grantcsv-03-cp1252-pound.csv": "Read as Windows-1252",
    "grantcsv-04-pounds-commas.csv": "Amounts with a pound sign or commas were read as numbers: 1 row.",
    "grantcsv-05-commas.csv": "Amounts with a pound sign or commas were read as numbers: 1 row.",
    "grantcsv-08-nbsp-header.csv": "",
    "grantcsv-10-semicolons.csv": "",
    "grantcsv-11-tabs.csv": "",
    "grantcsv-12-empty-rows-and-columns.csv": "",
    "grantcsv-17-array-index-header.csv": "",
    "grantcsv-19-mac-line-ends.csv": "",
    "grantcsv-20-multiline-cell.csv": "2 awards",
    "grantcsv-23-trailing-spaces.csv": "",
    "grantcsv-24-hash-comment.csv": "",
    "grantcsv-26-time-in-date.csv": "",
    "grantcsv-27-zero-padded-amount-trailing-zero.csv": "",
    "grantcsv-28-amount-plus.csv": "",
}  # fmt: skip
REFUSED = {
    "grantcsv-02-utf16.csv": (2, "is in UTF-16: save it as UTF-8."),
    "grantcsv-06-excel-serial-date.csv": (1, "row 2: Award Date “43741” is not a date such as 2014-07-24 "
     "(year, month, day). It looks like 3 October 2019: write 2019-10-03."),
    "grantcsv-07-uk-date.csv": (1, "row 2: Award Date “03/10/2019” is not a date such as 2014-07-24 "
     "(year, month, day). It looks like 3 October 2019: write 2019-10-03."),
    "grantcsv-14-total-row.csv": (1, "row 3: It holds an amount and nothing else. If it is the total of the list"),
    "grantcsv-15-short-row.csv": (1, "row 2: Recipient Org:Name is missing."),
    "grantcsv-21-negative-parens.csv": (1, "row 2: Amount Awarded “(500)” is not a plain number such as 1250 or "
     "1250.50 (no pound sign, no commas). For an amount below zero write -500."),
    "grantcsv-22-charity-number-only.csv": (1, "row 2: Its charity number is “1090095”: write GB-CHC-1090095 under "
     "Recipient Org:Identifier"),
    "grantcsv-25-transparency-code.csv": (2, "looks like a list under the Local Government Transparency Code"),
    "grantcsv-29-nul-in-cell.csv": (2, "is not a text file: line 2 holds a NUL, which is no letter"),
    "grantcsv-30-duplicate-rows.csv": (1, "row 3: Identifier “360G-test-1” stands in row 2 already."),
    "grantcsv-32-zipped.zip": (2, "is a ZIP file: unpack it, and choose the file that is in it."),
}  # fmt: skip


@pytest.fixture
def load(shared_cases):
    return lambda name, **options: run(shared_cases / "grants" / name, **options)


def test_no_file_is_left_out(shared_cases):
    there = {path.name for path in (shared_cases / "grants").iterdir() if path.suffix != ".json"}
    assert there == TAKEN.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", TAKEN)
def test_it_is_taken(load, name):
    out, err, code = load(name)
    assert (err, code) == ("", 0)
    assert TAKEN[name] in out
    first = Award.objects.order_by("source_row").first()
    assert (first.grant_id, first.recipient_name, first.funder_org_id) == (
        "360G-test-1",
        "A Charity",
        "GB-CHC-1156300",
    )
    assert first.amount == (Decimal(1250) if "plus" in name else Decimal("1250.50"))
    assert first.awarded_on == dt.date(2019, 10, 3)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(load, name):
    code, sentence = REFUSED[name]
    _, err, found = load(name)
    assert found == code
    assert sentence in err
    assert not Award.objects.exists()


@pytest.mark.parametrize("name", ["grantcsv-14-total-row.csv", "grantcsv-30-duplicate-rows.csv"])
def test_the_others_are_loaded_without_the_row(load, name):
    assert load(name, leave_out="3")[2] == 0
    assert Award.objects.get().source.left_out == [3]


def test_british_days_are_taken_where_somebody_says_so(load):
    assert load("grantcsv-07-uk-date.csv", uk_dates=True)[2] == 0
    assert Award.objects.get().awarded_on == dt.date(2019, 10, 3)


def test_the_rows_of_a_file_with_remarks_are_counted_as_a_spreadsheet_does(load):
    load("grantcsv-24-hash-comment.csv")
    assert Award.objects.get().source_row == 3


def test_on_the_screen_a_zip_with_one_file_in_it_is_unpacked(shared_cases, dev):
    data = (shared_cases / "grants" / "grantcsv-32-zipped.zip").read_bytes()
    options = {"attribution": "", "uk_dates": False}
    file = SimpleUploadedFile("grants.zip", data)
    upload = services.receive(kinds.accepted.get("awards"), file, file.name, options, by=dev)
    assert (upload.file_name, upload.refusal) == ("grants.csv", "")
    services.order(upload, by=dev)
    assert Award.objects.get().recipient_name == "A Charity"
