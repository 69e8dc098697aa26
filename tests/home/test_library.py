"""The resource library: what is listed, for what and for whom."""

from django.core.exceptions import ValidationError

import pytest

from home.library.selectors import resources_for
from home.models import ResourceIndexPage, ResourcePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return ResourceIndexPage.objects.get()


def add(library, title, **more):
    words = {"need": "governance", "summary": title, "link": "https://guide.example.org"}
    return library.add_child(instance=ResourcePage(title=title, **words | more))


def titles(client, query=""):
    return [one.heading for one in client.get(f"/resources/{query}").context_data["resources"]]


def test_resources_are_listed_by_need_and_audience(client, library):
    add(library, "Duties", audience="trustees")
    add(library, "A first meeting", need="starting", audience="new-groups")
    add(library, "Reading accounts")
    add(library, "A draft", live=False)
    assert titles(client) == ["A first meeting", "Duties", "Reading accounts"]
    assert titles(client, "?need=governance") == ["Duties", "Reading accounts"]
    # What is for everybody is for trustees too.
    assert titles(client, "?audience=trustees") == ["Duties", "Reading accounts"]
    assert titles(client, "?need=voice") == []
    assert client.get("/resources/?need=hats&audience=cats").status_code == 400
    assert "Nothing here yet" in client.get("/resources/?need=voice").rendered_content


def test_a_resource_leads_to_its_link_and_to_whoever_helps(client, library):
    page = client.get(add(library, "Duties").url).rendered_content
    assert "https://guide.example.org" in page
    assert "/find-help/?need=governance" in page


def test_find_help_lists_what_there_is_to_read(client, library):
    duties = add(library, "Duties")
    add(library, "A budget in an evening", need="finance")
    assert list(resources_for("governance")) == [duties]
    page = client.get("/find-help/?need=governance").content.decode()
    assert "Duties" in page
    assert "A budget in an evening" not in page


def test_a_resource_needs_words_a_file_or_a_link(library):
    with pytest.raises(ValidationError, match="needs words, a file or a link"):
        add(library, "Nothing", link="")
