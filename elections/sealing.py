"""The key of an election, its share, the sealed ballot and its receipt. Pure: no clock, no database.

The key is 16 random bytes S; the private key is BLAKE2b-256 of S. S leaves this module as printed text, the
*share*, and as nothing else. A ballot is sealed with libsodium's sealed box, so what seals cannot open.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

KEY_PURPOSE = b"assembly ballots"  # BLAKE2b takes a person of exactly 16 bytes
SHARE_PURPOSE = b"assembly share\0"
SECRET_BYTES = 16

BALLOT_VERSION = 1
MOST_CANDIDATES = 255  # a rank is one byte

# Crockford's alphabet: no I, L, O or U, so that a share read off paper has one reading.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
SHARE_CHARACTERS = 26
CHECK_CHARACTERS = 2
# The largest prime that two characters can write: every wrong character and every swap of neighbours shows.
CHECK_PRIME = 1021
RECEIPT_CHARACTERS = 20


class ShareError(ValueError):
    """A typed share cannot be used. The message says how, and shows nothing of what was typed."""


class TamperedBallot(ValueError):
    """What lies in the box is not a ballot of this contest sealed to this key."""


@dataclass(frozen=True, slots=True)
class Share:
    """One share of the key: its number and its 16 bytes. The only share of the first slice is S itself."""

    number: int
    secret: bytes

    def __repr__(self) -> str:
        return f"Share({self.number}, …)"  # a share must not reach a log through its repr

    @property
    def fingerprint(self) -> str:
        """The hash that is published, so that a wrong share is known before it is used."""
        return hashlib.sha256(SHARE_PURPOSE + bytes([self.number]) + self.secret).hexdigest()

    @property
    def text(self) -> str:
        """As it is printed: number, 26 characters, 2 check characters."""
        letters = _to_letters(int.from_bytes(self.secret), SHARE_CHARACTERS)
        check = _to_letters(_checksum(self.number, letters), CHECK_CHARACTERS)
        written = letters + check
        return "-".join([str(self.number), *(written[i : i + 4] for i in range(0, 28, 4))])

    @classmethod
    def from_text(cls, typed: str) -> "Share":
        """Read a share as somebody typed it; spaces, hyphens and case do not matter."""
        number, _, rest = typed.strip().replace(" ", "-").partition("-")
        if (
            not number.isascii()
            or not number.isdecimal()
            or not 1 <= int(number) <= MOST_CANDIDATES
        ):
            raise ShareError("A share begins with its number and a hyphen, such as 1-.")
        letters = re.sub(r"[-\s]", "", rest).upper().translate(MISREAD)
        if len(letters) != SHARE_CHARACTERS + CHECK_CHARACTERS:
            raise ShareError(
                f"A share has 28 characters after its number, and this has {len(letters)}."
            )
        if set(letters) - set(ALPHABET):
            raise ShareError(
                "There is a typing error: a share has digits and letters only, and never the letter U."
            )
        body, check = letters[:SHARE_CHARACTERS], letters[SHARE_CHARACTERS:]
        value = _from_letters(body)
        if _from_letters(check) != _checksum(int(number), body) or value >= 1 << 8 * SECRET_BYTES:
            raise ShareError(
                "There is a typing error in the share: its last two characters do not fit the rest."
            )
        return cls(int(number), value.to_bytes(SECRET_BYTES))


def make_share() -> Share:
    """Make a new key and return it as its one share."""
    return Share(1, secrets.token_bytes(SECRET_BYTES))


def public_key_of(secret: bytes) -> str:
    """Return the key that seals, in hexadecimal. It is published."""
    return bytes(_private_key(secret).public_key).hex()


def pack(ranking: Sequence[int], candidates: int) -> bytes:
    """Write a ranking (candidate numbers, best first; empty for a blank ballot) as a ballot of fixed length."""
    if not 1 <= candidates <= MOST_CANDIDATES:
        raise ValueError(f"A ballot holds 1 to {MOST_CANDIDATES} candidates.")
    if len(set(ranking)) != len(ranking) or not set(ranking) <= set(range(1, candidates + 1)):
        raise ValueError("A ranking names each candidate once at most, and only candidates.")
    ranks = bytearray(candidates)
    for rank, number in enumerate(ranking, 1):
        ranks[number - 1] = rank
    return bytes([BALLOT_VERSION]) + bytes(ranks)


def unpack(ballot: bytes, candidates: int) -> tuple[int, ...]:
    """Read a ballot back into its ranking."""
    ranks = ballot[1:]
    if ballot[:1] != bytes([BALLOT_VERSION]) or len(ranks) != candidates:
        raise TamperedBallot
    used = sorted(rank for rank in ranks if rank)
    if used != list(range(1, len(used) + 1)):
        raise TamperedBallot
    return tuple(ranks.index(rank) + 1 for rank in used)


def seal(ballot: bytes, public_key: str) -> bytes:
    return SealedBox(PublicKey(bytes.fromhex(public_key))).encrypt(ballot)


class Opener:
    """Opens the ballots that were sealed to one key."""

    def __init__(self, secret: bytes) -> None:
        self._box = SealedBox(_private_key(secret))

    def open(self, ciphertext: bytes, candidates: int) -> tuple[int, ...]:
        """Return the ranking of a sealed ballot; TamperedBallot when it is not one."""
        try:
            return unpack(self._box.decrypt(ciphertext), candidates)
        except (CryptoError, ValueError):
            raise TamperedBallot from None


def receipt_of(ciphertext: bytes) -> str:
    """Return the first 20 base32 characters (RFC 4648) of the SHA-256 of a sealed ballot."""
    digest = hashlib.sha256(ciphertext).digest()
    return base64.b32encode(digest).decode()[:RECEIPT_CHARACTERS]


def _private_key(secret: bytes) -> PrivateKey:
    if len(secret) != SECRET_BYTES:
        raise ValueError("The secret of an election has 16 bytes.")
    return PrivateKey(hashlib.blake2b(secret, digest_size=32, person=KEY_PURPOSE).digest())


def _checksum(number: int, letters: str) -> int:
    whole: int = number * 32**SHARE_CHARACTERS + _from_letters(letters)
    return whole % CHECK_PRIME


def _to_letters(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))


def _from_letters(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value << 5 | ALPHABET.index(letter)
    return value
