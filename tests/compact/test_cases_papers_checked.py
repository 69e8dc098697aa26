"""What a file carries that its sender may have forgotten."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

import openpyxl
import pytest
from PIL import Image

from assembly.compact.cases.papers import checking, pictures

GPS = 0x8825
ORIENTATION = 0x0112


def packed(**parts):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, words in parts.items():
            whole.writestr(name.replace("__", "/") + ".xml", words)
    return content


def test_hidden_sheets_are_named():
    book = openpyxl.Workbook()
    book.create_sheet("Salaries & more").sheet_state = "hidden"
    book.create_sheet("Seen")
    content = BytesIO()
    book.save(content)
    assert checking.found_in(content, "a.XLSX") == ["It has a hidden sheet, “Salaries & more”."]


def test_hidden_sheets_of_open_document():
    content = packed(
        content='<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        '<table:table table:name="Seen" table:style-name="ta1"><table:table table:name="Pay" table:style-name="ta2">'
    )
    assert checking.found_in(content, "a.ods") == ["It has a hidden sheet, “Pay”."]


def test_comments_and_tracked_changes():
    content = packed(
        word__document='<w:p><w:del w:id="1" w:author="Jo"><w:delText>out</w:delText></w:del></w:p>',
        word__comments='<w:comment w:id="1">why?</w:comment>',
    )
    first, second = checking.found_in(content, "a.docx")
    assert first == "It has comments in it."
    assert "tracked changes" in second
    assert checking.found_in(packed(word__document="<w:p><w:instrText/></w:p>"), "a.docx") == []


def test_details_of_people_in_text():
    many = "\n".join(f"p{one}@example.org" for one in range(8)).encode()
    found = checking.found_in(BytesIO(many), "a.csv")
    assert found[0] == "It has an e-mail address in it: “p0@example.org”."
    assert found[-1] == "It has 3 more details that may be of people."


def test_what_unpacks_to_fill_the_memory_is_not_read(monkeypatch):
    monkeypatch.setattr(checking, "MOST_UNPACKED", 1_000)
    assert checking.found_in(packed(content="x" * 2_000), "a.ods") == [checking.UNSEEN]


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("a.ods", "content", '<style:style style:name="a">'),
        ("a.ods", "content", "<table:table "),
        ("a.xlsx", "xl__workbook", "<sheet "),
        ("a.docx", "word__document", "<w:ins "),
    ],
)
def test_a_file_of_tags_that_never_end_is_gone_through_once(name, part, words):
    """With a search that begins anew at each tag this takes hours, from a file of a few kilobytes."""
    assert checking.found_in(packed(**{part: words * 200_000}), name) == []


@pytest.mark.parametrize("words", ["a", "a@b.cd "])
def test_a_long_text_is_gone_through_once(words):
    found = checking.found_in(BytesIO((words * 400_000).encode()), "a.txt")
    assert len(found) <= 2


def test_many_parts_together_do_not_fill_the_time(monkeypatch):
    monkeypatch.setattr(checking, "MOST_UNPACKED", 1_000)
    parts = {f"word__part{number}": "x" * 900 for number in range(3)}
    assert checking.found_in(packed(**parts), "a.docx") == [checking.UNSEEN]


def test_nothing_is_looked_for_in_a_pdf():
    assert checking.found_in(BytesIO(b"%PDF-1.7 jo@example.org"), "a.pdf") == []


def picture(form, **options):
    content = BytesIO()
    made = Image.new("RGB", (40, 20), "red")
    made.putpixel((0, 0), (0, 0, 255))
    made.save(content, form, **options)
    return content


def exif():
    data = Image.Exif()
    data[ORIENTATION] = 6
    data[0x010F] = "Secret Camera"
    data.get_ifd(GPS)[1] = "N"
    data.get_ifd(GPS)[2] = (52.2, 0.0, 0.0)
    return data


@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
)
def test_a_picture_loses_where_and_when_it_was_taken(form, name):
    content = picture(form, exif=exif(), xmp=b"<x:xmpmeta>Jo Bloggs</x:xmpmeta>")
    assert dict(Image.open(content).getexif().get_ifd(GPS))
    content.seek(0, 2)
    content.write(b"PK\x03\x04 hidden behind the picture")
    kept = pictures.without_metadata(content, name)
    written = kept.read()
    again = Image.open(BytesIO(written))
    assert not dict(again.getexif())
    assert again.size == (20, 40), "turned as its EXIF said"
    for trace in (b"Secret Camera", b"xmpmeta", b"Exif", b"hidden behind"):
        assert trace not in written


def test_comments_of_pictures_go():
    gif = pictures.without_metadata(picture("GIF", comment=b"Jo Bloggs"), "a.gif").read()
    jpeg = pictures.without_metadata(picture("JPEG", comment=b"Jo Bloggs"), "a.jpg").read()
    assert b"Jo Bloggs" not in gif + jpeg


def test_of_a_picture_that_moves_the_first_image_is_kept():
    content = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:])
    assert pictures.moves(content, "a.gif")
    kept = Image.open(pictures.without_metadata(content, "a.gif"))
    assert not getattr(kept, "is_animated", False)
    assert kept.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_transparency_stays():
    content = BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(content, "PNG")
    kept = Image.open(pictures.without_metadata(content, "a.png"))
    assert kept.getpixel((0, 0)) == (255, 0, 0, 0)


def test_a_picture_of_a_few_kilobytes_that_fills_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_POINTS", 99)
    content = BytesIO()
    Image.new("1", (10, 10)).save(content, "PNG")
    with pytest.raises(pictures.TooManyPoints, match=r"a\.png has more than 50 million points"):
        pictures.without_metadata(content, "a.png")


def test_a_picture_that_breaks_off_is_refused_in_a_sentence():
    whole = picture("PNG").getvalue()
    with pytest.raises(pictures.DamagedPicture, match=r"a\.png is damaged"):
        pictures.without_metadata(SimpleUploadedFile("a.png", whole[:60]), "a.png")
