"""What is forgotten of those who answered by an address, once the consultation has closed."""

import datetime as dt

from assembly.consultations.models import Response
from assembly.core.retention import Rule
from assembly.notifications import services as notifications

from .erasing import COPY, LINK_AGAIN


def forget_addresses(on: dt.date) -> int:
    """The address of everybody who does not want to hear of the decision. The key stays: one response of each."""
    closed = Response.objects.filter(consultation__closes_on__lt=on)
    found = closed.exclude(address="").filter(wants_decision=False)
    for address in found.values_list("address", flat=True).iterator():
        notifications.forget_mail_to(address, COPY, LINK_AGAIN)
    return found.update(address="")


RULES = (
    Rule(
        "response-addresses",
        "E-mail addresses of individuals, and of organisations that are not members, who responded to a consultation: "
        "the night after it closed, unless they asked for a copy of the decision",
        forget_addresses,
    ),
)
