"""The 360Giving Data Standard 1.4: which facts of a grant the register takes, and what makes them valid.

A grant reaches this module as a flat mapping of paths ("fundingOrganization/0/id") to values as written: text from
a CSV, text or Decimal from JSON.
"""

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from assembly.core.clean_text import clean
from assembly.core.currencies import CURRENCIES
from assembly.core.templatetags.assembly import short_day

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
    "regrantType": "Regrant Type",
    "recipientOrganization/0/charityNumber": "Recipient Org:Charity Number",
}
# How a reader says what it found beside the facts: that all are cells of a table, which know no numbers; a second
# organisation; cells without a column; and that days are written as in Britain.
IN_CELLS, SECOND, UNTITLED, UK_DAYS = "in cells", "second organisation", "untitled", "uk days"
PATHS = {title.casefold(): path for path, title in TITLES.items()}
# The columns without which no row of a CSV can be valid.
REQUIRED = (
    "id", "title", "description", "currency", "amountAwarded", "awardDate",
    "fundingOrganization/0/id", "fundingOrganization/0/name",
)  # fmt: skip

LONDON = ZoneInfo("Europe/London")
NUMBER = re.compile(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?")
# As a spreadsheet shows pounds: £1,250.50.
SHOWN_MONEY = re.compile(r"-?£? ?-?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,40})(\.[0-9]{1,2})?")
IN_BRACKETS = re.compile(r"\(£? ?([0-9,.]{1,40})\)")
UK_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
SERIAL = re.compile(r"[1-6][0-9]{4}")
BARE_NUMBER = re.compile(r"[0-9]{5,8}")
TRACE = Decimal("0.0001")
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
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, reason: str) -> None:
        self.reasons.append(reason)

    def warn(self, reason: str) -> None:
        self.warnings.append(reason)

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
            self.warn(f"{TITLES[path]} “{shown(value)}” holds a slash or a space. Is it right?")
        elif BARE_NUMBER.fullmatch(value) and path != "id":
            self.warn(
                f"{TITLES[path]} “{shown(value)}” has no prefix that says of which register it is a number, so it is "
                f"linked to nobody. For a charity of England and Wales write GB-CHC-{value}."
            )
        return value

    def number(self, path: str, *, required: bool = False) -> Decimal | None:
        value = self.values.get(path)
        if value is None or value == "":
            if required:
                self.refuse(f"{TITLES[path]} is missing.")
            return None
        read = self._as_number(value)
        if read is None:
            meant = IN_BRACKETS.fullmatch(value.strip()) if isinstance(value, str) else None
            hint = f" For an amount below zero write -{meant[1].replace(',', '')}." if meant else ""
            self.refuse(
                f"{TITLES[path]} {_quoted(value)} is not a plain number such as 1250 or 1250.50 "
                f"(no pound sign, no commas).{hint}"
            )
        return read

    def _as_number(self, value: object) -> Decimal | None:
        """Of a table, what a spreadsheet shows as pounds is a number too; in JSON a number is no text."""
        if isinstance(value, Decimal):
            return value
        if not isinstance(value, str):
            return None
        written = value.strip()
        if NUMBER.fullmatch(written):
            return Decimal(written)
        if IN_CELLS in self.values and SHOWN_MONEY.fullmatch(written):
            self.notes.append("Amounts with a pound sign or commas were read as numbers")
            return Decimal(re.sub("[£, ]", "", written))
        return None

    def amount(self) -> Decimal:
        value = self.number("amountAwarded", required=True)
        if value is None:
            return Decimal(0)
        if abs(value) > LARGEST:
            self.refuse(f"Amount Awarded {shown(value)} is too large to be true.")
            return Decimal(0)
        pence = value.quantize(PENCE, ROUND_HALF_UP)
        if abs(value - pence) > TRACE:
            self.refuse(f"Amount Awarded {shown(value)} has more than two decimal places.")
        elif value != pence:
            self.warn(f"Amount Awarded {shown(value)} was rounded to {pence}.")
        if pence < 0:
            self.warn(
                f"Amount Awarded {pence} is below zero. It is taken as a correction, listed, and not added into "
                "any total."
            )
        return pence

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
        elif value and value not in CURRENCIES:
            self.refuse(f"Currency “{value}” is no currency of ISO 4217, such as GBP.")
        return value

    def award_date(self) -> dt.date:
        text = self.text("awardDate", required=True)
        day = self._day(text) if text else None
        if text and day is None:
            self.refuse(_no_date("awardDate", text))
        elif day and day > self.on:
            self.warn(
                f"Award Date {day} lies in the future. Until then the award is listed, and not added into any total."
            )
        return day or self.on

    def planned(self, path: str, *, last: bool = False) -> dt.date | None:
        text = self.text(path)
        day = self._day(text)
        if text and day is None:
            day = _part_of_a_year(text, last=last)
            if day:
                self.warn(f"{TITLES[path]} “{text}” is a part of a date, and was read as {day}.")
            else:
                self.refuse(_no_date(path, text))
        return day

    def _day(self, text: str) -> dt.date | None:
        if UK_DAYS in self.values and (day := _uk_day(text)):
            return day
        return parse_day(text)


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
        grant.warn(f"It ends on {ends_on}, before it starts on {starts_on}.")
    _refuse_what_has_no_place(grant)

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
        regrant_type=grant.text("regrantType"),
        **judgement,
    )
    if grant.reasons:
        return _as_total(grant) or grant.reasons
    return replace(
        line,
        grant_id=_unnamed(line) if individual and not own else line.grant_id,
        warnings=tuple(grant.warnings),
        notes=tuple(dict.fromkeys(grant.notes)),
    )


