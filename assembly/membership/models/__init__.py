"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .confirming import Reminder
from .control import VotesThrough
from .decisions import Appeal, Decision
from .delegate import Delegate, DelegateQuerySet
from .eligibility import EligibilityFinding, Limb
from .invitation import Invitation
from .organisation import Organisation, OrganisationQuerySet

__all__ = [
    "Appeal",
    "Decision",
    "Delegate",
    "DelegateQuerySet",
    "District",
    "EligibilityFinding",
    "Invitation",
    "Limb",
    "Organisation",
    "OrganisationQuerySet",
    "Reminder",
    "Theme",
    "VotesThrough",
]
