"""What can be followed: every consultation, those of a body, on a theme, in a district, or one alone.

A form and a link name each by a short code: `everything`, `body-3`, `consultation-12`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.consultations.models import Consultation, Following
from assembly.membership.models import District, Theme
from assembly.partners.models import PublicBody

from . import rules

EVERYTHING = "everything"
KINDS = ("body", "theme", "district")  # what is chosen from a list
MOST = 60  # as many as a form offers and a link can carry
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to follow; `name` completes “e-mails about …”, `label` is its name alone."""

    kind: str
    key: int
    label: str

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.key}" if self.key else self.kind

    @property
    def name(self) -> str:
        return {
            EVERYTHING: "every consultation",
            "body": f"consultations of {self.label}",
            "theme": f"consultations on {self.label}",
            "district": f"consultations in {self.label}",
            "consultation": f"“{self.label}”",
        }[self.kind]

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a `Following` of it."""
        return {f"{self.kind}_id": self.key} if self.key else {EVERYTHING: True}


EVERY_ONE = Thing(EVERYTHING, 0, "Every consultation")


def to_choose(kind: str, on: dt.date) -> list[Thing]:
    """What a form offers of one kind: the bodies with a page, themes and districts that are in force."""
    found: QuerySet[Any, tuple[int, str]]
    if kind == "body":
        bodies = PublicBody.objects.exclude(page=None)
        found = bodies.filter(Q(ended_on=None) | Q(ended_on__gt=on)).values_list("pk", "name")
    elif kind == "theme":
        listed = Theme.objects.filter(Q(retired_on=None) | Q(retired_on__gt=on))
        found = listed.filter(Q(agreed_on=None) | Q(agreed_on__lte=on)).values_list("pk", "name")
    else:
        found = District.objects.to_choose(on).of_the_county().values_list("pk", "name")
    return [Thing(kind, key, name) for key, name in found]


def all_to_choose(on: dt.date) -> dict[str, list[Thing]]:
    return {kind: to_choose(kind, on) for kind in KINDS}


def of_code(code: str, at: dt.datetime) -> Thing | None:
    """The thing that can be followed now and has this code; None for anything else that is sent."""
    if code == EVERYTHING:
        return EVERY_ONE
    kind, _, key = code.partition("-")
    if not (key.isascii() and key.isdecimal() and len(key) <= DIGITS):
        return None
    if kind == "consultation":
        found = Consultation.objects.published().select_related("page").filter(pk=int(key)).first()
        if found and rules.may_be_followed(found, at=at):
            return Thing(kind, found.pk, found.page.title)
        return None
    if kind not in KINDS:
        return None
    offered = to_choose(kind, timezone.localdate(at))
    return next((thing for thing in offered if thing.key == int(key)), None)


def of_codes(codes: Iterable[str], at: dt.datetime) -> list[Thing]:
    found = (of_code(code, at) for code in list(dict.fromkeys(codes))[:MOST])
    return [thing for thing in found if thing]


def of_following(row: Following) -> Thing:
    """What a row follows, with its name of today."""
    if row.body:
        return Thing("body", row.body.pk, row.body.name)
    if row.theme:
        return Thing("theme", row.theme.pk, row.theme.name)
    if row.district:
        return Thing("district", row.district.pk, row.district.name)
    if row.consultation:
        return Thing("consultation", row.consultation.pk, row.consultation.page.title)
    return EVERY_ONE
