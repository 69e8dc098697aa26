"""The public register, narrowed and in order."""

import datetime as dt
import string
from collections.abc import Mapping

from django.db import models
from django.db.models.functions import Lower, Substr
from django.db.models.lookups import Exact, In

from assembly.core.key_pages import Order

from .classification import SectorRole
from .models import Organisation

LETTERS = frozenset(string.ascii_lowercase)
OTHER_LETTER = "other"
FIRST_LETTER = Lower(Substr("name", 1, 1))
UNKNOWN = "unknown"
ROLE_COLUMNS = {
    SectorRole.SOCIAL_CAPITAL: "builds_social_capital",
    SectorRole.SERVICES: "provides_services",
    SectorRole.VOICE: "gives_voice",
}

BY_NAME, NEWEST = "name", "newest"
ORDERS = {
    BY_NAME: Order("sort_name"),
    NEWEST: Order("admitted_on", dt.date.fromisoformat, descending=True),
}

Found = models.QuerySet[Organisation]


def narrowed(chosen: Mapping[str, str], q: str = "") -> Found:
    """Those of the public register that hold every chosen value, and every word of `q` in their names."""
    found = holding(q)
    if legal_form := chosen.get("legal_form"):
        found = found.filter(legal_form=legal_form)
    if size := chosen.get("size"):
        found = found.filter(income_band="" if size == UNKNOWN else size)
    if "infrastructure" in chosen:
        found = found.filter(infrastructure=True)
    if district := chosen.get("district"):
        found = found.filter(districts__slug=district)
    if theme := chosen.get("theme"):
        found = found.filter(themes__slug=theme)
    if role := chosen.get("role"):
        found = found.filter(**{f"profile__{ROLE_COLUMNS[SectorRole(role)]}": True})
    return _beginning(found, chosen.get("letter", ""))


def holding(q: str) -> Found:
    """Those whose name has every one of these words, or pieces of words."""
    return Organisation.objects.public().holding(q)


def in_order(found: Found, order: str) -> Found:
    """With what the order stands by. “Newest” leaves out who was never admitted."""
    if order == NEWEST:
        return found.filter(admitted_on__isnull=False)
    return found.annotate(sort_name=Lower("name"))


def _beginning(found: Found, letter: str) -> Found:
    if not letter:
        return found
    if letter == OTHER_LETTER:
        return found.exclude(In(FIRST_LETTER, sorted(LETTERS)))
    return found.filter(Exact(FIRST_LETTER, letter))
