"""The 360Giving Data Standard 1.4: which facts of a grant the register takes, and what makes them valid.

A grant reaches this module as a flat mapping of paths ("fundingOrganization/0/id") to values as written: text from
a CSV, text or Decimal from JSON.
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from assembly.core.clean_text import clean

from ..lines import AwardLine
from ..money import LARGEST, PENCE
from . import own_csv

# path in JSON -> title of the CSV column
TITLES = {
    "id": "Identifier",
    "title": "Title",
    "description": "Description",
    "currency": "Currency",
    "amountAwarded": "Amount Awarded",
    "awardDate": "Award Date",
    "plannedDates/0/startDate": "Planned Dates:Start Date",
    "plannedDates/0/endDate": "Planned Dates:End Date",
    "plannedDates/0/duration": "Planned Dates:Duration (months)",
    "recipientOrganization/0/id": "Recipient Org:Identifier",
    "recipientOrganization/0/name": "Recipient Org:Name",
    "recipientIndividual/id": "Recipient Ind:Identifier",
    "recipientIndividual/name": "Recipient Ind:Name",
    "fundingOrganization/0/id": "Funding Org:Identifier",
    "fundingOrganization/0/name": "Funding Org:Name",
    "fundingOrganization/0/department": "Funding Org:Department",
}
PATHS = {title.casefold(): path for path, title in TITLES.items()}
# The columns without which no row of a CSV can be valid.
REQUIRED = (
    "id", "title", "description", "currency", "amountAwarded", "awardDate",
    "fundingOrganization/0/id", "fundingOrganization/0/name",
)  # fmt: skip

LONDON = ZoneInfo("Europe/London")
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?.{0,20}")
PART_OF_A_YEAR = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
NO_IDENTIFIER = re.compile(r"[\s/\\]")
EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2199, 12, 31)

LENGTHS = {
    "id": 200,
    "title": 500,
    "description": 10_000,
    "recipientOrganization/0/id": 200,
    "recipientOrganization/0/name": 300,
    "fundingOrganization/0/id": 120,
    "fundingOrganization/0/name": 200,
    "fundingOrganization/0/department": 200,
}

Values = Mapping[str, object]


@dataclass(slots=True)
class _Reading:
    """One grant being read: its values and what is found wrong with them."""

    values: Values
    on: dt.date
    reasons: list[str] = field(default_factory=list)

    def refuse(self, reason: str) -> None:
        self.reasons.append(reason)

    def has(self, path: str) -> bool:
        return self.values.get(path) not in (None, "")

    def text(self, path: str, *, required: bool = False) -> str:
        value = self.values.get(path)
        title = TITLES[path]
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.refuse(f"{title} is missing.")
            return ""
        if not isinstance(value, str):
            self.refuse(f"{title} should be text, and is {shown(value)}.")
            return ""
        if UNSTORABLE.search(value):
            self.refuse(f"{title} holds a character that is not text.")
            return ""
        value = clean(value).strip()
        if not value and required:
            self.refuse(f"{title} is missing.")
        elif len(value) > LENGTHS.get(path, 200):
            self.refuse(
                f"{title} has {len(value):,} characters; {LENGTHS.get(path, 200):,} can be kept."
            )
        else:
            return value
        return ""

    def identifier(self, path: str, *, required: bool = True) -> str:
        value = self.text(path, required=required)
        if NO_IDENTIFIER.search(value):
            self.refuse(
                f"{TITLES[path]} “{shown(value)}” holds a slash or a space; "
                "write a hyphen or an underscore instead."
            )
        return value

    def number(self, path: str, *, required: bool = False) -> Decimal | None:
        value = self.values.get(path)
        if value is None or value == "":
            if required:
                self.refuse(f"{TITLES[path]} is missing.")
            return None
        if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
            value = Decimal(value.strip())
        if not isinstance(value, Decimal):
            self.refuse(
                f"{TITLES[path]} {_quoted(value)} is not a plain number such as 1250 or 1250.50 "
                "(no pound sign, no commas)."
            )
            return None
        return value

    def amount(self) -> Decimal:
        value = self.number("amountAwarded", required=True)
        if value is None:
            return Decimal(0)
        if value < 0:
            self.refuse(f"Amount Awarded {shown(value)} is less than nothing.")
        elif value > LARGEST:
            self.refuse(f"Amount Awarded {shown(value)} is too large to be true.")
        elif value != value.quantize(PENCE):
            self.refuse(f"Amount Awarded {shown(value)} has more than two decimal places.")
        else:
            return value.quantize(PENCE)
        return Decimal(0)

    def months(self) -> Decimal | None:
        path = "plannedDates/0/duration"
        value = self.number(path)
        if value is None:
            return None
        if not 0 <= value < 1_200:
            self.refuse(f"{TITLES[path]} {shown(value)} is not a length between 0 and 1,200.")
            return None
        return value.quantize(PENCE, ROUND_HALF_UP)

    def currency(self) -> str:
        value = self.text("currency", required=True)
        if value and not re.fullmatch("[A-Z]{3}", value):
            self.refuse(f"Currency “{shown(value)}” is not a code of three capitals such as GBP.")
        return value

    def award_date(self) -> dt.date:
        text = self.text("awardDate", required=True)
        day = parse_day(text) if text else None
        if text and day is None:
            self.refuse(_no_date("awardDate", text))
        elif day and day > self.on:
            self.refuse(f"Award Date {day} lies in the future.")
        return day or self.on

    def planned(self, path: str, *, last: bool = False) -> dt.date | None:
        text = self.text(path)
        day = parse_day(text) or _part_of_a_year(text, last=last)
        if text and day is None:
            self.refuse(_no_date(path, text))
        return day


def read_grant(row: int, values: Values, *, on: dt.date) -> AwardLine | list[str]:
    """Turn one grant into a line of the register, or say everything that is wrong with it.

    Of an individual nothing is taken that may name them: not the recipient, nor the title and description.
    """
    grant = _Reading(values, on)
    individual = any(grant.has(path) for path in TITLES if path.startswith("recipientIndividual"))
    organisation = any(
        grant.has(path) for path in TITLES if path.startswith("recipientOrganization")
    )
    if individual and organisation:
        grant.refuse("It names both a recipient organisation and a recipient individual.")
    elif not individual and not organisation:
        grant.refuse("Recipient Org:Identifier and Recipient Org:Name are missing.")

    starts_on = grant.planned("plannedDates/0/startDate")
    ends_on = grant.planned("plannedDates/0/endDate", last=True)
    if starts_on and ends_on and ends_on < starts_on:
        grant.refuse(f"It ends on {ends_on}, before it starts on {starts_on}.")

    title = grant.text("title", required=True)
    purpose = grant.text("description", required=True)
    own = own_csv.is_of_own(values)
    judgement = own_csv.judgement(values, grant.reasons) if own else {}
    undescribed = own and own_csv.has_no_description(values)
    line = AwardLine(
        row=row,
        grant_id=grant.identifier("id"),
        funder_org_id=grant.identifier("fundingOrganization/0/id"),
        funder_name=grant.text("fundingOrganization/0/name", required=True),
        department_name=grant.text("fundingOrganization/0/department"),
        to_individual=individual,
        recipient_org_id=grant.identifier("recipientOrganization/0/id", required=not own)
        if organisation
        else "",
        recipient_name=grant.text("recipientOrganization/0/name", required=True)
        if organisation
        else "",
        title="Award to an individual" if individual else title,
        purpose="" if individual or undescribed else purpose,
        amount=grant.amount(),
        currency=grant.currency(),
        awarded_on=grant.award_date(),
        starts_on=starts_on,
        ends_on=ends_on,
        months=grant.months(),
        **judgement,
    )
    return grant.reasons or line


def parse_day(text: str) -> dt.date | None:
    """Return the day of an ISO date or instant; an instant with an offset counts on its day in London."""
    try:
        if DAY.fullmatch(text):
            day = dt.date.fromisoformat(text)
        elif INSTANT.fullmatch(text):
            instant = dt.datetime.fromisoformat(text)
            day = (instant.astimezone(LONDON) if instant.tzinfo else instant).date()
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return day if EARLIEST <= day <= LATEST else None


def _part_of_a_year(text: str, *, last: bool) -> dt.date | None:
    """The standard lets a planned date leave out its month or day: take the first or the last day meant."""
    match = PART_OF_A_YEAR.fullmatch(text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    if not (EARLIEST.year <= year <= LATEST.year and 1 <= month <= 12):
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _no_date(path: str, text: str) -> str:
    return f"{TITLES[path]} “{shown(text)}” is not a date such as 2014-07-24 (year, month, day)."


def _quoted(value: object) -> str:
    return f"“{shown(value)}”" if isinstance(value, str) else shown(value)


def shown(value: object) -> str:
    """Write a value as a message quotes it: short, on one line, and printable wherever it is read."""
    text = value if isinstance(value, str) else type(value).__name__
    if isinstance(value, Decimal):
        text = str(value)
    text = "".join(sign if sign.isprintable() else "�" for sign in text)
    return text if len(text) <= 60 else f"{text[:59]}…"
