"""Responses found by an address: only somebody who has proved to read its mail gets to see them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from assembly.consultations.models import Consultation, Response
from assembly.consultations.responding.senders import address_key


def responses_from(addresses: Iterable[str]) -> QuerySet[Response]:
    """Also after the close, when only the keys are left: each is made again, for each consultation."""
    asked = Consultation.objects.filter(responses__kind__in=["individual", "outside"]).distinct()
    known = list(addresses)
    keys = [address_key(one, address) for one in asked.only("pk") for address in known]
    found = Response.objects.filter(address_key__in=keys, stopped_at=None, erased_at=None)
    return found.select_related("consultation__page").order_by("pk")
