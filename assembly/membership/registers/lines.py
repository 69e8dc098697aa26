"""One line of an official register, whichever file it came from."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """What is kept of one body. The names are those of `RegisterEntry`."""

    org_id: str
    register: str
    number: str
    name: str
    company_number: str = ""
    name_key: str = ""
    name_words: str = ""
    status: str = "registered"
    registered_on: dt.date | None = None
    removed_on: dt.date | None = None
    website: str = ""
    domain: str = ""
    postcode: str = ""
    area: str = ""
    activities: str = ""
    latest_income: Decimal | None = None
    legal_form: str = ""


KEPT = tuple(EntryLine.__dataclass_fields__)
# The values in that order. `dataclasses.astuple` copies each one deeply, which took a quarter of an import.
facts_of = attrgetter(*KEPT)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be used, with everything that is wrong with it."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A line that is right and not wanted here, such as a branch listed under its parent's number."""

    reason: str
