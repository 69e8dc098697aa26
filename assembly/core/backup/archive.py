"""The file of a backup: a compressed tar of whole files, with a manifest that names each with its checksum.

The manifest is the last member, so that files are read once. Nothing is taken out of an archive that the manifest does
not name, or that does not match it.
"""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self, cast

from assembly.core.text_files import Unreadable

from . import encryption

FORMAT = 1
MANIFEST = "manifest.json"
SLICE = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in an archive and where it comes from. `files` maps a name to its SHA-256 in hexadecimal."""

    made_at: str
    database: str
    head: str
    versions: Mapping[str, str]
    migrations: list[str]
    files: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def dumps(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def loads(cls, written: bytes) -> Self:
        try:
            told = json.loads(written)
            number = int(told["format"])
            if number > FORMAT:
                raise Unreadable(
                    f"The archive was made by a newer version of this software (format {number}, and this one reads "
                    f"up to {FORMAT}). Install that version first."
                )
            return cls(**told)
        except (ValueError, KeyError, TypeError):
            raise Unreadable("The archive is damaged: its manifest cannot be read.") from None


class Writer:
    """Puts files into an archive and notes their checksums."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.files: dict[str, str] = {}

    def add(self, path: Path, name: str) -> None:
        with path.open("rb") as file:
            member = tarfile.TarInfo(name)
            member.size = os.fstat(file.fileno()).st_size
            hashed = _Hashing(file)
            self.tar.addfile(member, hashed)
        self.files[name] = hashed.digest.hexdigest()

    def add_bytes(self, data: bytes, name: str) -> None:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        self.tar.addfile(member, io.BytesIO(data))
        self.files[name] = hashlib.sha256(data).hexdigest()


class _Hashing:
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def writing(path: Path, key: str) -> Iterator[Writer]:
    """Write an archive that only its owner may read; it gets its name when it is whole, and else leaves nothing.

    It is encrypted, unless the key is empty.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "xb", opener=_owners_only) as file:
            encrypted = encryption.Encrypting(file, key) if key else None
            target = cast("IO[bytes]", encrypted or file)
            with tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as tar:
                yield Writer(tar)
            if encrypted:
                encrypted.finish()
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


def unpack(path: Path, folder: Path, key: str) -> Manifest:
    """Take all files out of the archive into this folder, held against the manifest; Unreadable says what is wrong."""
    try:
        with path.open("rb") as file:
            found = _take_all_out(file, folder, key)
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path}.") from None
    except (tarfile.TarError, EOFError, zlib.error, OSError) as problem:
        raise Unreadable(
            f"The archive is damaged, or is no backup: it cannot be read to its end ({type(problem).__name__})."
        ) from None
    if found.pop(MANIFEST, None) is None:
        raise Unreadable("The archive is damaged, or is no backup: it has no manifest.")
    manifest = Manifest.loads((folder / MANIFEST).read_bytes())
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            raise Unreadable(f"The archive is damaged: {name} is not as it was when it was packed.")
    return manifest


def _take_all_out(file: IO[bytes], folder: Path, key: str) -> dict[str, str]:
    """Write every file of the archive below the folder; returns their checksums."""
    decrypted = _decrypting(file, key) if encryption.is_encrypted(file) else None
    with tarfile.open(fileobj=cast("IO[bytes]", decrypted or file), mode="r|gz") as tar:
        found = {member.name: _take_out(tar, member, folder) for member in tar}
    if decrypted:
        decrypted.read_to_its_end()
    return found


def _decrypting(file: IO[bytes], key: str) -> encryption.Decrypting:
    if not key:
        raise Unreadable(
            "The backup is encrypted, and BACKUP_KEY is not set: set it to the key of the day on which it was made."
        )
    return encryption.Decrypting(file, key)


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Write one file below the folder; returns its checksum."""
    name = PurePosixPath(member.name)
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or name.is_absolute() or ".." in name.parts:
        raise Unreadable(
            "The archive holds what no backup holds: a link, or a place outside of it."
        )
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("xb") as file:
        while data := source.read(SLICE):
            digest.update(data)
            file.write(data)
    return digest.hexdigest()


def _owners_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def as_env(values: Mapping[str, Any]) -> bytes:
    """Settings in the way of an `.env` file."""
    return "".join(f"{name}={value}\n" for name, value in values.items()).encode()
