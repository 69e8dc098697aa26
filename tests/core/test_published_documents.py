"""Documents on pages: which are taken, who may download one and when, and whose it is."""

import io
import os
import socket
import struct
import threading
import zipfile
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from wagtail.documents.models import Document
from wagtail.models import Collection, PageViewRestriction

import pytest
from PIL import Image

from assembly.core.documents import rules, scanning
from assembly.core.documents.kinds import KINDS
from assembly.core.documents.selectors import OTHERS
from assembly.core.rules import RuleBroken
from home.models import HomePage, StandardPage
from tests.factories.membership import UserFactory

FILES = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    """Files on a disk, from where documents are sent."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STORAGES = {**settings.STORAGES, "default": FILES}


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(folder, **more):
    return packed(**{"[Content_Types].xml": "<Types/>", f"{folder}/main.xml": "<x/>"}, **more)


def open_document(ending, **more):
    return packed(mimetype=f"application/vnd.oasis.opendocument.{ending}", **more)


def picture(form):
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, form)
    return file.getvalue()


RIGHT = {
    "pdf": PDF,
    "docx": office("word"),
    "xlsx": office("xl"),
    "pptx": office("ppt"),
    "odt": open_document("text"),
    "ods": open_document("spreadsheet"),
    "odp": open_document("presentation"),
    "txt": "Café".encode(),
    "csv": "Café,1\n".encode("cp1252"),
    "jpg": picture("JPEG"),
    "jpeg": picture("JPEG"),
    "png": picture("PNG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
}


# Which are taken


@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_of_the_list_is_taken(ending):
    assert rules.may_be_taken(io.BytesIO(RIGHT[ending]), f"Minutes.{ending.upper()}")


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize("content", [b"<html>\0<script>", b"MZ\x90\0", b"PK\x03\x04\0"])
def test_what_is_not_what_its_name_says_is_refused(ending, content):
    ruling = rules.may_be_taken(io.BytesIO(content), f"minutes.{ending}")
    assert f"The content of minutes.{ending} is not that of a" in ruling.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", office("word", **{"word/vbaProject.bin": "x"})),
        ("a.odt", open_document("text", **{"Basic/Standard/one.xml": "x"})),
        ("a.docx", office("xl")),
        ("a.ods", open_document("text")),
        ("a.png", picture("GIF")),
        ("a.pdf", office("word")),
    ],
)
def test_macros_and_other_kinds_are_refused(name, content):
    assert not rules.may_be_taken(io.BytesIO(content), name)


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a.doc", "a.pdf.js", "pdf"])
def test_other_endings_are_refused_with_the_list(name):
    assert "Save it as one of these: pdf, docx," in rules.may_be_taken(io.BytesIO(PDF), name).reason


# In the Wagtail admin

ADD = "/cms/documents/add/"
SEVERAL = "/cms/documents/multiple/add/"
CHOOSER = "/cms/documents/chooser/create/"


@pytest.fixture
def officer(db):
    return UserFactory(office="Public body officer")


@pytest.fixture
def board(db):
    return UserFactory(office="Assembly Board")


def upload(client, person, name="plan.pdf", content=PDF, **data):
    client.force_login(person)
    file = SimpleUploadedFile(name, content)
    return client.post(ADD, {"title": "Plan", "tags": "", "file": file, **data})


def test_the_three_ways_in_refuse_alike(client, dev):
    client.force_login(dev)
    for address, field in [
        (ADD, "file"),
        (SEVERAL, "files[]"),
        (CHOOSER, "document-chooser-upload-file"),
    ]:
        file = SimpleUploadedFile("plan.pdf", b"MZ\x90\0")
        data = {"title": "Plan", "document-chooser-upload-title": "Plan", field: file}
        words = client.post(address, data).content.decode()
        assert "plan.pdf is not that of a PDF file" in words.encode().decode("unicode_escape")
    assert not Document.objects.exists()


def test_what_is_in_order_is_kept_and_that_of_an_officer_apart(client, dev, officer):
    root = Collection.get_first_root_node()
    upload(client, dev)
    upload(client, officer, collection=root.pk)
    ours, theirs = Document.objects.order_by("pk")
    assert (ours.collection, theirs.collection.name) == (root, OTHERS)
    client.force_login(officer)
    client.post(SEVERAL, {"title": "Map", "files[]": SimpleUploadedFile("map.pdf", PDF)})
    assert Document.objects.get(title="Map").collection == theirs.collection


# Who may download one, and when


def page_with(document, *, live=True, body=None):
    page = StandardPage(title="Plans", slug="plans", live=live)
    page.body = body or [("download", {"document": document, "title": ""})]
    return HomePage.objects.get().add_child(instance=page)


def link_to(document):
    return [("paragraph", f'<p><a linktype="document" id="{document.pk}">The plan</a></p>')]


@pytest.fixture
def document(officer):
    return Document.objects.create(
        title="Plan", file=ContentFile(PDF, "plan.pdf"), uploaded_by_user=officer
    )


def status(client, document, person=None):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(document.url).status_code


def test_nobody_outside_gets_a_document_before_its_page_is_published(
    client, document, officer, board, dev, asha
):
    page = page_with(document, live=False)
    other_officer = UserFactory(office="Public body officer")
    assert [status(client, document, one) for one in (None, asha, other_officer)] == [404] * 3
    assert [status(client, document, one) for one in (officer, dev, board)] == [200] * 3
    page.save_revision().publish()
    assert status(client, document) == 200
    page.refresh_from_db()
    page.unpublish()
    assert status(client, document) == 404


def test_a_link_in_the_words_of_a_page_publishes_it_too(client, document):
    page_with(document, body=link_to(document))
    assert status(client, document) == 200


def test_the_draft_of_a_published_page_publishes_nothing(client, document):
    page = page_with(document, body=[("heading", "Plans")])
    page.body = link_to(document)
    page.save_revision()
    assert status(client, document) == 404
    page.get_latest_revision().publish()
    assert status(client, document) == 200


def test_a_document_is_no_more_open_than_its_page(client, document, asha):
    page = page_with(document)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert (status(client, document), status(client, document, asha)) == (404, 200)


def test_a_document_is_saved_and_never_opened_on_the_site(client, document):
    page_with(document)
    response = client.get(document.url)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


# What a published page leads to


def change(client, person, document, **data):
    client.force_login(person)
    client.post(
        f"/cms/documents/edit/{document.pk}/",
        {"title": document.title, "tags": "", "collection": document.collection_id, **data},
    )
    document.refresh_from_db()
    return document


def other_file():
    return SimpleUploadedFile("other.pdf", PDF + b"Other")


def test_only_who_publishes_the_page_changes_what_it_leads_to(
    client, document, officer, dev, board
):
    page_with(document)
    for person in (officer, dev):
        change(client, person, document, title="Bought", file=other_file())
        assert (document.title, document.filename) == ("Plan", "plan.pdf")
    change(client, board, document, file=other_file())
    assert "other" in document.filename


def test_before_that_its_owner_changes_it(client, document, officer):
    page_with(document, live=False)
    change(client, officer, document, title="New plan", file=other_file())
    assert document.title == "New plan"
    assert "other" in document.filename


def test_while_the_board_reads_it_its_owner_does_not_swap_it(client, document, officer, board):
    """What is published is what was read."""
    page = page_with(document, live=False, body=link_to(document))
    page.save_revision()
    page.get_workflow().start(page, officer)
    change(client, officer, document, title="New plan", file=other_file())
    assert document.title != "New plan"
    assert "other" not in document.filename
    change(client, board, document, title="The Board's", file=other_file())
    assert document.title == "The Board's"


@pytest.mark.parametrize("who", ["officer", "dev", "board"])
def test_nobody_deletes_what_a_published_page_leads_to(client, document, who, request):
    page = page_with(document)
    client.force_login(request.getfixturevalue(who))
    bulk = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"])
    for address in (
        reverse("wagtaildocs:delete", args=[document.pk]),
        f"{bulk}?id={document.pk}&next=/cms/",
    ):
        with transaction.atomic():  # what the refusal breaks off is rolled back
            client.post(address)
    with transaction.atomic(), pytest.raises(RuleBroken, match="Publish that page without it"):
        document.delete()
    assert Document.objects.filter(pk=document.pk).exists()
    page.delete()
    document.delete()
    assert not Document.objects.filter(pk=document.pk).exists()


# Whose it is

WARNING = "Other organisations supplied files on this page"


@pytest.mark.parametrize("body", [None, link_to])
def test_a_page_says_that_others_supplied_its_files(client, officer, body):
    upload(client, officer)
    theirs = Document.objects.get()
    page = page_with(theirs, body=body and body(theirs))
    assert WARNING in client.get(page.url).content.decode()


def test_of_our_own_files_it_says_nothing(client, document):
    assert WARNING not in client.get(page_with(document).url).content.decode()


# Viruses


@contextmanager
def clamd(answer, tmp_path):
    """A daemon that takes one file as clamd does, and answers this."""
    path, taken = str(tmp_path / "clamd"), []

    def serve():
        connection, _ = server.accept()
        with connection, connection.makefile("rb") as asked:
            assert asked.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!L", asked.read(4))[0]:
                content += asked.read(length)
            taken.append(content)
            connection.sendall(answer)

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        yield path, taken
        thread.join()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"stream: OK\0", ""),
        (b"stream: Eicar-Test-Signature FOUND\0", "The virus scanner stopped this file"),
        (b"INSTREAM size limit exceeded. ERROR\0", "could not be scanned"),
        (b"", "could not be scanned"),
    ],
)
def test_a_file_is_sent_whole_and_the_answer_decides(settings, tmp_path, answer, reason):
    content = os.urandom(150_000)
    with clamd(answer, tmp_path) as (settings.CLAMD, taken):
        ruling = scanning.may_be_kept(io.BytesIO(content))
    assert taken == [content]
    assert bool(ruling) == (not reason)
    assert reason in ruling.reason


def test_a_scanner_that_does_not_answer_keeps_every_file_out(client, dev, settings, tmp_path):
    settings.CLAMD = str(tmp_path / "nothing")
    assert "could not be scanned" in upload(client, dev).content.decode()
    assert not Document.objects.exists()


def test_without_a_scanner_nothing_is_scanned(settings):
    settings.CLAMD = ""
    assert scanning.may_be_kept(io.BytesIO(PDF))
