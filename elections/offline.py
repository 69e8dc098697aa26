"""What scrutineers and voters do on a computer without network: `python -m elections.offline` and what to do.

make-key, prove, open and commitment are for scrutineers, check-receipt is for anybody.
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

from . import binding, receipts, sealing, shares
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
    except (BadInput, shares.ShareError, receipts.ReceiptError) as error:
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
    """Open the sealed ballots of a contest and write its ballot file.

    With `--blind` no receipt is shown, so that nobody who looks on learns one that they did not know. The ballot file
    is sorted in any case, and says nothing of where a ranking lay.
    """
    box = _read_box(options.box)
    secret = _secret(box)
    ciphertexts = [base64.b64decode(one) for one in box["ballots"]]
    opened = open_ballots(ciphertexts, secret, len(box["candidates"]))
    blt = opened.blt(box["candidates"], box["seats"], box["title"])
    Path(options.blt).write_text(blt, encoding="utf-8", newline="")
    print(f"{len(ciphertexts)} sealed ballots, {len(opened.rankings)} opened.")
    if options.blind:
        if opened.tampered:
            print(f"No ballots of this contest: {len(opened.tampered)}")
    else:
        for receipt in opened.tampered:
            print(f"No ballot of this contest: {receipt}")
    differs = bool(opened.tampered)
    if options.receipts:
        in_box = [sealing.receipt_of(one) for one in ciphertexts]
        differs |= _compare(options.receipts, in_box, blind=options.blind)
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


def check_receipt(options: argparse.Namespace) -> int:
    """Say whether the election's key signed a receipt, and whether the receipt is in the published list."""
    signed = receipts.read(Path(options.receipt).read_text(encoding="utf-8"))
    one = signed.receipt
    print(f"Election {one.election}, contest {one.contest}, poll {one.poll}, receipt {one.code}.")
    is_signed = signed.is_by(options.key)
    print(
        "The key of the election signed this receipt."
        if is_signed
        else "The key of the election did NOT sign this receipt."
    )
    is_listed = True
    if options.receipts:
        is_listed = one.code in Path(options.receipts).read_text(encoding="utf-8").split()
        print(
            "It is in the published list: the sealed ballot was in the box."
            if is_listed
            else "It is NOT in the published list."
        )
    return 0 if is_signed and is_listed else DIFFERS


def _compare(file: str, in_box: Sequence[str], *, blind: bool) -> bool:
    """Whether the receipts of the box are other than the published ones."""
    published = Path(file).read_text(encoding="utf-8").split()
    for receipts_of, words in (
        (set(published) - set(in_box), "Published, and not in the box"),
        (set(in_box) - set(published), "In the box, and not published"),
    ):
        found = [str(len(receipts_of))] if blind and receipts_of else sorted(receipts_of)
        for one in found:
            print(f"{words}: {one}")
    if sorted(published) == sorted(in_box):
        print("The box and the published receipts agree.")
        return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m elections.offline",
        description="What scrutineers and voters do on a computer without network.",
    )
    acts = parser.add_subparsers(
        required=True, metavar="make-key | prove | open | commitment | check-receipt"
    )
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
    opening.add_argument(
        "--blind", action="store_true", help="show no receipt: how many there are, and never which"
    )
    opening.set_defaults(act=open_box)
    check = acts.add_parser("check-receipt", help="check the signature of a receipt")
    check.add_argument("receipt", metavar="FILE", help="the signed receipt, as the site gave it")
    check.add_argument(
        "--key", metavar="HEX", required=True, help="the public key from the notice of poll"
    )
    check.add_argument("--receipts", metavar="FILE", help="the published receipts, to look it up")
    check.set_defaults(act=check_receipt)
    bound = acts.add_parser("commitment", help="print what binds a file, from its random bytes")
    bound.add_argument("file", metavar="FILE", help="the ballot file, or the count as data")
    bound.set_defaults(act=show_commitment)
    return parser


if __name__ == "__main__":
    sys.exit(main())
