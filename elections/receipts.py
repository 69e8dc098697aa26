"""The signature of a receipt: what is signed, how it is written down and read back, and the key that signs.

Pure, and in the offline command too: no Django, no clock, no database. A signature says that this site gave the
receipt, and nothing of when, to whom or for which choices.
"""

import hashlib
import re
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey

HEADING = "assembly receipt 1"
KEY_PURPOSE = b"assembly receipt"  # BLAKE2b takes a person of exactly 16 bytes
SIGNATURE_CHARACTERS = 128  # hexadecimal

_WRITTEN = re.compile(
    rf"{HEADING}\s+election:?\s+(?P<election>\d{{1,18}})\s+contest:?\s+(?P<contest>\d{{1,18}})"
    rf"\s+poll:?\s+(?P<poll>\d{{1,5}})\s+receipt:?\s+(?P<code>[A-Z2-7]{{20}})\s+signature:?\s+(?P<signature>[0-9a-f\s]+)",
    re.IGNORECASE,
)


class ReceiptError(ValueError):
    """What was given is no signed receipt. The message says what is wrong with it."""


class KeyIsClosed(Exception):
    """The secret of the environment does not open this key: it is another one, or the key is damaged."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt and the poll that it belongs to. `message` is what is signed, and all that is."""

    election: int
    contest: int
    poll: int
    code: str

    @property
    def message(self) -> bytes:
        facts = (HEADING, self.election, self.contest, self.poll, self.code)
        return "\n".join(map(str, facts)).encode()


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt with its signature. `text` is what a voter keeps: on paper, in a file, in a QR code."""

    receipt: Receipt
    signature: str

    @property
    def text(self) -> str:
        one = self.receipt
        return (
            f"{HEADING}\nelection: {one.election}\ncontest: {one.contest}\npoll: {one.poll}\n"
            f"receipt: {one.code}\nsignature: {self.signature}\n"
        )

    def is_by(self, public_key: str) -> bool:
        """Whether this key signed it."""
        try:
            VerifyKey(bytes.fromhex(public_key)).verify(
                self.receipt.message, bytes.fromhex(self.signature)
            )
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True


def make_key() -> tuple[bytes, str]:
    """Make a key that signs: its private half, and its public half in hexadecimal."""
    key = SigningKey.generate()
    return bytes(key), bytes(key.verify_key).hex()


def sign(receipt: Receipt, private_key: bytes) -> SignedReceipt:
    return SignedReceipt(receipt, SigningKey(private_key).sign(receipt.message).signature.hex())


def read(text: str) -> SignedReceipt:
    """Read a signed receipt that was copied, scanned or typed; how its lines break and its spaces do not matter."""
    found = _WRITTEN.search(text)
    if not found:
        raise ReceiptError(
            f"This is not a signed receipt. One begins with “{HEADING}” and ends with its signature; copy all of it."
        )
    signature = "".join(found["signature"].split()).lower()
    if len(signature) != SIGNATURE_CHARACTERS:
        raise ReceiptError(
            f"The signature has {len(signature)} characters in place of {SIGNATURE_CHARACTERS}: copy all of it."
        )
    receipt = Receipt(
        int(found["election"]), int(found["contest"]), int(found["poll"]), found["code"].upper()
    )
    return SignedReceipt(receipt, signature)


def seal_key(private_key: bytes, secret: str) -> bytes:
    """Encrypt the private half under the secret of the environment."""
    return bytes(_box(secret).encrypt(private_key))


def open_key(sealed: bytes, secret: str) -> bytes:
    try:
        return _box(secret).decrypt(sealed)
    except (CryptoError, ValueError):
        raise KeyIsClosed from None


def _box(secret: str) -> SecretBox:
    return SecretBox(
        hashlib.blake2b(
            secret.encode(), digest_size=SecretBox.KEY_SIZE, person=KEY_PURPOSE
        ).digest()
    )
