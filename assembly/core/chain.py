"""The chain over the record, as anybody can check it away from the site (docs/record.md).

It takes Python and nothing else: no Django, no database, no network.

    python -m assembly.core.chain leaves-1.csv leaves-2.csv --head 1204:5f0c… --opened events.csv
"""

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

BEGINNING = "0" * 64
HASH_DIGITS = len(BEGINNING)
COLUMNS = ("position", "leaf", "seal")
PROBLEMS = 1
BAD_INPUT = 2


class BadInput(Exception):
    """A file or a head that cannot be read. The message says which and why."""


def leaf_of(random_bytes: str, text: str) -> str:
    """Return the SHA-256 of the random bytes of a row (given as hexadecimal) followed by its canonical text."""
    return hashlib.sha256(bytes.fromhex(random_bytes) + text.encode()).hexdigest()


def link(previous: str, leaf: str) -> str:
    """Return the seal of a leaf: the SHA-256 of the seal before it and the leaf, both as hexadecimal digits."""
    return hashlib.sha256(f"{previous}{leaf}".encode()).hexdigest()


def problems(
    rows: Iterable[tuple[int, str, str]], head: tuple[int, str] | None = None
) -> Iterator[str]:
    """Walk leaves and seals, and give a sentence for each problem.

    The first row of all may have no leaf: the last seal from before there were leaves, from which the chain goes on.
    Anywhere else such a row would let a rewritten record end at a head that was noted down.
    """
    position, seal = 0, BEGINNING
    noted = head is None or head == (0, BEGINNING)
    for number, (at, leaf, sealed) in enumerate(rows):
        if not leaf:
            if number > 0:
                yield f"Seal {at} has no leaf. Only the first line of the first file may have none."
        elif at != position + 1:
            yield f"Seal {position} is followed by seal {at}: those in between are missing."
        elif sealed != link(seal, leaf):
            yield f"Seal {at} does not follow from its leaf and the seal before it."
        position, seal = at, sealed
        noted = noted or (position, seal) == head
    if not noted and head is not None:
        yield (
            f"The files end at seal {position}, before the head that was noted down, number {head[0]}."
            if head[0] > position
            else f"Seal {head[0]} is not the head that was noted down."
        )


def opened_problems(
    opened: Iterable[tuple[int, str, str]], leaves: dict[int, str]
) -> Iterator[str]:
    """Check opened rows (seal number, random bytes, text) against the leaves of the chain."""
    for number, random_bytes, text in opened:
        if leaves.get(number) != leaf_of(random_bytes, text):
            yield f"The row opened as number {number} is not the one that was sealed."


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        rows = [row for file in options.leaves for row in _rows(file)]
        opened = _opened(options.opened) if options.opened else []
        found = list(problems(rows, _head(options.head)))
    except BadInput as problem:
        print(problem, file=sys.stderr)
        return BAD_INPUT
    found += opened_problems(opened, {position: leaf for position, leaf, _ in rows})
    for sentence in found:
        print(sentence)
    if found:
        return PROBLEMS
    last = f"{rows[-1][0]}:{rows[-1][2]}" if rows else f"0:{BEGINNING}"
    print(
        f"{len(rows)} seals read, {len(opened)} opened rows read. Everything matches. Head: {last}"
    )
    return 0


def _rows(file: str) -> list[tuple[int, str, str]]:
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            return [
                (int(row["position"]), _hash(row["leaf"]), _hash(row["seal"]))
                for row in csv.DictReader(lines)
            ]
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(
            f"{file} is not a file of leaves, or is incomplete. Download it again."
        ) from None


def _hash(written: str) -> str:
    if written and (len(written) != HASH_DIGITS or set(written) - set("0123456789abcdef")):
        raise ValueError(written)
    return written


def _opened(file: str) -> list[tuple[int, str, str]]:
    """The opened rows of `events.csv` in an audit pack."""
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            return [
                (int(row["seal number"]), _hash(row["random bytes"]), row["text"])
                for row in csv.DictReader(lines)
                if row["text"] and row["seal number"]
            ]
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise BadInput(f"{file} is not the events.csv of an audit pack.") from None


def _head(written: str | None) -> tuple[int, str] | None:
    if not written:
        return None
    count, _, digest = written.strip().lower().partition(":")
    if not count.isdecimal() or len(digest) != HASH_DIGITS:
        raise BadInput("Write the head as COUNT:HASH. The hash has 64 digits, 0 to 9 and a to f.")
    return int(count), digest


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assembly.core.chain",
        description="Check the downloaded leaves and seals of the record.",
    )
    parser.add_argument("leaves", metavar="LEAVES", nargs="+", help="the files, in order")
    parser.add_argument("--head", metavar="COUNT:HASH", help="a head noted down earlier")
    parser.add_argument("--opened", metavar="FILE", help="events.csv of an audit pack")
    return parser


if __name__ == "__main__":
    sys.exit(main())
