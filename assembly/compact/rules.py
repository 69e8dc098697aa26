"""May the example text be loaded, or an undertaking be deleted?"""

from assembly.core.in_use import may_go
from assembly.core.rules import ALLOWED, Ruling, refused

from .models import Undertaking


def may_load_example(*, undertakings: int) -> Ruling:
    """It is for a Compact that has no words yet."""
    if undertakings:
        return refused(
            "There are undertakings already, so the example text is not loaded. Enter each undertaking that is missing."
        )
    return ALLOWED


def may_be_deleted(undertaking: Undertaking, *, cited_by: list[str], was_adopted: bool) -> Ruling:
    """What an adopted edition held, or what others cite, stays in the record."""
    ruling = may_go(undertaking, cited_by)
    if not ruling:
        return ruling
    if was_adopted:
        return refused(
            f"“{undertaking}” is part of an adopted edition, so it stays in the record. "
            "If it no longer holds, drop it in the next edition."
        )
    return ALLOWED
