"""Photos of candidates: checked by what they are, cut to one size for everybody, and written anew.

Writing anew leaves behind what a camera noted: the place, the day, the device.
"""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from PIL import Image, ImageOps

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
SIDE = 480
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85
FACE = (0.5, 0.35)  # where faces are in a portrait


def read_photo(upload: UploadedFile) -> ContentFile[bytes]:
    """Return the photo as a square JPEG without anything but its pixels; ValidationError says what is wrong."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError("The photo is larger than 8 megabytes. Choose a smaller one.")
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError("The photo has more than 50 million pixels.")
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError("This is not a photo: send a JPEG, PNG or WebP file.") from None
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=FACE)
    written = io.BytesIO()
    # A new picture from the pixels: `info` of the old one would carry its comments and profiles along.
    plain = Image.new("RGB", square.size)
    plain.paste(square)
    plain.save(written, "JPEG", quality=QUALITY)
    return ContentFile(written.getvalue())
