"""What scrutineers do without network: `python -m elections.offline make-key | prove | open | commitment`.

It takes this package, PyNaCl, pycryptodome and numpy; no Django, no database, no clock. A share that is typed is not
shown; a share that is made is shown to its holder alone and then wiped from the screen.
"""

import argparse
import base64
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import binding, sealing, shares
from .key_statement import KeyStatement
from .unsealing import open_ballots

BAD_INPUT = 2
DIFFERS = 1
WIPE = "\033[2J\033[3J\033[H"


class BadInput(Exception):
    """Something typed or read cannot be used. The message says what, and shows no share."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        act: Callable[[argparse.Namespace], int] = options.act
        return act(options)
    except (BadInput, shares.ShareError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return BAD_INPUT


def make_key(options: argparse.Namespace) -> int:
    """Make a key, show each holder their share, and print the statement that the site takes."""
    try:
        made = shares.make_key(needed=options.needed, holders=options.holders)
    except ValueError as error:
        raise BadInput(str(error)) from None
    for share in made.shares:
        input(f"Scrutineer {share.number}, come to the screen alone and press Enter. ")
        print(f"Your share, shown once. Write it down twice:\n\n  {share.text}\n")
        input("Press Enter to wipe it from the screen. ")
        print(WIPE, end="", flush=True)
    statement = KeyStatement.of(made).text
    if options.statement:
        Path(options.statement).write_text(statement, encoding="utf-8")
        print(f"{options.statement} holds the statement of the key. It has no secret in it.")
    else:
        print("The statement of the key. It has no secret in it: bring it to the site.\n")
        print(statement, end="")
    return 0


def prove(_options: argparse.Namespace) -> int:
    """Print the proof of a share, which the site takes before notice of poll."""
    share = shares.read_share(getpass.getpass("Your share (it is not shown): "))
    print(f"The proof that you hold share {share.number}:\n\n  {share.proof.text}")
    return 0


def open_box(options: argparse.Namespace) -> int:
    """Open the sealed ballots of a contest and write its ballot file."""
    box = _read_box(options.box)
    secret = _secret(box)
    ciphertexts = [base64.b64decode(one) for one in box["ballots"]]
    opened = open_ballots(ciphertexts, secret, len(box["candidates"]))
    blt = opened.blt(box["candidates"], box["seats"], box["title"])
    Path(options.blt).write_text(blt, encoding="utf-8", newline="")
    print(f"{len(ciphertexts)} sealed ballots, {len(opened.rankings)} opened.")
    for receipt in opened.tampered:
        print(f"No ballot of this contest: {receipt}")
    differs = bool(opened.tampered)
    if options.receipts:
        differs |= _compare(options.receipts, [sealing.receipt_of(one) for one in ciphertexts])
    return DIFFERS if differs else 0


def show_commitment(options: argparse.Namespace) -> int:
    """Print what binds a file together with its random bytes, to compare with what the site published."""
    typed = "".join(getpass.getpass("The random bytes (they are not shown): ").lower().split())
    if len(typed) != 2 * binding.RANDOM_BYTES or set(typed) - set("0123456789abcdef"):
        raise BadInput("Enter the random bytes as 64 digits, 0 to 9 and a to f.")
    try:
        file = Path(options.file).read_bytes().decode()
    except UnicodeDecodeError:
        raise BadInput(f"{options.file} is not a text file.") from None
    print(f"Commitment to {options.file}:\n\n  {binding.commitment(typed, file)}")
    return 0


def _read_box(file: str) -> dict:
    try:
        box = json.loads(Path(file).read_text(encoding="utf-8"))
        for name in ("ballots", "candidates", "seats", "title", "public_key", "shares_needed"):
            box[name]
        for one in box["ballots"]:
            base64.b64decode(one, validate=True)
    except (ValueError, KeyError, TypeError):
        raise BadInput(f"{file} is not a file of sealed ballots, or is cut off.") from None
    return dict(box)


def _secret(box: dict) -> bytes:
    """Ask for as many shares as are needed, each until it is one of this key and not yet typed."""
    typed: list[shares.Share] = []
    while len(typed) < box["shares_needed"]:
        try:
            share = shares.read_share(
                getpass.getpass(f"Share {len(typed) + 1} of {box['shares_needed']} (not shown): ")
            )
        except shares.ShareError as error:
            print(error)
            continue
        if box["fingerprints"].get(str(share.number)) != share.fingerprint:
            print("This is a share, and typed without a slip, but not one of this key.")
        elif share.number in {one.number for one in typed}:
            print(f"Share {share.number} has been typed already.")
        else:
            typed.append(share)
    secret = shares.combine(typed)
    if sealing.public_key_of(secret) != box["public_key"]:
        raise BadInput("These shares together do not make the key of this election.")
    return secret


def _compare(file: str, receipts: Sequence[str]) -> bool:
    """Whether the receipts of the box are other than the published ones."""
    published = Path(file).read_text(encoding="utf-8").split()
    missing, added = set(published) - set(receipts), set(receipts) - set(published)
    for receipt in sorted(missing):
        print(f"Published, and not in the box: {receipt}")
    for receipt in sorted(added):
        print(f"In the box, and not published: {receipt}")
    if sorted(published) == sorted(receipts):
        print("The box and the published receipts agree.")
        return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m elections.offline",
        description="What scrutineers do on a computer without network.",
    )
    acts = parser.add_subparsers(required=True, metavar="make-key | prove | open | commitment")
    make = acts.add_parser("make-key", help="make the key of an election and show its shares")
    make.add_argument("--needed", type=int, default=2, help="shares that open the box (2)")
    make.add_argument("--holders", type=int, default=3, help="scrutineers (3)")
    make.add_argument("--statement", metavar="FILE", help="write the statement here")
    make.set_defaults(act=make_key)
    show = acts.add_parser("prove", help="make the proof of a share")
    show.set_defaults(act=prove)
    opening = acts.add_parser("open", help="open the sealed ballots of a contest")
    opening.add_argument(
        "box", metavar="BOX", help="the file of sealed ballots, as the site gave it"
    )
    opening.add_argument("--receipts", metavar="FILE", help="the published receipts, to compare")
    opening.add_argument("--blt", metavar="FILE", required=True, help="write the ballots here")
    opening.set_defaults(act=open_box)
    bound = acts.add_parser("commitment", help="print what binds a file, from its random bytes")
    bound.add_argument("file", metavar="FILE", help="the ballot file, or the count as data")
    bound.set_defaults(act=show_commitment)
    return parser


if __name__ == "__main__":
    sys.exit(main())