def _refuse_what_has_no_place(grant: _Reading) -> None:
    if second := grant.values.get(SECOND):
        grant.refuse(
            f"It names a second organisation, “{shown(second)}”, and an award has one of each: publish a grant for "
            "each."
        )
    if untitled := grant.values.get(UNTITLED):
        grant.refuse(f"The cell “{shown(untitled)}” stands in no column that has a title.")
    if not grant.has("recipientOrganization/0/id") and (
        number := grant.text("recipientOrganization/0/charityNumber")
    ):
        grant.refuse(
            f"Its charity number is “{shown(number)}”: write GB-CHC-{shown(number)} under Recipient Org:Identifier, if "
            "it is a charity of England and Wales."
        )


def _as_total(grant: _Reading) -> list[str]:
    """The one reason that says most of a row that holds an amount and nothing else."""
    filled = [path for path in TITLES if grant.has(path)]
    if filled != ["amountAwarded"]:
        return []
    return [
        "It holds an amount and nothing else. If it is the total of the list, leave the row out."
    ]


def _unnamed(line: AwardLine) -> str:
    """The identifier of an award to a person as a fingerprint: the funder's own may hold their name.

    The same identifier gives the same fingerprint, so that a later file finds the award. It tells nobody anything who
    does not have the identifier already.
    """
    written = f"{line.funder_org_id}\0{line.grant_id}"
    return f"individual-{hashlib.sha256(written.encode()).hexdigest()[:24]}"


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
    meant = _uk_day(text) or _serial_day(text)
    hint = f" It looks like {short_day(meant)}: write {meant}." if meant else ""
    return (
        f"{TITLES[path]} “{shown(text)}” is not a date such as 2014-07-24 (year, month, day).{hint}"
    )


def _uk_day(text: str) -> dt.date | None:
    """A day as it is written in Britain, 24/07/2014."""
    match = UK_DAY.fullmatch(text.partition(" ")[0])
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _serial_day(text: str) -> dt.date | None:
    """The day behind a number of a spreadsheet, which counts them from the end of 1899."""
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(text)) if SERIAL.fullmatch(text) else None


def _quoted(value: object) -> str:
    return f"“{shown(value)}”" if isinstance(value, str) else shown(value)


def shown(value: object) -> str:
    """Write a value as a message quotes it: short, on one line, and printable wherever it is read."""
    text = value if isinstance(value, str) else type(value).__name__
    if isinstance(value, Decimal):
        text = str(value)
    text = "".join(sign if sign.isprintable() else "�" for sign in text)
    return text if len(text) <= 60 else f"{text[:59]}…"
