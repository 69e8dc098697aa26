"""The encryption of a backup: libsodium's secretstream, which proves the order of the pieces and which is the last.

The file begins with a line in plain text that names the way it is written and, by a fingerprint, the key. That line
is proven with the first piece. Then come the 24 bytes with which the stream begins, and pieces of one size, each
sealed for its place; the last is marked as the last.
"""

import hashlib
import re
from typing import IO

from nacl import bindings
from nacl.exceptions import CryptoError

from assembly.core.text_files import Unreadable

HEADING = b"assembly encrypted backup "
VERSION = 1
PIECE = 64 * 1024  # bytes
SEALED_PIECE = PIECE + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
LONGEST_LINE = 200
KEY_PURPOSE = b"assembly backup\0"  # BLAKE2b takes a person of exactly 16 bytes
FINGERPRINT_PURPOSE = b"backup key print"
LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE

_LINE = re.compile(re.escape(HEADING) + rb"(\d{1,4}) key ([0-9a-f]{16})\n")


class Encrypting:
    """A file to write to. What is written is encrypted into `file`; `finish` marks the end."""

    def __init__(self, file: IO[bytes], secret: str) -> None:
        self.file = file
        self.waiting = bytearray()
        self.state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self.proven_too: bytes | None = _first_line(secret)
        beginning = bindings.crypto_secretstream_xchacha20poly1305_init_push(
            self.state, _key(secret)
        )
        file.write(self.proven_too + beginning)

    def write(self, data: bytes) -> int:
        self.waiting += data
        # One piece is kept back, because the last is another kind of piece.
        while len(self.waiting) > PIECE:
            self._put(bytes(self.waiting[:PIECE]), MORE)
            del self.waiting[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing to do: a piece is written when it is whole."""

    def finish(self) -> None:
        self._put(bytes(self.waiting), LAST)

    def _put(self, piece: bytes, tag: int) -> None:
        sealed = bindings.crypto_secretstream_xchacha20poly1305_push(
            self.state, piece, self.proven_too, tag
        )
        self.proven_too = None
        self.file.write(sealed)


class Decrypting:
    """A file to read from, decrypted; Unreadable says that the key is another one, or what happened to the file."""

    def __init__(self, file: IO[bytes], secret: str) -> None:
        self.file = file
        self.ready = bytearray()
        self.ended = False
        self.state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self.proven_too: bytes | None = _line_for(secret, file.readline(LONGEST_LINE))
        beginning = file.read(bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        if len(beginning) < bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES:
            raise _cut_off()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(
            self.state, beginning, _key(secret)
        )

    def read(self, size: int) -> bytes:
        while len(self.ready) < size and not self.ended:
            self.ready += self._take()
        taken = bytes(self.ready[:size])
        del self.ready[:size]
        return taken

    def read_to_its_end(self) -> None:
        """Prove what lies behind the archive too, and that the end is the end."""
        while self.read(PIECE):
            pass

    def _take(self) -> bytes:
        sealed = self.file.read(SEALED_PIECE)
        if len(sealed) < SEALED_PIECE - PIECE:
            raise _cut_off()
        try:
            piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self.state, sealed, self.proven_too
            )
        except CryptoError:
            raise Unreadable(
                "The backup is damaged or cut off: a piece of it is not as it was when it was encrypted."
            ) from None
        self.proven_too = None
        self.ended = tag == LAST
        if self.ended and self.file.read(1):
            raise Unreadable("The backup is damaged: there is more behind its end.")
        return bytes(piece)


def is_encrypted(file: IO[bytes]) -> bool:
    """Whether the file begins as an encrypted backup does; it is left at its beginning."""
    begins = file.read(len(HEADING))
    file.seek(0)
    return begins == HEADING


def fingerprint(secret: str) -> str:
    """What tells two keys apart and betrays neither."""
    return _derived(secret, FINGERPRINT_PURPOSE)[:8].hex()


def _first_line(secret: str) -> bytes:
    return HEADING + f"{VERSION} key {fingerprint(secret)}\n".encode()


def _line_for(secret: str, line: bytes) -> bytes:
    """The first line of the file, if this software and this key can read what follows it."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise Unreadable("The backup is damaged: its first line cannot be read.")
    if int(found[1]) > VERSION:
        raise Unreadable(
            f"The backup was encrypted by a newer version of this software (way {int(found[1])}, and this one knows "
            f"up to {VERSION}). Install that version first."
        )
    if found[2].decode() != fingerprint(secret):
        raise Unreadable(
            f"The backup was encrypted with another key: the fingerprint of its key is {found[2].decode()}, and that "
            f"of BACKUP_KEY is {fingerprint(secret)}. Set BACKUP_KEY to the key of the day on which it was made."
        )
    return line


def _key(secret: str) -> bytes:
    return _derived(secret, KEY_PURPOSE)


def _derived(secret: str, purpose: bytes) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=purpose).digest()


def _cut_off() -> Unreadable:
    return Unreadable("The backup is cut off: its end is missing.")
