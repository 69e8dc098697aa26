"""May this happen in membership? Pure answers with their reasons.

A module for each subject: `rules.people.may_invite`.
"""

from . import (
    appeals,
    areas,
    casting,
    claims,
    control,
    eligibility,
    joining,
    lists,
    merging,
    people,
    profile,
    questions,
    registers,
    sector,
    standing,
)

__all__ = [
    "appeals",
    "areas",
    "casting",
    "claims",
    "control",
    "eligibility",
    "joining",
    "lists",
    "merging",
    "people",
    "profile",
    "questions",
    "registers",
    "sector",
    "standing",
]
