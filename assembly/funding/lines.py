"""One award as a source states it, and the batch it comes in: what every importer hands to the service."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

POUNDS = "GBP"


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award, checked. An award to an individual has no recipient's name or identifier."""

    row: int
    grant_id: str
    funder_name: str
    funder_org_id: str
    title: str
    amount: Decimal
    awarded_on: dt.date
    currency: str = "GBP"
    department_name: str = ""
    recipient_name: str = ""
    recipient_org_id: str = ""
    to_individual: bool = False
    purpose: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    months: Decimal | None = None
    regrant_type: str = ""
    # Known only to a source that classes its awards; kept when the award is first loaded, never overwritten.
    award_class: str = ""
    category: str = ""
    residential_care: bool = False
    in_county: bool | None = None
    # What the person who loads it has to accept, and what they are only told.
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def reason_apart(self, on: dt.date) -> str:
        """Why totals will leave it out, as `Award.Apart` says it; empty if they add it up."""
        if self.currency != POUNDS:
            return "currency"
        if self.regrant_type:
            return "regrant"
        if self.amount < 0:
            return "correction"
        return "future" if self.awarded_on > on else ""


# What the publisher states: an import compares these and, where one differs, changes the award.
FACTS = (
    "funder_name", "department_name", "recipient_name", "recipient_org_id", "to_individual", "title",
    "purpose", "amount", "currency", "awarded_on", "starts_on", "ends_on", "months", "regrant_type",
)  # fmt: skip
# What the register adds: set once, then the Support Unit's.
JUDGEMENTS = ("award_class", "category", "residential_care", "in_county")
MAY_NAME_A_PERSON = ("recipient_name", "recipient_org_id", "title", "purpose")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row of a source cannot be loaded; or, if it is a warning, what to accept before it is."""

    row: int
    reason: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """A source that was read to its end: what it is called, what it holds and what is wrong with it."""

    file_name: str
    sha256: str
    rows: int
    total: Decimal
    problem_count: int = 0
    warning_count: int = 0
    attribution: str = ""
    # What the person chose: that they accept the warnings, and which rows stay out.
    accepts_warnings: bool = False
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an import did to the register."""

    new: int
    changed: int
    unchanged: int
    linked: int
