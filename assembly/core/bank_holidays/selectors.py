"""The working days as they are kept: by rule, and as the Support Unit has entered."""

from assembly.core.bank_holidays.calendar import WorkingDays

from .models import BankHoliday


def working_days() -> WorkingDays:
    """One query. Ask once for a list, and hand it on."""
    kept = list(BankHoliday.objects.all())
    return WorkingDays(
        granted={one.day: one.name for one in kept},
        moved_from=frozenset(one.instead_of for one in kept if one.instead_of),
    )
