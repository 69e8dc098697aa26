"""The shares of an election's key, as they are printed and typed. Pure: no clock, no database, no network.

The 16 bytes of the key are split by Shamir's scheme, k of n, over GF(2^128): any k shares give the key, fewer say
nothing of it. Of each share the site keeps a hash of a hash. The inner hash is the *proof*: who can show it has read
the share, and whoever sees it learns nothing of the share. So possession is proved without the share leaving paper.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from Crypto.Protocol.SecretSharing import Shamir

from .sealing import SECRET_BYTES, make_secret, public_key_of

FEWEST_NEEDED = 2  # one person alone must never be able to open a box
MOST_SHARES = 9
NUMBERS = {str(number) for number in range(1, MOST_SHARES + 1)}

SHARE_PURPOSE = b"assembly share\0"
PROOF_PURPOSE = b"assembly proof\0"
PROOF_LETTER = "P"

# Crockford's alphabet: no I, L, O or U, so that a share read off paper has one reading.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
CHARACTERS = 26
CHECK_CHARACTERS = 2
# The largest prime that two characters can write: every wrong character and every swap of neighbours shows.
CHECK_PRIME = 1021


class ShareError(ValueError):
    """A typed share or proof cannot be used. The message says how, and shows nothing of what was typed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that somebody has read a share: 16 bytes made from it, from which it cannot be made."""

    number: int
    value: bytes

    @property
    def fingerprint(self) -> str:
        """The hash that is published, so that a wrong share is known before it is used."""
        return hashlib.sha256(PROOF_PURPOSE + bytes([self.number]) + self.value).hexdigest()

    @property
    def text(self) -> str:
        """As it is printed: a letter and the number, 26 characters, 2 check characters."""
        return PROOF_LETTER + _written(self.number, self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """One share of the key: its number and its 16 bytes."""

    number: int
    value: bytes

    def __repr__(self) -> str:
        return f"Share({self.number}, …)"  # a share must not reach a log through its repr

    @property
    def proof(self) -> Proof:
        digest = hashlib.sha256(SHARE_PURPOSE + bytes([self.number]) + self.value).digest()
        return Proof(self.number, digest[:SECRET_BYTES])

    @property
    def fingerprint(self) -> str:
        return self.proof.fingerprint

    @property
    def text(self) -> str:
        """As it is printed: number, 26 characters, 2 check characters."""
        return _written(self.number, self.value)


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was just made: what is published of it, and its shares, which are shown once and kept nowhere."""

    public_key: str
    needed: int
    shares: tuple[Share, ...]


def make_key(*, needed: int, holders: int) -> Key:
    """Make a key that any `needed` of `holders` shares open. ValueError outside 2 ≤ needed ≤ holders ≤ 9."""
    if not FEWEST_NEEDED <= needed <= holders <= MOST_SHARES:
        raise ValueError(
            f"A key has {FEWEST_NEEDED} to {MOST_SHARES} shares, and needs two at least."
        )
    secret = make_secret()
    parts = Shamir.split(needed, holders, secret)
    return Key(public_key_of(secret), needed, tuple(Share(number, part) for number, part in parts))


def combine(shares: Sequence[Share]) -> bytes:
    """Return the secret that these shares of one key make. Other shares silently make another: check its key."""
    secret: bytes = Shamir.combine([(share.number, share.value) for share in shares])
    return secret


def read_share(typed: str) -> Share:
    """Read a share as somebody typed it; spaces, hyphens and case do not matter."""
    if typed.strip()[:1].upper() == PROOF_LETTER:
        raise ShareError(
            "This is the proof of a share, not the share: a share begins with its number."
        )
    return Share(*_read(typed))


def read_proof(typed: str) -> Proof:
    """Read a proof as somebody typed it."""
    text = typed.strip()
    if text[:1].upper() != PROOF_LETTER:
        raise ShareError(
            f"A proof begins with the letter {PROOF_LETTER} and the number of its share."
        )
    return Proof(*_read(text[1:]))


def repeated(shares: Iterable[Share]) -> list[int]:
    """The numbers that stand more than once, rising."""
    numbers = [share.number for share in shares]
    return sorted({number for number in numbers if numbers.count(number) > 1})


def _written(number: int, value: bytes) -> str:
    letters = _to_letters(int.from_bytes(value), CHARACTERS)
    written = letters + _to_letters(_checksum(number, letters), CHECK_CHARACTERS)
    return "-".join([str(number), *(written[i : i + 4] for i in range(0, len(written), 4))])


def _read(typed: str) -> tuple[int, bytes]:
    number, _, rest = typed.strip().replace(" ", "-").partition("-")
    if number not in NUMBERS:
        raise ShareError("A share begins with its number and a hyphen, such as 1-.")
    letters = re.sub(r"[-\s]", "", rest).upper().translate(MISREAD)
    if len(letters) != CHARACTERS + CHECK_CHARACTERS:
        raise ShareError(
            f"It has {CHARACTERS + CHECK_CHARACTERS} characters after its number, and this has {len(letters)}."
        )
    if set(letters) - set(ALPHABET):
        raise ShareError(
            "There is a typing error: it has digits and letters only, and never the letter U."
        )
    body, check = letters[:CHARACTERS], letters[CHARACTERS:]
    value = _from_letters(body)
    if _from_letters(check) != _checksum(int(number), body) or value >= 1 << 8 * SECRET_BYTES:
        raise ShareError("There is a typing error: the last two characters do not fit the rest.")
    return int(number), value.to_bytes(SECRET_BYTES)


def _checksum(number: int, letters: str) -> int:
    whole: int = number * 32**CHARACTERS + _from_letters(letters)
    return whole % CHECK_PRIME


def _to_letters(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))


def _from_letters(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value << 5 | ALPHABET.index(letter)
    return value
