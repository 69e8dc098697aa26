"""A picture is written anew, so that it shows what it showed and says nothing else: not where and when it was taken."""

from io import BytesIO
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile

from PIL import Image, ImageOps

from assembly.core.documents.kinds import BROKEN
from assembly.core.rules import Refusal

FORMS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
MOVES = "The picture moves. Only its first image is kept."
DAMAGED = "{name} is damaged, so it cannot be kept. Open it in the program that made it, and save it again."
QUALITY = 90
# It is unpacked here, and a few kilobytes in the file can be gigabytes in the memory. A page at 600 dots an inch has
# 35 million.
MOST_POINTS = 50_000_000
TOO_MANY = (
    "{name} has more than 50 million points, which is more than can be kept. Save it in a smaller size, then add it "
    "again."
)


class DamagedPicture(Refusal):
    """It began as a picture and does not end as one."""


class TooManyPoints(Refusal):
    """Larger than a picture that is handed in has to be."""


def is_picture(name: str) -> bool:
    return _ending(name) in FORMS


def moves(file: IO[bytes], name: str) -> bool:
    if not is_picture(name):
        return False
    file.seek(0)
    try:
        with Image.open(file, formats=[FORMS[_ending(name)]]) as picture:
            return bool(getattr(picture, "is_animated", False))
    except (*BROKEN, SyntaxError):
        return False
    finally:
        file.seek(0)


def without_metadata(file: IO[bytes], name: str) -> "ContentFile[bytes]":
    """Turned as its EXIF says, then without EXIF, GPS, XMP, comments, colour profile and what follows it."""
    form = FORMS[_ending(name)]
    file.seek(0)
    try:
        with Image.open(file, formats=[form]) as opened:
            if opened.width * opened.height > MOST_POINTS:
                raise TooManyPoints(TOO_MANY.format(name=name))
            opened.seek(0)
            picture = _plain(ImageOps.exif_transpose(opened), form)
    except (*BROKEN, SyntaxError, Image.DecompressionBombError):
        raise DamagedPicture(DAMAGED.format(name=name)) from None
    finally:
        file.seek(0)
    written = BytesIO()
    picture.save(written, format=form, **({"quality": QUALITY} if form in {"JPEG", "WEBP"} else {}))
    return ContentFile(written.getvalue(), name=name)


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """What is stored beside the points of a picture stands in `info`, and Pillow writes some of it by itself."""
    if form == "JPEG":
        plain = picture.convert("L" if picture.mode == "L" else "RGB")
    elif (
        picture.mode in {"1", "L", "LA", "RGB", "RGBA", "I;16"}
        and "transparency" not in picture.info
    ):
        plain = picture.copy()
    else:
        plain = picture.convert("RGBA")
    plain.info = {}
    return plain


def _ending(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").lower()
