"""May a text of an undertaking be published, the example text be loaded, or an undertaking be deleted?"""

import datetime as dt

from assembly.core.in_use import may_go
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from .models import Undertaking, UndertakingVersion


def may_publish_text(
    latest: UndertakingVersion | None, *, text: str, published_on: dt.date, effective_on: dt.date
) -> Ruling:
    """Versions follow each other in time, and nobody is bound by words not yet published."""
    if not text.strip():
        return refused("An undertaking needs its words.")
    if effective_on < published_on:
        return refused("A text cannot take effect before the day it is published.")
    if latest and effective_on <= latest.effective_on:
        return refused(
            f"The text in the record takes effect on {short_day(latest.effective_on)}; "
            "a new one must take effect after that day."
        )
    return ALLOWED


def may_load_example(*, undertakings: int) -> Ruling:
    """It is for a Compact that has no words yet."""
    if undertakings:
        return refused(
            "There are undertakings already, so the example text is not loaded. Enter each undertaking that is missing."
        )
    return ALLOWED


def may_be_deleted(
    undertaking: Undertaking,
    *,
    cited_by: list[str],
    is_example: bool,
    entered_on: dt.date,
    on: dt.date,
) -> Ruling:
    """An undertaking that others cite stays. Agreed text can be deleted only on the day it was entered."""
    ruling = may_go(undertaking, cited_by)
    if not ruling:
        return ruling
    if is_example or entered_on == on:
        return ALLOWED
    return refused(
        f"“{undertaking}” was published here on {short_day(entered_on)}, so it stays in the record. "
        "If it no longer holds, publish a new text that says so."
    )
