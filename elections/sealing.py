"""The key of an election, the sealed ballot and its receipt. Pure: no clock, no database, no network.

The key is 16 random bytes S; the private key is BLAKE2b-256 of S. S leaves its computer as shares alone
(`elections.shares`). A ballot is sealed with libsodium's sealed box, so what seals cannot open.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

KEY_PURPOSE = b"assembly ballots"  # BLAKE2b takes a person of exactly 16 bytes
SECRET_BYTES = 16

BALLOT_VERSION = 1
MOST_CANDIDATES = 255  # a rank is one byte

RECEIPT_CHARACTERS = 20


class TamperedBallot(ValueError):
    """What lies in the box is not a ballot of this contest sealed to this key."""


def make_secret() -> bytes:
    """Make a new key: its 16 random bytes."""
    return secrets.token_bytes(SECRET_BYTES)


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
