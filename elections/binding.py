"""What the record says of a file: its SHA-256 if it is published, otherwise a commitment.

With few voters there are few files that could be the true one, and a plain hash lets anybody try them all. A
commitment is the SHA-256 of 32 random bytes followed by the file: it binds just as firmly, and without the bytes
nobody can test a guess. They are kept with what they bind and shown to scrutineers alone (docs/ballot-secrecy.md).
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

RANDOM_BYTES = 32


def fresh_bytes() -> str:
    """Return new random bytes, as hexadecimal digits."""
    return secrets.token_hex(RANDOM_BYTES)


def sha256(file: str) -> str:
    """Return the SHA-256 of a file that everybody can read."""
    return hashlib.sha256(file.encode()).hexdigest()


def commitment(random_bytes: str, file: str) -> str:
    """Return what binds a file that is not published."""
    return hashlib.sha256(bytes.fromhex(random_bytes) + file.encode()).hexdigest()


def data_file(result: Mapping[str, Any]) -> str:
    """A count as data, in the same bytes wherever it is kept: PostgreSQL gives its keys back in another order."""
    return json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
