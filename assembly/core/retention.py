"""What is forgotten when it is old: one list of rules, one job, and a log of what was removed.

An app hands its rules in from `AppConfig.ready`: `retention.add(Rule("invitations", "…", forget_invitations))`. The
function gets the day and returns how many it removed; what is due is computed from stored days, so a missed day is
made good. Each rule runs in a transaction of its own, with its line in the log.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from .models import Removal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` stands in the log; `sentence` says to people what goes and when."""

    code: str
    sentence: str
    forget: Callable[[dt.date], int]


_rules: dict[str, Rule] = {}


def add(*rules: Rule) -> None:
    for rule in rules:
        _rules[rule.code] = rule


def rules() -> list[Rule]:
    return list(_rules.values())


def forget_what_is_old(*, on: dt.date | None = None) -> int:
    """Carry out every rule; returns how many things are gone. One that fails leaves the others alone."""
    on = on or timezone.localdate()
    return sum(_carry_out(rule, on) for rule in rules())


def _carry_out(rule: Rule, on: dt.date) -> int:
    try:
        with transaction.atomic():
            number = rule.forget(on)
            if number:
                Removal.objects.create(at=timezone.now(), on=on, rule=rule.code, number=number)
    except Exception:
        log.exception(
            "The rule %s of what is forgotten failed; it is tried again tomorrow.", rule.code
        )
        return 0
    return number
