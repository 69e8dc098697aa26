"""What the site exports as CSV reads back equal: into the same register, and into an empty one."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.core.clean_text import clean
from assembly.core.csv_files import plain_cell, safe_cell
from assembly.core.models import Event
from assembly.core.uploads import services as uploads
from assembly.funding.exports import AWARDS
from assembly.funding.importers import own_csv
from assembly.funding.lines import FACTS, JUDGEMENTS
from assembly.funding.loading.uploading import KIND
from assembly.funding.models import Award, AwardChange, AwardImport
from tests.factories.funding import AwardFactory

ODD = (
    "plain",
    "comma, semicolon; tab\tinside",
    'a "quoted" word and ""two""',
    "two\nlines\n\nand a fourth",
    '=HYPERLINK("http://example.org")',
    "+44 1380 000000",
    "-1",
    "@home",
    "＝wide",  # noqa: RUF001 - a spreadsheet reads it as a formula too
    "'=already escaped",
    "''=twice",
    "'  =after spaces",
    "'tis the season",
    "Caffè ☕ 𝕏 עברית",  # noqa: RUF001 - as people write
    "NULL",
    "\N{ZERO WIDTH NO-BREAK SPACE}mark at the start",
)


def exported(client):
    return b"".join(client.get("/funding/awards.csv").streaming_content)


def everything():
    names = ("funder_org_id", "grant_id", "financial_year", *FACTS, *JUDGEMENTS)
    return set(Award.objects.values_list(*names))


def load(content, by):
    upload = uploads.receive(KIND, io.BytesIO(content), "awards.csv", {"attribution": ""}, by=by)
    assert not upload.refusal, upload.report
    counts = dict(upload.report["counts"])
    return uploads.order(upload, by=by), counts


@pytest.fixture
def register(db):
    for number, text in enumerate(ODD):
        AwardFactory(
            grant_id=f"360G-{number}",
            title=text,
            purpose=text if number % 3 else "",
            recipient_name=text,
            department_name=text if number % 2 else "",
            amount=Decimal(number) + Decimal("0.01"),
            award_class=["", "shopping", "investing", "giving"][number % 4],
            category=["", *Award.Category.values][number % 6],
            residential_care=number % 5 == 0,
            in_county=[None, True, False][number % 3],
            starts_on="2008-04-01" if number % 2 else None,
            ends_on="2009-03-31" if number % 4 == 1 else None,
            months=[None, Decimal(12), Decimal("0.25")][number % 3],
            currency="GBP" if number % 7 else "EUR",
        )
    # Two funders number their awards alike; one award is a person's; one recipient has no identifier.
    AwardFactory(grant_id="360G-1", funder_org_id="GB-LAE-OTHER", funder_name="Another council")
    AwardFactory(
        grant_id="360G-person",
        to_individual=True,
        recipient_name="",
        recipient_org_id="",
        title="Award to an individual",
        purpose="",
    )
    AwardFactory(grant_id="360G-nameless", recipient_org_id="", recipient_name="A club")


def test_reading_our_own_csv_again_changes_nothing(client, dev, register):
    before, imports, events = everything(), AwardImport.objects.count(), Event.objects.count()
    _, counts = load(exported(client), dev)
    assert (counts["New awards"], counts["Changed awards"]) == (0, 0)
    assert counts["The same as before"] == len(before)
    assert everything() == before
    assert AwardImport.objects.count() == imports
    assert (AwardChange.objects.count(), Event.objects.count()) == (0, events)


def test_an_empty_register_reads_the_same_awards_from_our_own_csv(client, dev, register):
    before, content = everything(), exported(client)
    Award.objects.all().delete()
    _, counts = load(content, dev)
    assert counts["New awards"] == len(before)
    assert everything() == before
    assert exported(client).count(b"\n") == content.count(b"\n")


def test_a_class_set_here_is_not_overwritten_by_an_older_file(client, dev, register):
    content = exported(client)
    Award.objects.filter(grant_id="360G-1").update(award_class="giving", in_county=None)
    before = everything()
    load(content, dev)
    assert everything() == before


def test_a_word_in_a_column_of_ours_that_means_nothing_is_refused(client, dev, register):
    rows = list(csv.DictReader(io.StringIO(exported(client).decode("utf-8-sig"))))
    rows[0].update({"Class": "Lending", "Recipient in the county": "Perhaps"})
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    content = io.BytesIO(text.getvalue().encode())
    upload = uploads.receive(KIND, content, "awards.csv", {"attribution": ""}, by=dev)
    reasons = [reason for _, reason in upload.report["problems"]]
    assert reasons == [
        "Class “Lending” is not one of these: Shopping, Investing, Giving.",
        "Recipient in the county “Perhaps” is not one of these: Yes, No.",
    ]


def test_the_export_has_every_column_by_which_it_is_known_again():
    assert own_csv.is_own(AWARDS)


def test_another_publishers_apostrophe_stays(dev, write_csv, db):
    path = write_csv({"Title": "'@home", "Class": "Lending"}, columns=("Class",))
    load(path.read_bytes(), dev)
    award = Award.objects.get()
    assert (award.title, award.award_class) == ("'@home", "")


@given(st.text().map(clean))
def test_a_cell_made_safe_reads_back_equal(text):
    """As text is kept: without control characters, and with one kind of line break."""
    assert plain_cell(safe_cell(text)) == text


@given(st.text("'= +a", max_size=6))
def test_a_cell_of_apostrophes_and_signs_reads_back_equal(text):
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).lstrip(" ").startswith("=")
