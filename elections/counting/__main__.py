"""Count a ballot file on any computer with Python and numpy: `python -m elections.counting FILE`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from . import RULES, CountingError, count, fill_vacancy, read_blt

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        data, name = _read(options.file)
        result = count(
            read_blt(data, name=name),
            rule=options.rule,
            seats=options.seats,
            seed=options.seed,
            withdrawn=options.withdrawn,
        )
        if options.countback is not None:
            result = fill_vacancy(result, options.countback, consenting=options.consenting)
    except OSError as error:
        return _refuse(f"{options.file}: {error.strerror}.")
    except CountingError as error:
        return _refuse(str(error))
    if options.format == "json":
        text = json.dumps(result.to_json(), ensure_ascii=False, indent=2) + "\n"
    else:
        text = result.to_text()
    sys.stdout.buffer.write(text.encode())
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return BAD_INPUT


def _read(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), "standard input"
    path = Path(file)
    return path.read_bytes(), path.name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m elections.counting",
        description="Count ranked ballots and show every stage with its reasons.",
    )
    parser.add_argument("file", metavar="FILE.blt", help="the ballots; - reads standard input")
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
    parser.add_argument("--seed", default="", metavar="TEXT", help="the public seed of the lot")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"found “{text}”; expected candidate numbers such as 2,5"
        ) from None


if __name__ == "__main__":
    sys.exit(main())
