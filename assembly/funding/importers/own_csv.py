"""Our own CSV of awards: 360Giving with extra columns for what the standard cannot hold."""

from collections.abc import Collection, Mapping
from typing import Any

from ..models import Award

CLASS = "Class"
CATEGORY = "Monitoring category"
CARE = "Residential or nursing care"
IN_COUNTY = "Recipient in the county"
UNDESCRIBED = "No description"
# The one name by which the register knows a funder stands where the standard wants it; the publisher's is kept here.
PUBLISHED_FUNDER = "Funder as published"
# A file is ours if it has all of these.
COLUMNS = (CLASS, CATEGORY, CARE, IN_COUNTY, UNDESCRIBED)
PREFIX = "own/"
FUNDER = "fundingOrganization/0/name"

YES_OR_NO = {"yes": True, "no": False, "": None}


def is_own(header: Collection[str]) -> bool:
    return set(COLUMNS) <= set(header)


def path(title: str) -> str | None:
    """By what name a column of ours reaches the reading of a grant."""
    return f"{PREFIX}{title}" if title in {*COLUMNS, PUBLISHED_FUNDER} else None


def is_of_own(values: Mapping[str, object]) -> bool:
    return f"{PREFIX}{CLASS}" in values


def judgement(values: Mapping[str, object], reasons: list[str]) -> dict[str, Any]:
    """What the register said of the award; adds a reason for each word that means nothing."""

    def read(title: str, meanings: Mapping[str, Any]) -> Any:
        written = str(values.get(f"{PREFIX}{title}") or "").strip()
        if written.casefold() not in meanings:
            known = ", ".join(word.capitalize() for word in meanings if word)
            reasons.append(f"{title} “{written[:60]}” is not one of these: {known}.")
        return meanings.get(written.casefold())

    return {
        "award_class": read(CLASS, _by_label(Award.Class)) or "",
        "category": read(CATEGORY, _by_label(Award.Category)) or "",
        "residential_care": bool(read(CARE, YES_OR_NO)),
        "in_county": read(IN_COUNTY, YES_OR_NO),
    }


def has_no_description(values: Mapping[str, object]) -> bool:
    return str(values.get(f"{PREFIX}{UNDESCRIBED}") or "").strip().casefold() == "yes"


def with_published_funder(values: Mapping[str, object]) -> dict[str, object]:
    """The facts as the publisher stated them, where the file keeps them beside ours."""
    published = values.get(f"{PREFIX}{PUBLISHED_FUNDER}")
    return {**values, FUNDER: published} if published else {**values}


def _by_label(choices: Any) -> dict[str, str]:
    return {"": "", **{label.casefold(): value for value, label in choices.choices}}
