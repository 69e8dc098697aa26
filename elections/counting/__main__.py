"""Count a ballot file on any computer with Python and numpy: `python -m elections.counting FILE`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import (
    RULES,
    Ballots,
    Constraints,
    Count,
    CountingError,
    count,
    fill_vacancy,
    read_blt,
    read_constraints,
    read_csv,
    shortened,
    write_blt,
)
from .errors import CsvError
from .files import decode
from .words import visible

BAD_INPUT = 2
STDIN = "-"

FORMATS: dict[str, Callable[[Count], str]] = {
    "text": Count.to_text,
    "json": lambda result: visible(
        json.dumps(result.to_json(), ensure_ascii=False, indent=2) + "\n"
    ),
    "csv": Count.to_csv,
    "html": Count.to_html,
}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        ballots = _ballots(options)
        result = count(
            ballots,
            rule=options.rule,
            seats=options.seats,
            seed=options.seed,
            withdrawn=options.withdrawn,
            constraints=_constraints(options, ballots),
        )
        counts = [result]
        if options.countback is not None:
            result = fill_vacancy(result, options.countback, consenting=options.consenting)
            counts.append(result)
        if options.shortened:
            text = write_blt(shortened(*counts))
            Path(options.shortened).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}.")
    except CountingError as error:
        return _refuse(str(error))
    except MemoryError:
        return _refuse(
            f"{options.file}: this computer has too little memory to count these ballots."
        )
    sys.stdout.buffer.write(FORMATS[options.format](result).encode())
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{visible(sentence)}\n")
    return BAD_INPUT


def _ballots(options: argparse.Namespace) -> Ballots:
    data, name = _read(options.file)
    kind = options.input or ("csv" if name.lower().endswith(".csv") else "blt")
    if kind == "blt":
        if options.candidates:
            raise CountingError("A BLT file names its candidates; --candidates is for CSV files.")
        return read_blt(data, name=name)
    if options.seats is None:
        raise CountingError(
            f"{name}: a CSV file does not say how many seats there are; give --seats."
        )
    return read_csv(
        data, seats=options.seats, candidates=_candidates(options.candidates), name=name
    )


def _candidates(file: str | None) -> list[str]:
    if file is None:
        return []
    data, name = _read(file)
    return decode(data, name, CsvError).splitlines()


def _constraints(options: argparse.Namespace, ballots: Ballots) -> Constraints | None:
    if options.constraints is None:
        return None
    data, name = _read(options.constraints)
    return read_constraints(data, candidates=ballots.candidates, name=name)


def _read(file: str) -> tuple[bytes, str]:
    if file == STDIN:
        return sys.stdin.buffer.read(), "standard input"
    path = Path(file)
    return path.read_bytes(), path.name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m elections.counting",
        description="Count ranked ballots and show every stage with its reasons.",
    )
    parser.add_argument(
        "file", metavar="FILE", help="the ballots, BLT or CSV; - reads standard input"
    )
    parser.add_argument(
        "--input", choices=["blt", "csv"], help="default: csv where the name ends so, else blt"
    )
    parser.add_argument(
        "--candidates", metavar="FILE", help="their names, one a line, where a CSV file lacks them"
    )
    parser.add_argument("--rule", choices=RULES, default="scottish", help="default: scottish")
    parser.add_argument("--seats", type=int, metavar="N", help="instead of the file's number")
    parser.add_argument(
        "--withdrawn",
        type=_numbers,
        default=(),
        metavar="N,N",
        help="numbers of candidates to strike from every paper, besides those of the file",
    )
    parser.add_argument(
        "--constraints", metavar="FILE", help="JSON: groups of candidates with minimum and maximum"
    )
    parser.add_argument(
        "--countback",
        type=int,
        metavar="N",
        help="fill the seat of elected candidate N, who has left it",
    )
    parser.add_argument(
        "--consenting",
        type=_numbers,
        metavar="N,N",
        help="who would take that seat; by default all who were not elected",
    )
    parser.add_argument(
        "--shortened",
        metavar="FILE",
        help="write here, as BLT, of each ranking what this count used",
    )
    seed = parser.add_mutually_exclusive_group()
    seed.add_argument(
        "--seed", type=_text, default="", metavar="TEXT", help="the public seed of the draw"
    )
    seed.add_argument(
        "--seed-hex",
        dest="seed",
        type=_text_of_hex,
        metavar="HEX",
        help="that seed in UTF-8 as hexadecimal digits, for one that a shell would change",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            visible(f"found “{text}”; expected candidate numbers such as 2,5")
        ) from None


def _text(text: str) -> str:
    """Refuse what the terminal sent in another encoding: its bytes would be hashed as nobody else's."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("found what is not UTF-8 text") from None
    return text


def _text_of_hex(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode()
    except ValueError:
        raise argparse.ArgumentTypeError(
            visible(f"found “{digits}”; expected UTF-8 text as hexadecimal digits")
        ) from None


if __name__ == "__main__":
    sys.exit(main())
