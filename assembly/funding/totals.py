"""The totals of the register, kept so that a page adds up a few hundred rows however many awards there are.

They are made of the awards and never changed by themselves: `figures.renew` adds them up again in the act that loads
or classes awards, and `figures` reads the awards where the totals are not of this register.
"""

from django.db import connection, models

from .money import MoneyField


class AwardTotalManager(models.Manager["AwardTotal"]):
    def lock(self) -> None:
        """Let one act at a time put totals in their place; SQLite's immediate transactions do so by themselves."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE funding_awardtotal IN EXCLUSIVE MODE")


class AwardTotal(models.Model):
    """How many awards are alike in all of these, and what they come to; `apart` is why totals leave them out."""

    financial_year = models.PositiveSmallIntegerField()
    funder_org_id = models.CharField(max_length=120)
    department_name = models.CharField(max_length=200, blank=True)
    award_class = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=20, blank=True)
    residential_care = models.BooleanField()
    in_county = models.BooleanField(null=True)
    to_individual = models.BooleanField()
    apart = models.CharField(max_length=10, blank=True)
    number = models.PositiveIntegerField()
    amount = MoneyField(help_text="In pounds; nothing in other currencies.")

    objects = AwardTotalManager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} awards of {self.financial_year}"


class RegisterCount(models.Model):
    """How many different recipients and services the awards of a year have; of all years where it is empty.

    The row of all years says of which register the totals are.
    """

    financial_year = models.PositiveSmallIntegerField(null=True, unique=True)
    recipients = models.PositiveIntegerField()
    services = models.PositiveIntegerField()
    state = models.CharField(max_length=80, blank=True)
    # The first day on which an award that is dated in the future counts.
    good_until = models.DateField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.recipients} recipients of {self.financial_year or 'all years'}"
