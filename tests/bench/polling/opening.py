"""Opening a full box beside the least that opening it takes: a loop over PyNaCl's own SealedBox.decrypt.

In one process, in turn, by processor time. Product and floor open the same ciphertexts with the same key.
"""

import random
import time
from collections.abc import Callable, Sequence

from nacl.public import SealedBox

from elections import sealing
from elections.unsealing import open_ballots

CANDIDATES = 6


def rounds(ballots: int, times: int) -> list[tuple[float, float]]:
    """Processor seconds of the product and of the floor, for each round."""
    secret = sealing.make_secret()
    key = sealing.public_key_of(secret)
    dice = random.Random(2008)
    numbers = range(1, CANDIDATES + 1)
    sealed = [
        sealing.seal(
            sealing.pack(dice.sample(numbers, dice.randint(0, CANDIDATES)), CANDIDATES), key
        )
        for _ in range(ballots)
    ]
    box = SealedBox(sealing._private_key(secret))

    def product() -> int:
        return len(open_ballots(sealed, secret, CANDIDATES).rankings)

    def floor() -> int:
        return len([box.decrypt(one) for one in sealed])

    return [(_seconds(product, sealed), _seconds(floor, sealed)) for _ in range(times)]


def _seconds(act: Callable[[], int], sealed: Sequence[bytes]) -> float:
    begun = time.process_time()
    opened = act()
    took = time.process_time() - begun
    assert opened == len(sealed)
    return took
