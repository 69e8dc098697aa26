"""Extensions at the same moment: see `tests.storm`. Each attempt returns the refusal that was read, or nothing."""

import datetime as dt

from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import extensions
from tests.elections.acts_storm import at_once


def extended(consultation: int, board: int, to: str, times: int) -> list[str]:
    """Members of the Board press the button together, each for the same day."""

    def extend():
        return extensions.extend_consultation(
            Consultation.objects.get(pk=consultation),
            to=dt.date.fromisoformat(to),
            reason="Snow.",
            by=User.objects.get(pk=board),
        )

    return at_once(lambda act: act(), [extend] * times)
