"""The mark in a browser's session that allows one answer to the questions about the person, and goes with it."""

import datetime as dt

from django.db import transaction
from django.http import HttpRequest

from assembly.consultations.models import Consultation
from assembly.core.locks import hold

from .rules import OFFERED

MARK = "about_you"


def offer(request: HttpRequest, consultation: Consultation, at: dt.datetime) -> None:
    """After a response was sent for the first time."""
    if consultation.monitoring:
        until = (at + OFFERED).timestamp()
        request.session[MARK] = {"consultation": consultation.pk, "until": until}


def is_offered(request: HttpRequest, consultation: Consultation, at: dt.datetime) -> bool:
    mark = request.session.get(MARK)
    return bool(mark and mark["consultation"] == consultation.pk and at.timestamp() < mark["until"])


def use_up(request: HttpRequest, consultation: Consultation, at: dt.datetime) -> bool:
    """Take the mark away; False where it is gone. Pressed in two windows at once, one of them has it.

    In a transaction of its own, before anything is counted: what is written here is tied to a browser, and must not
    share a transaction with the counters.
    """
    with transaction.atomic():
        hold(f"about you {request.session.session_key}")
        stored = type(request.session)(request.session.session_key)
        request.session.pop(MARK, None)
        mark = stored.pop(MARK, None)
        if not mark or mark["consultation"] != consultation.pk:
            return False
        stored.save()
        return at.timestamp() < float(mark["until"])


def forget(request: HttpRequest) -> None:
    request.session.pop(MARK, None)
