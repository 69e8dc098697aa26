"""What is said when a case is raised, and by whom."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assembly.accounts.models import User
from assembly.compact.models import Case, Undertaking
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

OtherSide = PublicBody | Organisation


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for nobody, and who wrote to us; with an account they follow their case themselves."""

    name: str
    email: str
    user: User | None = None


# None: the Compact Board, on its own initiative.
Complainant = Organisation | PublicBody | Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """`about` is the kind and the key of a subject, as `cases.subjects` finds it."""

    against: OtherSide
    happened_on: dt.date
    undertakings: Sequence[Undertaking]
    account: str
    wanted: str = ""
    tried: str = ""
    is_unnamed: bool = False
    # They were warned that the facts show who they are.
    understood: bool = False
    about: tuple[str, int] | None = None


def raised_of(complainant: Complainant) -> Case.Raised:
    if isinstance(complainant, Organisation):
        return Case.Raised.ORGANISATION
    if isinstance(complainant, PublicBody):
        return Case.Raised.BODY
    return Case.Raised.PERSON if complainant else Case.Raised.BOARD
