"""Income in bands: of an organisation in a year, and of each source's share in it. No float is involved."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import models

from assembly.core.rules import ALLOWED, Ruling, refused

from .models.organisation import Organisation

Band = Organisation.IncomeBand

# The lowest income of each band in pounds. The bands are those of the UK Civil Society Almanac; a figure on a shared
# edge belongs to the higher band.
LOWEST = {
    Band.MICRO: Decimal(0),
    Band.SMALL: Decimal(10_000),
    Band.MEDIUM: Decimal(100_000),
    Band.LARGE: Decimal(1_000_000),
    Band.MAJOR: Decimal(10_000_000),
    Band.SUPER_MAJOR: Decimal(100_000_000),
}


def band_of(amount: Decimal) -> Band:
    """The band in which a year's income of so many pounds falls. ValueError for less than nothing."""
    if amount < 0:
        raise ValueError("An income is not less than nothing.")
    return [band for band, lowest in LOWEST.items() if amount >= lowest][-1]


class Source(models.TextChoices):
    """Where income comes from."""

    DONATIONS = "donations", "Donations, legacies and members' fees"
    FUNDRAISING = "fundraising", "Fundraising"
    TRUSTS = "trusts", "Grants from trusts and the Lottery"
    GOVERNMENT_GRANTS = "government-grants", "Grants from national and local government"
    CONTRACTS = "contracts", "Contracts with public bodies"
    TRADING = "trading", "Trading and charges"
    OTHER = "other", "Anything else"


class Share(models.TextChoices):
    """How much of a year's income comes from one source, broadly."""

    NONE = "none", "None"
    LITTLE = "little", "Under a quarter"
    SOME = "some", "A quarter to a half"
    MUCH = "much", "A half to three quarters"
    MOST = "most", "Three quarters or more"


# Per cent: the least and the most that a share may be.
RANGE = {
    Share.NONE: (0, 0),
    Share.LITTLE: (0, 25),
    Share.SOME: (25, 50),
    Share.MUCH: (50, 75),
    Share.MOST: (75, 100),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What an organisation reports of one financial year: the amount or else the band, and shares by source."""

    ends_on: dt.date
    band: str = ""
    amount: Decimal | None = None
    shares: Mapping[str, str] = field(default_factory=dict)


def may_be_shares(shares: Iterable[str]) -> Ruling:
    """Shares of one whole, as broad as they are, must be able to add up to it."""
    given = [RANGE[Share(share)] for share in shares]
    if not given:
        return ALLOWED
    if sum(least for least, _ in given) > 100:
        return refused(
            "Together these shares are more than the whole income. Choose a smaller share for some of them."
        )
    if sum(most for _, most in given) < 100:
        return refused(
            "Together these shares are less than the whole income. Choose a larger share for some of them, "
            "or put the rest under “Anything else”."
        )
    return ALLOWED
