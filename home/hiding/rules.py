"""May the text of this page be hidden? What holds of every text that is hidden is in `core.hiding.rules`."""

import datetime as dt

from wagtail.models import Page

from assembly.accounts.models import User
from assembly.core.hiding.models import HiddenText
from assembly.core.hiding.rules import (
    DAYS_TO_CONFIRM,
    MAY_HIDE,
    has_reason,
    lapses_at,
    may_confirm,
    may_hide_again,
    may_show_again,
)
from assembly.core.rules import Ruling, refused

__all__ = [
    "DAYS_TO_CONFIRM",
    "MAY_HIDE",
    "has_reason",
    "lapses_at",
    "may_confirm",
    "may_hide",
    "may_show_again",
]


def may_hide(
    page: Page, by: User, at: dt.datetime, *, is_hidden: bool, last: HiddenText | None
) -> Ruling:
    """`last` is the last time that the text of this page was hidden."""
    if not by.has_perm(MAY_HIDE):
        return refused("Only the Support Unit and the Assembly Board hide the text of a page.")
    if not page.live:
        return refused("This page is a draft, so the public does not see it.")
    if is_hidden:
        return refused("The text of this page is hidden already.")
    return may_hide_again(by, at, last=last)
