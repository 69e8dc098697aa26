"""A box is opened: the same steps on the site and on a scrutineer's own computer. Pure: no clock, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from elections import sealing
from elections.counting import Ballots, write_blt


@dataclass(frozen=True, slots=True)
class OpenedBox:
    """What a box held: its rankings sorted, and the receipts of what is no ballot of the contest."""

    rankings: tuple[tuple[int, ...], ...]
    tampered: tuple[str, ...]

    def blt(self, names: Sequence[str], seats: int, title: str) -> str:
        """Write the ballot file. It is the same, byte for byte, whoever opens the box."""
        return write_blt(Ballots.from_rankings(list(self.rankings), list(names), seats, title))


def open_ballots(ciphertexts: Iterable[bytes], secret: bytes, candidates: int) -> OpenedBox:
    """Open every sealed ballot of a contest with the secret that its shares make."""
    opener = sealing.Opener(secret)
    rankings, tampered = [], []
    for ciphertext in ciphertexts:
        try:
            rankings.append(opener.open(ciphertext, candidates))
        except sealing.TamperedBallot:
            tampered.append(sealing.receipt_of(ciphertext))
    return OpenedBox(tuple(sorted(rankings)), tuple(sorted(tampered)))
