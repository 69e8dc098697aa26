"""The register of charities is loaded on a screen: uploaded, looked at without writing, applied."""

import io
import tracemalloc
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from assembly.core.models import Event, Upload
from assembly.core.uploads import content
from assembly.membership.models import RegisterEntry, RegisterImport
from assembly.membership.registers import uploading
from tests.factories.membership import OrganisationFactory, RegisterEntryFactory

from .register_files import write_json, write_sample, write_tabs

pytestmark = pytest.mark.django_db

URL = "/cms/uploads/register/"


@pytest.fixture
def support(client, dev):
    client.force_login(dev)
    return client


def send(client, content, name="charity.txt", areas=""):
    data = {"file": SimpleUploadedFile(name, content), "areas": areas}
    return said(client.post(URL, data, follow=True))


def said(response):
    return " ".join(response.content.decode().split())


def counts():
    return {
        label: number for label, number in Upload.objects.latest("pk").report["counts"] if number
    }


def act(client, what):
    return said(
        client.post(Upload.objects.latest("pk").get_absolute_url(), {"act": what}, follow=True)
    )


@pytest.fixture
def three(tmp_path):
    """A new entry, one that says something else than the entry that is here, and a branch."""
    OrganisationFactory(name="Ours", org_id="GB-CHC-9900002")
    RegisterEntryFactory(org_id="GB-CHC-9900002", number="9900002", name="OLD NAME")
    rows = [
        {},
        {"registered_charity_number": 9900002, "charity_name": "NEW NAME"},
        {"linked_charity_number": 3},
    ]
    return write_tabs(tmp_path / "charity.txt", *rows).read_bytes()


def test_the_preview_counts_and_writes_nothing(support, three):
    page = send(support, three)
    assert "No problem was found." in page
    assert "Read as Charity Commission public extract, tab-separated text." in page
    assert counts() == {
        "Rows in the file": 3,
        "New entries": 1,
        "Changed entries": 1,
        "Branches of another charity, left out": 1,
        "Organisations of ours whose entry is new or changed": 1,
    }
    assert RegisterEntry.objects.get().name == "OLD NAME"
    assert not RegisterImport.objects.filter(rows=3).exists()
    assert not Event.objects.filter(name="membership.register_imported").exists()


def test_the_check_takes_no_lock_and_writes_no_row_of_the_register(dev, three, tmp_path):
    path = tmp_path / "charity.txt"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        uploading.check(path, {"areas": []}, lambda rows: None)
    # PostgreSQL declares the cursor of a long reading first.
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT", "DECLARE"}


def test_it_is_applied_and_the_outcome_shown(support, dev, three):
    send(support, three)
    page = act(support, "apply")
    assert "charity.txt is applied." in page
    assert "Organisations of ours that differ from the register now" in page
    assert RegisterEntry.objects.get(org_id="GB-CHC-9900002").name == "NEW NAME"
    source = RegisterImport.objects.latest("pk")
    assert (source.file_name, source.imported_by, source.new_count) == ("charity.txt", dev, 1)
    assert Event.objects.get(name="membership.register_imported").actor == dev
    send(support, three)
    assert uploading.NOTHING_NEW in said(
        support.get(Upload.objects.latest("pk").get_absolute_url())
    )


def test_one_area_is_loaded(support, tmp_path):
    rows = [{}, {"registered_charity_number": 9900003, "charity_contact_postcode": "LS1 1AA",
                 "charity_contact_address4": "Leeds"}]  # fmt: skip
    send(support, write_tabs(tmp_path / "charity.txt", *rows).read_bytes(), areas="SP, SN ,, Kent")
    assert Upload.objects.get().options == {"areas": ["SP", "SN", "Kent"]}
    assert counts()["Outside the areas, left out"] == 1
    act(support, "apply")
    assert RegisterEntry.objects.get().number == "9900001"


def test_refused_lines_are_named_and_keep_the_file_out(support, tmp_path):
    rows = [{}, {"registered_charity_number": 9900003, "charity_name": ""}]
    page = send(support, write_tabs(tmp_path / "charity.txt", *rows).read_bytes())
    assert "charity.txt has 1 line that cannot be used, so none of it was loaded." in page
    assert "charity_name is missing." in page
    assert counts()["Rows refused"] == 1
    assert counts()["New entries"] == 1
    assert "correct the file and upload it again" in act(support, "apply")
    assert not RegisterEntry.objects.exists()


def test_the_zip_is_taken_as_the_commission_gives_it(support, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(
            write_json(tmp_path / "publicextract.charity.json", {}), "publicextract.charity.json"
        )
    page = send(support, packed.getvalue(), "publicextract.charity.zip")
    assert "Read as Charity Commission public extract, JSON." in page
    assert "publicextract.charity.json" in page


def test_the_sample_is_taken(support, tmp_path):
    send(support, write_sample(tmp_path / "sample.csv", {}).read_bytes(), "sample.csv")
    assert counts()["New entries"] == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "charity.txt is empty: choose the file again."),
        (b"PK\x03\x04nothing", "charity.txt cannot be unpacked"),
        (b"Name,Town\nA,B\n", "charity.txt is no file of charities that is known here"),
        (b'[{"registered_charity_number": 1', "charity.txt is malformed JSON at line 1"),
        (b"a\0b", "charity.txt is not a text file: line"),
    ],
    ids=["0-bytes", "no-zip", "other-csv", "half-json", "binary"],
)
def test_a_wrong_file_is_told_what_is_wrong_with_it(support, content, sentence):
    assert sentence in send(support, content)
    assert not RegisterEntry.objects.exists()


def test_a_workbook_is_told_how_many_files_it_holds(support):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/styles.xml", "<a/>")
    assert "charity.txt holds 2 files: unpack it, and upload one of them." in send(
        support, packed.getvalue()
    )
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
    assert "charity.txt is a spreadsheet: save the sheet as CSV" in send(support, packed.getvalue())


def test_memory_does_not_grow_with_the_file(dev, tmp_path, monkeypatch):
    """Thirty megabytes are kept, and put together again, in a few: a part at a time."""
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        for _ in range(30):
            file.write(b"0123456789abcdef" * 65_536)
    upload = Upload.objects.create(kind="register", file_name="long.txt", size=0, uploaded_by=dev)
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            content.keep(upload, file, uploading.LARGEST)
        with content.on_disk(upload) as copy:
            assert copy.stat().st_size == 30 * 1024**2
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * 1024**2


def test_the_screen_is_reached_from_the_registers_by_those_who_may(client, dev, efua):
    client.force_login(dev)
    assert URL in client.get("/cms/register-and-members/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("efua", 302), ("carys", 403)])
def test_only_the_support_unit_loads_the_register(client, request, three, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == status
    file = SimpleUploadedFile("charity.txt", three)
    assert client.post(URL, {"file": file}).status_code == status
    assert not Upload.objects.exists()
