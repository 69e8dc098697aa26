"""What is forgotten of those who answered by an address, once the consultation has closed."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from assembly.consultations.models import Response, Telling
from assembly.consultations.telling.rules import MADE_GOOD_FOR
from assembly.core.retention import Rule
from assembly.notifications import services as notifications

from .erasing import COPY, LINK_AGAIN


def forget_addresses(on: dt.date) -> int:
    """The address of everybody who has nothing more to hear. The key stays: one response of each.

    Who wants to hear of the decision is kept until it was told, or is too old to be told; a withdrawn consultation
    comes to none.
    """
    told = Telling.objects.filter(
        moment=Telling.Moment.DECISION,
        finished_on__isnull=False,
        consultation=OuterRef("consultation"),
    )
    too_old = Q(consultation__decision_published_at__date__lt=on - MADE_GOOD_FOR)
    withdrawn = Q(consultation__withdrawn_on__isnull=False)
    closed = Response.objects.filter(consultation__closes_on__lt=on).exclude(address="")
    found = closed.filter(Q(wants_decision=False) | Exists(told) | too_old | withdrawn)
    for address in found.values_list("address", flat=True).iterator():
        notifications.forget_mail_to(address, COPY, LINK_AGAIN)
    return found.update(address="")


RULES = (
    Rule(
        "response-addresses",
        "E-mail addresses of individuals, and of organisations that are not members, who responded to a consultation: "
        "the night after it closed; of those who asked for a copy of the decision the night after it was sent",
        forget_addresses,
    ),
)
