"""Who may observe a group."""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import Officer
from forums.models import Group, Observer


def may_observe(group: Group, officer: Officer, *, observes: bool, on: dt.date) -> Ruling:
    if observes:
        return refused(f"{officer.name} already observes the {group}.")
    if officer.ends_on and officer.ends_on <= on:
        return refused(
            f"{officer.name} is no longer a contact of the {officer.body}. Choose another officer."
        )
    return ALLOWED


def may_be_ended(observer: Observer) -> Ruling:
    if observer.ended_on:
        return refused(f"{observer.officer.name} no longer observes the {observer.group}.")
    return ALLOWED
