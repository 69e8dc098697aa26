"""Ask ClamAV's daemon about a file, where `CLAMD` names one: its command INSTREAM, over a socket."""

import logging
import socket
import struct
from typing import IO

from django.conf import settings

from assembly.core.rules import ALLOWED, Ruling, refused

BLOCK = 1 << 16
PATIENCE = 30  # seconds for each answer
LONGEST_ANSWER = 4096

log = logging.getLogger(__name__)


def may_be_kept(file: IO[bytes]) -> Ruling:
    """Without a scanner every file is; with one that does not answer none is."""
    if not settings.CLAMD:
        return ALLOWED
    try:
        answer = _ask(file)
    except OSError:
        log.exception("clamd does not answer.")
        answer = ""
    finally:
        file.seek(0)
    if answer.endswith("FOUND"):
        return refused("The virus scanner stopped this file, so it has not been kept.")
    if answer.endswith("OK"):
        return ALLOWED
    return refused(
        "This file could not be scanned for viruses, so it has not been kept. Try later."
    )


def _ask(file: IO[bytes]) -> str:
    """Send the file in blocks, each after its length; a length of nought is the end."""
    file.seek(0)
    with _connected(settings.CLAMD) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for block in iter(lambda: file.read(BLOCK), b""):
            clamd.sendall(struct.pack("!L", len(block)) + block)
        clamd.sendall(struct.pack("!L", 0))
        with clamd.makefile("rb") as answer:
            return answer.read(LONGEST_ANSWER).rstrip(b"\0\n").decode(errors="replace")


def _connected(address: str) -> socket.socket:
    """A path is a socket on this computer; anything else is host:port."""
    if address.startswith("/"):
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(PATIENCE)
        clamd.connect(address)
        return clamd
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)
