"""Awards are loaded on a screen: uploaded, looked at, applied. A wrong file is told what is wrong with it."""

import io
import json
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

import pytest

from assembly.core.models import Event, Upload
from assembly.funding.loading import uploading
from assembly.funding.models import Award, AwardImport

pytestmark = pytest.mark.django_db

URL = "/cms/uploads/awards/"


@pytest.fixture
def support(client, dev):
    client.force_login(dev)
    return client


def send(client, content, name="grants.csv", **data):
    file = SimpleUploadedFile(name, content)
    return client.post(URL, {"file": file, "attribution": "", **data}, follow=True)


def said(response):
    return " ".join(response.content.decode().split())


def counts():
    return dict(Upload.objects.latest("pk").report["counts"])


def test_a_file_is_uploaded_looked_at_and_applied(support, dev, write_csv):
    content = write_csv({}, {"Identifier": "360G-council-2"}).read_bytes()
    page = send(support, content, attribution="Wessex, CC BY 4.0")
    assert "No problem was found." in said(page)
    assert "Read as 360Giving CSV. It comes to £2,501." in said(page)
    assert counts()["New awards"] == 2
    assert not Award.objects.exists()
    upload = Upload.objects.get()
    page = support.post(upload.get_absolute_url(), {"act": "apply"}, follow=True)
    assert "grants.csv is applied." in said(page)
    source = AwardImport.objects.get()
    assert (source.attribution, source.imported_by, source.new_count) == (
        "Wessex, CC BY 4.0",
        dev,
        2,
    )
    assert Event.objects.get(name="funding.imported").actor == dev


def test_the_preview_counts_what_is_new_changed_and_the_same(support, write_csv):
    send(support, write_csv({}, {"Identifier": "360G-council-2"}).read_bytes())
    support.post(Upload.objects.get().get_absolute_url(), {"act": "apply"})
    rows = [
        {},
        {"Identifier": "360G-council-2", "Title": "Another"},
        {"Identifier": "360G-council-3"},
    ]
    send(support, write_csv(*rows).read_bytes(), "second.csv")
    found = counts()
    assert [found[f"{what} awards"] for what in ("New", "Changed")] == [1, 1]
    assert found["The same as before"] == 1
    assert Award.objects.count() == 2
    assert not Award.objects.filter(title="Another").exists()


def test_refused_rows_are_named_with_their_reason_and_keep_the_file_out(support, write_csv):
    content = write_csv({}, {"Identifier": "360G-2", "Amount Awarded": "five"}).read_bytes()
    page = send(support, content)
    assert "<td>3</td><td>Amount Awarded “five” is not a plain number" in said(page)
    assert page.context["form"]["leave_out"].value() == "3"
    assert counts()["New awards"] == 1
    upload = Upload.objects.get()
    page = said(support.post(upload.get_absolute_url(), {"act": "apply"}, follow=True))
    assert "grants.csv has 1 problem, so none of it was loaded." in page
    assert not Award.objects.exists()


def test_all_but_some_rows_are_loaded_and_the_import_says_which(support, write_csv):
    odd = {"Identifier": "360G-3", "Amount Awarded": "-20"}
    content = write_csv({}, {"Identifier": "360G-2", "Amount Awarded": "five"}, odd).read_bytes()
    page = said(send(support, content))
    assert "<td>4</td><td>Amount Awarded -20.00 is below zero." in page
    where = Upload.objects.get().get_absolute_url()
    page = said(support.post(where, {"act": "apply", "leave_out": "3"}, follow=True))
    assert "grants.csv has 1 warning, so none of it was loaded." in page
    assert not Award.objects.exists()
    answers = {"act": "apply", "leave_out": "3", "accept_warnings": "on"}
    page = said(support.post(where, answers, follow=True))
    assert "Left out by choice: row 3." in page
    assert "A correction, below zero: 1 award, listed and not added up." in page
    assert set(Award.objects.values_list("grant_id", flat=True)) == {"360G-council-1", "360G-3"}
    assert AwardImport.objects.get().left_out == [3]


