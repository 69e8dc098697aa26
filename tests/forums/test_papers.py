"""Papers of a meeting: which files are taken, who reads them when, and how they go."""

import datetime as dt
import zipfile
from io import BytesIO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

import pytest

from assembly.core.documents import uploads
from forums.groups.services import make_group_pages
from forums.models import MeetingPaper
from tests.factories.forums import AgendaItemFactory, GroupFactory, GroupMeetingFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 the budget"
BENCH = "/my/groups/health/meetings/1/"
PAGE = "/groups/health/meetings/1/"


@pytest.fixture
def group(carys):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    make_group_pages()
    return found


@pytest.fixture
def meeting(group):
    return GroupMeetingFactory(group=group, number=1)


@pytest.fixture
def draft(group):
    return GroupMeetingFactory(group=group, number=1, draft=True)


def add(client, content=PDF, name="budget.pdf", title="Budget <2027>", **more):
    data = {"title": title, "file": SimpleUploadedFile(name, content), **more}
    return client.post(f"{BENCH}papers/new/", data, follow=True).content.decode()


def read(answer):
    return b"".join(answer.streaming_content)


def test_a_paper_is_added_and_saved_by_everybody(client, meeting, carys):
    item = AgendaItemFactory(meeting=meeting)
    client.force_login(carys)
    assert "Paper added." in add(client, item=item.pk)
    client.logout()
    page = client.get(PAGE).content.decode()
    assert "Budget &lt;2027&gt;, for “Buses on Sundays”" in page
    assert "(PDF, 1 KB)" in page
    answer = client.get(MeetingPaper.objects.get().get_absolute_url())
    assert read(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="budget-2027.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_paper_of_a_draft_is_read_by_who_runs_the_group_alone(client, draft, carys, dev, asha):
    client.force_login(carys)
    add(client)
    address = MeetingPaper.objects.get().get_absolute_url()
    assert client.get(address)["Cache-Control"] == "no-store"
    client.force_login(dev)
    assert client.get(address).status_code == 200
    for person in (asha, UserFactory(), None):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(address).status_code == 404
    client.logout()
    draft.announced_at = draft.starts_at - dt.timedelta(days=1)
    draft.save()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("setup.exe", b"MZ\x90\x00", "is not a kind of file that can be published here"),
        ("minutes.pdf", b"MZ\x90\x00", "The content of minutes.pdf is not that of a PDF file"),
        ("page.html", b"<script>", "is not a kind of file that can be published here"),
        ("minutes.docx", b"PK\x03\x04", "is not that of a Word file"),
        ("empty.pdf", b"", "is not that of a PDF file"),
    ],
)
def test_a_renamed_executable_and_the_like_are_refused(
    client, meeting, carys, name, content, sentence
):
    client.force_login(carys)
    assert sentence in add(client, content, name)
    assert not MeetingPaper.objects.exists()


def test_a_word_file_with_macros_is_refused(client, meeting, carys):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for part in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            whole.writestr(part, "x")
    client.force_login(carys)
    assert "contains macros" in add(client, made.getvalue(), "minutes.docx")


def test_a_paper_of_50_megabytes_is_refused_in_a_sentence(client, meeting, carys):
    client.force_login(carys)
    page = add(client, b"%PDF-" + bytes(50 * uploads.MEGABYTE), "big.pdf")
    assert "big.pdf is larger than 15 MB." in page
    assert not MeetingPaper.objects.exists()


def test_a_paper_is_removed_with_a_reason_that_is_shown(
    client, meeting, carys, django_capture_on_commit_callbacks
):
    client.force_login(carys)
    add(client)
    paper = MeetingPaper.objects.get()
    name, address = paper.file.name, paper.get_absolute_url()
    remove = f"{BENCH}papers/{paper.pk}/remove/"
    assert (
        "Say why you are removing the paper."
        in client.post(remove, {"because": ""}).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post(remove, {"because": "It named a person."})
    assert not default_storage.exists(name)
    assert client.get(address).status_code == 404
    assert "It named a person." in client.get(PAGE).content.decode()
    assert "has already been removed" in client.post(remove, {"because": "x"}).content.decode()


def test_the_same_title_twice_is_refused_and_a_removed_one_is_free(client, meeting, carys):
    client.force_login(carys)
    add(client)
    assert "There is already a paper called" in add(client)
    paper = MeetingPaper.objects.get()
    client.post(f"{BENCH}papers/{paper.pk}/remove/", {"because": "Old."})
    assert "Paper added." in add(client)


def test_others_add_and_remove_nothing(client, meeting, carys, asha):
    client.force_login(carys)
    add(client)
    client.force_login(asha)
    paper = MeetingPaper.objects.get()
    assert client.get(f"{BENCH}papers/new/").status_code == 404
    assert client.post(f"{BENCH}papers/{paper.pk}/remove/", {"because": "x"}).status_code == 404
