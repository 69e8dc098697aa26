"""Which kinds of document are taken, by the ending of the name, and whether the content is what the ending says."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from PIL import Image

from assembly.core.text_files import Unreadable, decode

START = 1024
LARGEST_PICTURE = 100_000_000  # pixels; one that is larger is made to fill the memory
OFFICE_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# What a ZIP that is damaged, or packed in a way that is not known here, says.
BROKEN = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)

Test = Callable[[IO[bytes]], bool]


def _is_pdf(file: IO[bytes]) -> bool:
    return b"%PDF-" in file.read(START)


def _is_office_xml(folder: str) -> Test:
    """A ZIP with the part that makes it a text, sheet or set of slides, and without macros."""

    def test(file: IO[bytes]) -> bool:
        try:
            names = [path.casefold() for path in zipfile.ZipFile(file).namelist()]
        except BROKEN:
            return False
        is_whole = "[content_types].xml" in names and any(n.startswith(folder) for n in names)
        return is_whole and not any(name.endswith("vbaproject.bin") for name in names)

    return test


def _is_open_document(content_type: str) -> Test:
    """A ZIP that says in its part “mimetype” what it is, and without macros."""

    def test(file: IO[bytes]) -> bool:
        try:
            with zipfile.ZipFile(file) as whole:
                names = whole.namelist()
                with whole.open("mimetype") as said:
                    is_whole = said.read(len(content_type) + 1).strip() == content_type.encode()
        except (*BROKEN, KeyError):
            return False
        return is_whole and not any(name.startswith(("Basic/", "Scripts/")) for name in names)

    return test


def _is_text(file: IO[bytes]) -> bool:
    content = file.read()
    try:
        decode(content, "")
    except Unreadable:
        return False
    return b"\0" not in content


def _is_picture(form: str) -> Test:
    def test(file: IO[bytes]) -> bool:
        try:
            with Image.open(file, formats=[form]) as picture:
                is_small = picture.width * picture.height <= LARGEST_PICTURE
                picture.verify()
        except (*BROKEN, SyntaxError, Image.DecompressionBombError):
            return False
        return is_small

    return test


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    content_type: str
    is_this: Test


def _office(name: str, ending: str, folder: str) -> Kind:
    return Kind(name, f"{OFFICE_XML}{ending}", _is_office_xml(folder))


def _open(name: str, ending: str) -> Kind:
    return Kind(name, f"{OPEN_DOCUMENT}{ending}", _is_open_document(f"{OPEN_DOCUMENT}{ending}"))


JPEG = Kind("JPEG picture", "image/jpeg", _is_picture("JPEG"))
KINDS = {
    "pdf": Kind("PDF", "application/pdf", _is_pdf),
    "docx": _office("Word", "wordprocessingml.document", "word/"),
    "xlsx": _office("Excel", "spreadsheetml.sheet", "xl/"),
    "pptx": _office("PowerPoint", "presentationml.presentation", "ppt/"),
    "odt": _open("OpenDocument text", "text"),
    "ods": _open("OpenDocument spreadsheet", "spreadsheet"),
    "odp": _open("OpenDocument presentation", "presentation"),
    "txt": Kind("plain text", "text/plain", _is_text),
    "csv": Kind("CSV", "text/csv", _is_text),
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": Kind("PNG picture", "image/png", _is_picture("PNG")),
    "gif": Kind("GIF picture", "image/gif", _is_picture("GIF")),
    "webp": Kind("WebP picture", "image/webp", _is_picture("WEBP")),
}
CONTENT_TYPES = {ending: kind.content_type for ending, kind in KINDS.items()}
