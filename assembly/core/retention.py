"""What is forgotten when it is old: one list of rules, one job, and a log of what was removed.

The function of a rule gets the day and returns how many it removed; what is due is computed from stored days, so a
missed day is made good. Each rule runs in a transaction of its own, with its line in the log.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from .models import Removal
from .points import Point

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` appears in the log; `sentence` tells people what goes and when.

    Without `forget` the rule is listed here and carried out elsewhere: what the log must not tell, or what cannot wait
    for the night.
    """

    code: str
    sentence: str
    forget: Callable[[dt.date], int] | None = None


rules: Point[Rule] = Point("what is forgotten when it is old", key=attrgetter("code"))


def forget_what_is_old(*, on: dt.date | None = None) -> int:
    """Carry out every rule; returns how many things are gone. One that fails leaves the others alone."""
    on = on or timezone.localdate()
    return sum(_carry_out(rule.code, rule.forget, on) for rule in rules if rule.forget)


def _carry_out(code: str, forget: Callable[[dt.date], int], on: dt.date) -> int:
    try:
        with transaction.atomic():
            number = forget(on)
            if number:
                Removal.objects.create(at=timezone.now(), on=on, rule=code, number=number)
    except Exception:
        log.exception("The retention rule %s failed; it runs again tomorrow.", code)
        return 0
    return number
