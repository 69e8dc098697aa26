"""The body of a page."""

from django.core.files.base import ContentFile
from django.test import Client

from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

import pytest

from assembly.core.blocks import BodyBlock
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return Image.objects.create(title="Stall", file=get_test_image_file())


@pytest.fixture
def report():
    return Document.objects.create(title="Minutes", file=ContentFile(b"words", name="minutes.txt"))


def shown(*blocks) -> str:
    front = HomePage.objects.get()
    front.add_child(
        instance=StandardPage(title="Page", slug="page", body=[*blocks] if blocks else [])
    )
    return Client().get("/page/").content.decode()


@pytest.mark.parametrize(("words", "passes"), [("", False), ("Two people at a stall", True)])
def test_picture_needs_a_description(picture, words, passes):
    block = BodyBlock()
    value = block.to_python(
        [{"type": "picture", "value": {"image": picture.pk, "alt_text": words, "caption": ""}}]
    )
    if passes:
        block.clean(value)
    else:
        with pytest.raises(Exception, match="Validation error"):
            block.clean(value)


def test_picture_is_shown_with_its_description(picture):
    html = shown(("picture", {"image": picture, "alt_text": "A stall", "caption": "Devizes"}))
    assert 'alt="A stall"' in html
    assert "<figcaption>Devizes</figcaption>" in html


def test_download_says_its_kind_and_size(report):
    html = shown(("download", {"document": report, "title": ""}))
    assert ">Minutes</a>" in html
    assert "(TXT, 5" in html


def test_table_has_a_caption_and_headings_both_ways():
    table = {
        "columns": [{"type": "words", "heading": "Year"}, {"type": "figures", "heading": "Sum"}],
        "rows": [{"values": ["2008", "£12"]}],
        "caption": "Grants",
    }
    html = shown(("table", table))
    assert '<th scope="col" class="govuk-table__header">Year</th>' in html
    assert '<th scope="row" class="govuk-table__header">2008</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">£12</td>' in html
    assert "Grants</caption>" in html


def test_words_are_shown_and_unsafe_markup_is_not():
    html = shown(
        ("heading", "Why <b>"),
        ("paragraph", "<p>Read <i>on</i></p>"),
        ("quote", {"text": "We were asked.", "attribution": "A member"}),
        ("callout", {"heading": "Note", "text": "<p>Closes soon</p>"}),
    )
    assert "<h2>Why &lt;b&gt;</h2>" in html
    assert "<i>on</i>" in html
    assert "<footer>A member</footer>" in html
    assert "Closes soon" in html
