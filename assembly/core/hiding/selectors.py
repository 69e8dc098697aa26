"""Which pages hide their text at a moment."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from .models import HiddenText


def hidden_pages(at: dt.datetime) -> QuerySet[HiddenText, Any]:
    """For a list that leaves them out: their keys, as a subquery."""
    return HiddenText.objects.in_force(at).values("page")


def hidden_keys(at: dt.datetime) -> set[int]:
    """For a list that shows them without their text: one query, however long the list is."""
    return set(HiddenText.objects.in_force(at).values_list("page_id", flat=True))


def is_hidden(page: int | None, at: dt.datetime) -> bool:
    return HiddenText.objects.in_force(at).filter(page=page).exists()