@pytest.mark.parametrize("typed", ["three", "0", "9-3", "1-5000"])
def test_rows_that_cannot_be_understood_are_asked_for_again(support, write_csv, typed):
    send(support, write_csv({}, {"Identifier": "2", "Amount Awarded": "five"}).read_bytes())
    where = Upload.objects.get().get_absolute_url()
    page = support.post(where, {"act": "apply", "leave_out": typed})
    assert "is not a row or a range of rows. Write rows like 7, 12-14" in said(page)
    assert f">\n{typed}</textarea>" in page.content.decode()
    assert Upload.objects.get().state == Upload.State.CHECKED


def test_a_file_of_bad_rows_alone_has_nothing_to_choose(support, write_csv):
    page = send(support, write_csv({"Amount Awarded": "five"}).read_bytes())
    assert 'value="apply"' not in said(page)
    assert "has 1 problem, so none of it was loaded." in said(page)


def test_a_file_is_discarded_with_all_that_was_in_it(support, write_csv):
    send(support, write_csv({}).read_bytes())
    upload = Upload.objects.get()
    page = said(support.post(upload.get_absolute_url(), {"act": "discard"}, follow=True))
    assert "grants.csv has been discarded. None of it was applied." in page
    assert not Upload.objects.exists()


def test_a_button_that_is_none_of_ours_does_nothing(support, write_csv):
    send(support, write_csv({}).read_bytes())
    page = support.post(Upload.objects.get().get_absolute_url(), {"act": "burn"}, follow=True)
    assert "This page does not have the button you pressed. Choose one that it has." in said(page)


def test_latin_1_is_read_and_said(support, write_csv):
    page = send(support, write_csv({}, encoding="latin-1").read_bytes())
    assert "Read as Windows-1252 (cp1252), because it is not UTF-8." in said(page)
    support.post(Upload.objects.get().get_absolute_url(), {"act": "apply"})
    assert Award.objects.get().title == "Carers' café"


def test_json_is_taken(support, write_json):
    from .conftest import json_grant

    page = send(support, write_json(json_grant()).read_bytes(), "grants.json")
    assert "Read as 360Giving JSON." in said(page)
    assert counts()["New awards"] == 1


def spreadsheet():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def half_json():
    whole = json.dumps({"grants": [{"id": "360G-1", "title": "Lunch"}]}).encode()
    return whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (spreadsheet(), "grants.csv is a spreadsheet: save the sheet as CSV (UTF-8)."),
        (half_json(), "grants.csv is malformed JSON at line 1, column"),
        (b"", "grants.csv is empty: choose the file again."),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "grants.csv is not a text file: line 3 holds a NUL, which is no letter."),
        ("Identifier".encode("utf-16"), "grants.csv is in UTF-16: save it as UTF-8."),
        (b"Name,Town\nA,B\n", "grants.csv is not 360Giving CSV: it has no column Identifier, Title"),
        (b'{"grants": []}', "grants.csv holds no awards, so there is nothing to load."),
        (b"\x81\x8d", "neither UTF-8 nor Windows-1252"),
        (b" \n", "is not 360Giving CSV: it has no column"),
    ],
    ids=["xlsx", "half-json", "0-bytes", "png", "utf-16", "other-csv", "no-grants", "no-encoding", "blank"],
)  # fmt: skip
def test_a_wrong_file_is_told_what_is_wrong_with_it(support, content, sentence):
    assert sentence in said(send(support, content))
    assert not Award.objects.exists()


def test_no_file_at_all_is_told_so(support):
    assert "This field is required." in said(support.post(URL, {"attribution": ""}))


def test_a_file_of_fifty_megabytes_is_refused_and_not_kept(support):
    page = said(send(support, b"x" * 50 * 1024**2))
    assert "grants.csv is larger than 15.0 MB: split it into several files." in page
    assert not Upload.objects.exists()


def test_the_limit_is_below_that_of_the_proxy():
    from pathlib import Path

    proxy = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
    place = proxy.read_text().split("location /cms/uploads/ {")[1].split("}")[0]
    assert "client_max_body_size 120m" in place
    assert uploading.LARGEST < 50 * 1024**2


@pytest.mark.parametrize(("who", "status"), [("efua", 302), ("carys", 403)])
def test_only_the_support_unit_loads_awards(client, request, write_csv, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == status
    file = SimpleUploadedFile("grants.csv", write_csv({}).read_bytes())
    assert client.post(URL, {"file": file}).status_code == status
    assert not Upload.objects.exists()
