"""The bytes of an upload: into the database in parts, and out of it into a file for a while."""

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from assembly.core.text_files import SHEETS, ZIP, Unreadable

from . import rules
from .models import Upload, UploadPart

BLOCK = 1 << 20
LONGEST_NAME = 80
# What a ZIP that is damaged, or packed in a way that is not known here, says; bzip2's is an OSError.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError)


@contextmanager
def opened(file: IO[bytes], name: str, *, zipped: bool) -> Iterator[tuple[IO[bytes], str]]:
    """The file itself, or the one file in the ZIP that it is, with its name."""
    start = file.read(len(ZIP))
    file.seek(0)
    if not (zipped and start == ZIP):
        yield file, name
        return
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            if any(each.filename == SHEETS.decode() for each in inside):
                raise Unreadable(f"{name} is a spreadsheet: save the sheet as CSV (UTF-8).")
            if len(inside) != 1:
                raise Unreadable(
                    f"{name} holds {len(inside)} files: unpack it, and upload one of them."
                )
            with archive.open(inside[0]) as unpacked:
                yield unpacked, Path(inside[0].filename).name
    except (
        *BROKEN,
        NotImplementedError,
        RuntimeError,
    ) as error:  # the last two: packed or locked in another way
        raise Unreadable(
            f"{name} cannot be unpacked: unpack it yourself, and upload what is in it."
        ) from error


def keep(upload: Upload, file: IO[bytes], largest: int) -> None:
    """Store the bytes, a part at a time, with their number and fingerprint; stop at the limit."""
    digest, size = hashlib.sha256(), 0
    for number, block in enumerate(iter(lambda: file.read(BLOCK), b"")):
        size += len(block)
        rules.may_be_received(upload.file_name, size, largest).enforce()
        digest.update(block)
        UploadPart.objects.create(upload=upload, number=number, content=zlib.compress(block, 1))
    rules.may_be_received(upload.file_name, size, largest).enforce()
    upload.size, upload.sha256 = size, digest.hexdigest()
    upload.save(update_fields=["size", "sha256"])


@contextmanager
def on_disk(upload: Upload) -> Iterator[Path]:
    """The upload as a file of its own name, which is gone afterwards. A part at a time is in memory."""
    with TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder) / (Path(upload.file_name).name[-LONGEST_NAME:] or "file")
        with path.open("wb") as file:
            for number in upload.parts.values_list("number", flat=True):
                part = upload.parts.get(number=number)
                file.write(zlib.decompress(bytes(part.content)))
        yield path
