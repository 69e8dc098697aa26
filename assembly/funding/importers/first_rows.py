"""Where each identifier of a file stands first: beyond a few megabytes on disk, and not in memory."""

import hashlib
import sqlite3
from collections.abc import Iterable
from weakref import finalize

KILOBYTES = 2_000


class FirstRows:
    """Fingerprints of keys with the row of the first; a database without a name is a file that goes with it."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        finalize(self, self.database.close)
        self.database.execute(f"PRAGMA cache_size=-{KILOBYTES}")
        self.database.execute("PRAGMA journal_mode=OFF")
        self.database.execute("PRAGMA synchronous=OFF")
        self.database.execute(
            "CREATE TABLE first_row (key BLOB PRIMARY KEY, number INTEGER, written BLOB) WITHOUT ROWID"
        )

    def of(self, row: int, *key: str) -> tuple[int, bool]:
        """The row in which this key stands first, and whether it is written so there: capitals make no other key."""
        written = _digest(key)
        folded = _digest([part.casefold() for part in key])
        added = self.database.execute(
            "INSERT OR IGNORE INTO first_row VALUES (?, ?, ?)", (folded, row, written)
        )
        if added.rowcount:
            return row, True
        found = self.database.execute(
            "SELECT number, written FROM first_row WHERE key = ?", (folded,)
        )
        number, first = found.fetchone()
        return number, first == written


def _digest(key: Iterable[str]) -> bytes:
    return hashlib.blake2b("\0".join(key).encode("utf-8", "replace"), digest_size=16).digest()
