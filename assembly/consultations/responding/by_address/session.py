"""What a browser is allowed without an account: the address that a code went to, and the one that was confirmed.

Of one consultation at a time, and for a limited time after the last page; “finish” ends it at once.
"""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from django.http import HttpRequest

from assembly.consultations.analysis.monitoring import session as monitoring
from assembly.consultations.models import Consultation, Response
from assembly.consultations.responding.senders import Sender

from .rules import HELD

CODE_WENT_TO = "response_code_went_to"
CONFIRMED = "response_confirmed"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who answers one consultation by an address."""

    consultation: int
    kind: str
    address: str
    name: str = ""
    until: float = 0

    @property
    def sender(self) -> Sender:
        return Sender(Response.Kind(self.kind), address=self.address, name=self.name)


def who(consultation: Consultation, kind: str, address: str, name: str) -> Who:
    return Who(consultation.pk, kind, address, name)


def remember_code(request: HttpRequest, asked: Who) -> None:
    request.session[CODE_WENT_TO] = asdict(asked)


def code_went_to(request: HttpRequest, consultation: Consultation) -> Who | None:
    return _kept(request, CODE_WENT_TO, consultation)


def let_in(request: HttpRequest, proved: Who, at: dt.datetime) -> None:
    """The address is confirmed. A session that somebody else may know of does not learn it."""
    request.session.pop(CODE_WENT_TO, None)
    request.session.cycle_key()
    request.session[CONFIRMED] = asdict(replace(proved, until=(at + HELD).timestamp()))


def confirmed(request: HttpRequest, consultation: Consultation, at: dt.datetime) -> Who | None:
    """Who answers in this browser; None where nobody has confirmed an address, or it was too long ago."""
    found = _kept(request, CONFIRMED, consultation)
    return found if found and at.timestamp() < found.until else None


def stay(request: HttpRequest, proved: Who, at: dt.datetime) -> None:
    """Each page of the response counts the time from the start; the row is written once in some minutes."""
    until = (at + HELD).timestamp()
    if until - proved.until > HELD.total_seconds() / 20:
        request.session[CONFIRMED] = asdict(replace(proved, until=until))


def ran_out(request: HttpRequest, consultation: Consultation, at: dt.datetime) -> Who | None:
    """Who answered here until the time was up: their address may still be written for, but not read."""
    found = _kept(request, CONFIRMED, consultation)
    return found if found and at.timestamp() >= found.until else None


def forget_confirmed(request: HttpRequest) -> None:
    request.session.pop(CONFIRMED, None)


def finish(request: HttpRequest) -> None:
    forget_confirmed(request)
    request.session.pop(CODE_WENT_TO, None)
    monitoring.forget(request)


def _kept(request: HttpRequest, key: str, consultation: Consultation) -> Who | None:
    kept = request.session.get(key)
    return Who(**kept) if kept and kept["consultation"] == consultation.pk else None
