"""Replies at the same moment: see `tests.storm`. Each attempt returns the refusal that was read, or nothing."""

from assembly.accounts.models import User
from assembly.partners.models import PublicBody
from assembly.partners.scorecard import services
from tests.elections.acts_storm import at_once


def replied(body: int, officer: int, texts: list[str]) -> list[str]:
    """Officers who have all seen the scorecard without a reply press the button together."""

    def write(text):
        council, hari = PublicBody.objects.get(pk=body), User.objects.get(pk=officer)
        return lambda: services.reply(council, text, by=hari, seen=0)

    return at_once(lambda act: act(), [write(text) for text in texts])
