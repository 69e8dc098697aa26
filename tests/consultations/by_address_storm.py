"""Responses at the same moment: see `tests.storm`.

Each returns for each attempt the refusal that was read, or nothing when it succeeded.
"""

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, Response
from assembly.consultations.responding import services
from assembly.consultations.responding.by_address import codes, erasing
from assembly.consultations.responding.offline import services as offline
from assembly.consultations.responding.senders import of_individual
from tests.elections.acts_storm import at_once
from tests.factories.consultations import words_for


def sent(consultation: int, address: str, *texts: str) -> list[str]:
    """From one address, in several browsers at once."""
    return at_once(lambda act: act(), [_sending(consultation, address, text) for text in texts])


def sent_and_taken_back(consultation: int, address: str, response: int) -> list[str]:
    """Replaced in one browser while it is taken back in another."""

    def take_back():
        erasing.take_back(Response.objects.get(pk=response))

    return at_once(
        lambda act: act(), [_sending(consultation, address, "Close one."), take_back, take_back]
    )


def checked(response: int, *people: str) -> list[str]:
    """Several people check the same response on paper."""

    def checking(name):
        by = User.objects.get(name=name)
        return lambda: offline.check(Response.objects.get(pk=response), by=by)

    return at_once(lambda act: act(), [checking(name) for name in people])


def tried(consultation: int, address: str, *codes_typed: str) -> list[str]:
    """Codes are typed, all at once."""

    def trying(code):
        one = Consultation.objects.get(pk=consultation)
        return lambda: codes.check_code(one, address, code)

    return at_once(lambda act: act(), [trying(code) for code in codes_typed])


def _sending(consultation: int, address: str, text: str):
    def act():
        one = Consultation.objects.get(pk=consultation)
        services.send(one, of_individual(address), words_for(one, text), by=None)

    return act
