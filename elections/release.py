"""Which version of this software made a result: so that an evaluated version can be identified and run again."""

import hashlib
import sys
from functools import cache
from pathlib import Path

COUNTING = Path(__file__).parent / "counting"


@cache
def release() -> str:
    """Return the SHA-256 over the source of the counting package: its files in order of their paths.

    Anybody can repeat it with the source alone (docs/after-the-count.md, `python -m elections.release`): it needs no
    repository, and says of the part that decides who is elected exactly which one it was. Line ends count as line
    feeds, as a checkout on Windows may have others.
    """
    digest = hashlib.sha256()
    paths = {path.relative_to(COUNTING).as_posix(): path for path in COUNTING.rglob("*.py")}
    for name, path in sorted(paths.items()):
        source = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{hashlib.sha256(source).hexdigest()}  {name}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"{release()}\n")
