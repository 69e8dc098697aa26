"""Links that are mailed and open a page without signing in: the one way in which the site makes and reads them.

A link names records by their keys and holds no time. When it runs out follows from the rows it names, so that it can
be made again, and taken back, without another mail. Salts, and the kinds of what a link holds, never change: the links
that were mailed keep working.
"""

from typing import Generic, TypeVarTuple, cast

from django.core import signing
from django.urls import reverse

Held = TypeVarTuple("Held")


class SignedLinks(Generic[*Held]):
    """The links of one page: the salt that is theirs alone, the address, and the kinds of what each holds."""

    def __init__(self, salt: str, page: str, *holds: type) -> None:
        self.signer = signing.Signer(salt=salt, sep=".")
        self.page, self.holds = page, holds

    def path(self, *held: *Held) -> str:
        return reverse(self.page, args=[self.token(*held)])

    def token(self, *held: object) -> str:
        """A single key is written as it is; several are a JSON list."""
        if self.holds == (int,):
            return self.signer.sign(str(held[0]))
        return self.signer.sign_object(list(held))

    def read(self, token: str) -> tuple[*Held] | None:
        """What the link holds; None when we did not make it, or it holds something else."""
        try:
            held = self._held(token)
        except (signing.BadSignature, ValueError):
            return None
        if not isinstance(held, list) or tuple(map(type, held)) != self.holds:
            return None
        return cast(tuple[*Held], tuple(held))

    def _held(self, token: str) -> object:
        if self.holds == (int,):
            return [int(self.signer.unsign(token))]
        return self.signer.unsign_object(token)
