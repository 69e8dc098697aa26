"""What we forget about mailed codes: by the hour and not by the day, because they last for hours."""

import datetime as dt

from assembly.core.figures import in_words
from assembly.core.retention import Rule

from . import services
from .purposes import CODES_KEPT


def forget_codes(on: dt.date) -> int:
    return services.forget()


RULES = (
    Rule(
        "mailed-codes",
        "Mailed codes, and how many we sent each person: the night after they are "
        f"{in_words(CODES_KEPT, 'hours')} old",
        forget_codes,
    ),
)
