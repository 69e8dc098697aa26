"""A mailbox that can be read and from which mails can be removed: a file, a folder, or a mail server.

`mbox:/var/mail/bounces`, `maildir:/srv/mail/bounces` or `imaps://user:password@mail.example.org/INBOX`.
"""

import imaplib
import mailbox as files
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import unquote, urlsplit

from assembly.core.text_files import Unreadable

PORT = 993
TIMEOUT = 30  # seconds
FOLDER = "INBOX"


class Mailbox(Protocol):
    def mails(self) -> Iterator[tuple[str, bytes]]:
        """A key and the whole mail, one after another."""

    def remove(self, key: str) -> None: ...


class _Files:
    def __init__(self, box: "files.Mailbox[files.Message]") -> None:
        self.box = box

    def mails(self) -> Iterator[tuple[str, bytes]]:
        for key in self.box.keys():  # noqa: SIM118 - iterating a mailbox gives its mails
            yield key, self.box.get_bytes(key)

    def remove(self, key: str) -> None:
        self.box.discard(key)


class _Server:
    def __init__(self, server: imaplib.IMAP4) -> None:
        self.server = server

    def mails(self) -> Iterator[tuple[str, bytes]]:
        _, found = self.server.uid("SEARCH", "ALL")
        for uid in (found[0] or b"").decode().split():
            # PEEK: what is left for a person stays unread.
            _, answer = self.server.uid("FETCH", uid, "(BODY.PEEK[])")
            for part in answer:
                if isinstance(part, tuple):
                    yield uid, part[1]

    def remove(self, key: str) -> None:
        self.server.uid("STORE", key, "+FLAGS", r"(\Deleted)")


@contextmanager
def open_mailbox(address: str) -> Iterator[Mailbox]:
    """Open the mailbox, locked where it is a file; what was removed is gone when it is closed."""
    parts = urlsplit(address)
    try:
        if parts.scheme == "imaps":
            with _signed_in(address) as server:
                yield _Server(server)
                server.expunge()
        elif parts.scheme == "maildir":
            yield _Files(files.Maildir(parts.path, create=False))
        else:
            with _locked(files.mbox(parts.path, create=False)) as box:
                yield _Files(box)
    except (files.Error, imaplib.IMAP4.error, OSError) as problem:
        where = parts.hostname or parts.path
        raise Unreadable(
            f"The mailbox {where} cannot be read: {type(problem).__name__}."
        ) from problem


@contextmanager
def _locked(box: files.mbox) -> Iterator[files.mbox]:
    box.lock()
    try:
        yield box
    finally:
        box.close()  # writes what was removed, and unlocks


@contextmanager
def _signed_in(address: str) -> Iterator[imaplib.IMAP4_SSL]:
    parts = urlsplit(address)
    port = parts.port or PORT
    with imaplib.IMAP4_SSL(parts.hostname or "", port, timeout=TIMEOUT) as server:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or FOLDER
        status, _ = server.select(f'"{folder}"')
        if status != "OK":
            raise imaplib.IMAP4.error("no such folder")
        yield server
