"""What is public of a key that was made on a computer without network: printed there, pasted here."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .shares import FEWEST_NEEDED, MOST_SHARES, Key

HEXADECIMAL = re.compile(r"[0-9a-f]{64}")


class StatementError(ValueError):
    """The text is not such a statement. The message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class KeyStatement:
    """The public key, how many shares it needs, and the fingerprint of each by its number."""

    public_key: str
    needed: int
    fingerprints: Mapping[int, str]

    @classmethod
    def of(cls, key: Key) -> "KeyStatement":
        return cls(
            key.public_key, key.needed, {each.number: each.fingerprint for each in key.shares}
        )

    @property
    def text(self) -> str:
        """As it is printed: JSON that is read by people too."""
        whole = {
            "public_key": self.public_key,
            "shares_needed": self.needed,
            "fingerprints": {
                str(number): self.fingerprints[number] for number in self.fingerprints
            },
        }
        return json.dumps(whole, indent=2) + "\n"

    @classmethod
    def from_text(cls, text: str) -> "KeyStatement":
        """Read a statement. StatementError when it is cut off, changed in form, or not one at all."""
        try:
            whole = json.loads(text)
            public_key, needed = whole["public_key"], whole["shares_needed"]
            prints = {int(number): value for number, value in whole["fingerprints"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise StatementError(
                "This is not the statement of a key: paste all that the command printed, from { to }."
            ) from None
        hashes = [public_key, *prints.values()]
        if not all(isinstance(one, str) and HEXADECIMAL.fullmatch(one) for one in hashes):
            raise StatementError(
                "A key and its fingerprints have 64 digits each, 0 to 9 and a to f."
            )
        if not isinstance(needed, int) or not FEWEST_NEEDED <= needed <= len(prints) <= MOST_SHARES:
            raise StatementError("The number of shares, or of those that are needed, cannot be.")
        return cls(public_key, needed, prints)
