"""Charities as two sources publish them: which of their facts are kept, and what makes a line usable.

Sources: the main table of the public extract of the Charity Commission for England and Wales ("charity", 33 fields),
and the sample of UK-CAT, which has charities of all three British regulators. Of neither are contact addresses,
telephone numbers, e-mail addresses or names of people read: the columns are not named here.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from assembly.core import names
from assembly.core.clean_text import clean
from assembly.core.templatetags.assembly import short_day
from assembly.membership import domains, identifiers, naming, postcodes
from assembly.membership.models import Organisation, RegisterEntry

from .lines import Bad, EntryLine, PassedOver

Values = Mapping[str, object]

LONGEST = {"name": 300, "area": 100}
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})([T ][0-9:.]*Z?)?")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
LARGEST = Decimal(10) ** 12

COMMISSION_COLUMNS = (
    "registered_charity_number", "linked_charity_number", "charity_name", "charity_type",
    "charity_registration_status", "date_of_registration", "date_of_removal", "latest_income",
    "charity_contact_address3", "charity_contact_address4", "charity_contact_address5",
    "charity_contact_postcode", "charity_contact_web", "charity_company_registration_number",
    "charity_is_cio", "charity_activities",
)  # fmt: skip
SAMPLE_COLUMNS = (
    "org_id", "name", "postcode", "active", "date_registered", "activities", "income", "web",
    "company_number",
)  # fmt: skip

REGULATORS = {"GB-CHC", "GB-SC", "GB-NIC"}
FORMS = {
    "charitable company": Organisation.LegalForm.COMPANY,
    "cio": Organisation.LegalForm.CIO,
    "trust": Organisation.LegalForm.TRUST,
}
PUBLISHED = {RegisterEntry.Status.REGISTERED.value, RegisterEntry.Status.REMOVED.value}
TRUE = {"true", "t", "1", "y", "yes"}


@dataclass(slots=True)
class _Reading:
    """One line being read: its values and what is found wrong with them."""

    values: Values
    reasons: list[str] = field(default_factory=list)

    def text(self, column: str) -> str:
        value = self.values.get(column)
        if value is None:
            return ""
        written = " ".join(str(value).split())
        if UNSTORABLE.search(written):
            self.reasons.append(f"{column} holds a character that is not text.")
            return ""
        return clean(written)

    def flag(self, column: str) -> bool:
        return self.text(column).casefold() in TRUE

    def name(self, column: str) -> str:
        name = names.tidy(self.text(column))
        if not name:
            self.reasons.append(f"{column} is missing.")
        elif len(name) > LONGEST["name"]:
            self.reasons.append(f"{column} has {len(name):,} characters; 300 can be kept.")
        return name

    def day(self, column: str) -> dt.date | None:
        written = self.text(column)
        if not written:
            return None
        shape = DAY.fullmatch(written)
        try:
            return dt.date.fromisoformat(shape[1] if shape else written)
        except ValueError:
            meant = _meant(written)
            self.reasons.append(
                f"{column} “{_short(written)}” is not a date such as 2008-11-30."
                + (
                    f" It looks like {short_day(meant)}: write {meant.isoformat()}."
                    if meant
                    else ""
                )
            )
            return None

    def money(self, column: str) -> Decimal | None:
        written = self.text(column)
        if not written:
            return None
        try:
            amount = Decimal(written).quantize(Decimal("0.01"))
        except InvalidOperation:
            amount = LARGEST
        # What was paid back can exceed what came in: an income may be below nothing.
        if not -LARGEST < amount < LARGEST:
            self.reasons.append(f"{column} “{_short(written)}” is not an amount of money.")
            return None
        return amount

    def postcode(self, column: str) -> str:
        """The postcode of Britain in one way of writing it; another country's is not kept."""
        try:
            return postcodes.tidy(self.text(column))
        except postcodes.NotAPostcode:
            return ""

    def company(self, column: str) -> str:
        try:
            whole = identifiers.org_id("GB-COH", self.text(column))
        except identifiers.NotANumber:
            return ""
        number = whole.removeprefix("GB-COH-")
        # Written for "none" by some; and what stands for a CIO there is no company.
        return "" if not number.strip("0") or number.startswith("CE") else number

    def identifier(self, register: str, column: str, *, numbered: str = "") -> tuple[str, str]:
        try:
            org_id = identifiers.org_id(register, numbered or self.text(column))
        except identifiers.NotANumber as problem:
            self.reasons.append(f"{column}: {problem}")
            return "", ""
        return org_id, org_id.removeprefix(f"{register}-")

    def finish(self, **facts: object) -> EntryLine | Bad:
        if self.reasons:
            return Bad(tuple(self.reasons))
        site = domains.website(str(facts.pop("website")))
        line: EntryLine = EntryLine(
            **facts,  # type: ignore[arg-type]  # each is named by one of the two readers below
            website=site,
            domain=domains.domain(site),
            name_key=naming.key(str(facts["name"])),
            name_words=names.searched(str(facts["name"])),
        )
        return line


