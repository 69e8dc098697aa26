"""Several workers that tell of consultations at the same moment, in a process of its own: see `tests.storm`."""

import datetime as dt

from assembly.consultations.telling.services import tell_of_consultations
from tests.notifications.storm import together


def tell(times: int, at: str) -> list[int]:
    """How many people each of these workers told."""
    return together(lambda _: tell_of_consultations(at=dt.datetime.fromisoformat(at)), times)
