"""What the feed of the Compact tells of signatures: that one was given, and that one ended."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.compact.models import Signature
from assembly.core.feeds import Item
from assembly.core.templatetags.assembly import short_day


def signed(most: int) -> Iterator[Item]:
    """From the moment in which it came into the list; the day of the signature is said in it."""
    for one in _listed().order_by("-entered_at", "-pk")[:most]:
        said = {one.Way.PLEDGED: "pledged to keep", one.Way.INHERITED: "inherited its signature to"}
        what = said.get(Signature.Way(one.way), "signed")
        text = f"{one.edition}. {one.get_way_display()} on {short_day(one.signed_on)}."
        yield Item(f"{one.name} {what} the Compact", _address(one), text, one.entered_at)


def ended(most: int) -> Iterator[Item]:
    """From the day on which it no longer held."""
    over = _listed().filter(ended_on__isnull=False)
    for one in over.order_by("-ended_on", "-pk")[:most]:
        day = timezone.make_aware(dt.datetime.combine(one.ended_on or one.signed_on, dt.time()))
        title = f"The signature of {one.name} to the Compact ended"
        text = f"{one.edition}. {one.ended_because}"
        yield Item(title, _address(one, "ended"), text, day)


def _listed() -> QuerySet[Signature]:
    return Signature.objects.adopted().select_related("edition")


def _address(one: Signature, what: str = "signature") -> str:
    query = urlencode({"q": one.name})
    return f"{reverse('compact:signatories')}?{query}#{what}-{one.pk}"
