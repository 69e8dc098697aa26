"""A bank holiday that the government granted or moved."""

from django.db import models

from assembly.core.bank_holidays.calendar import name_of
from assembly.core.templatetags.assembly import short_day


class BankHoliday(models.Model):
    """A day on which banks are closed, beside or instead of those that come by themselves every year."""

    day = models.DateField(
        unique=True, error_messages={"unique": "This bank holiday has been entered already."}
    )
    name = models.CharField(max_length=100, help_text="As people call it: Platinum Jubilee.")
    instead_of = models.DateField(
        "moved from",
        null=True,
        blank=True,
        unique=True,
        help_text="The bank holiday that is kept on this day instead. Leave it empty for an extra one.",
        error_messages={"unique": "This bank holiday has been moved already."},
    )

    class Meta:
        ordering = ["-day"]
        verbose_name = "bank holiday"

    def __str__(self) -> str:
        return f"{self.name}, {short_day(self.day)}"

    @property
    def kind(self) -> str:
        """Whether it is an extra one, or which one was moved."""
        if self.instead_of is None:
            return "Extra"
        return f"Moved from {short_day(self.instead_of)} ({name_of(self.instead_of)})"