def read_commission(values: Values) -> EntryLine | Bad | PassedOver:
    """A line of the main table of the Charity Commission's public extract."""
    reading = _Reading(values)
    if reading.text("linked_charity_number") not in {"0", ""}:
        return PassedOver("linked")
    org_id, number = reading.identifier("GB-CHC", "registered_charity_number")
    written = reading.text("charity_registration_status")
    status = written.casefold()
    if status not in PUBLISHED:
        reading.reasons.append(
            f"charity_registration_status “{_short(written)}” is neither Registered nor Removed."
        )
    kind = reading.text("charity_type").casefold()
    form = FORMS.get("cio" if reading.flag("charity_is_cio") else kind, "")
    towns = [reading.text(f"charity_contact_address{line}") for line in (3, 4, 5)]
    company = reading.company("charity_company_registration_number")
    return reading.finish(
        org_id=org_id,
        register="GB-CHC",
        number=number,
        name=reading.name("charity_name"),
        company_number="" if form == Organisation.LegalForm.CIO else company,
        status=status,
        registered_on=reading.day("date_of_registration"),
        removed_on=reading.day("date_of_removal"),
        website=reading.text("charity_contact_web"),
        postcode=reading.postcode("charity_contact_postcode"),
        # The last lines are post town and county; the first ones may be somebody's home.
        area=next((town for town in reversed(towns) if town), "")[: LONGEST["area"]],
        activities=reading.text("charity_activities"),
        latest_income=reading.money("latest_income"),
        legal_form=form,
    )


def read_sample(values: Values) -> EntryLine | Bad | PassedOver:
    """A line of the sample of UK-CAT."""
    reading = _Reading(values)
    register, _, number = reading.text("org_id").rpartition("-")
    if register not in REGULATORS:
        reading.reasons.append(
            f"org_id “{_short(reading.text('org_id'))}” names no register of charities "
            f"({', '.join(sorted(REGULATORS))})."
        )
        return Bad(tuple(reading.reasons))
    org_id, number = reading.identifier(register, "org_id", numbered=number)
    company = reading.company("company_number")
    status = RegisterEntry.Status
    return reading.finish(
        org_id=org_id,
        register=register,
        number=number,
        name=reading.name("name"),
        company_number=company,
        status=(status.REGISTERED if reading.flag("active") else status.REMOVED).value,
        registered_on=reading.day("date_registered"),
        website=reading.text("web"),
        postcode=reading.postcode("postcode"),
        activities=reading.text("activities"),
        latest_income=reading.money("income"),
        legal_form=Organisation.LegalForm.COMPANY if company else "",
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file of charities looks like: its name, the columns that are read of it, and what reads a line."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[Values], EntryLine | Bad | PassedOver]
    # Whether it is always published whole, so that what is not in a file is not in the register.
    is_whole: bool = False


COMMISSION = Layout(
    "Charity Commission public extract", COMMISSION_COLUMNS, read_commission, is_whole=True
)
SAMPLE = Layout("sample of charities (UK-CAT)", SAMPLE_COLUMNS, read_sample)


def _meant(written: str) -> dt.date | None:
    """The day that is meant by one written as in Britain, 13/12/2013."""
    for shape in ("%d/%m/%Y", "%d/%m/%y"):
        try:
            return dt.datetime.strptime(written, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
