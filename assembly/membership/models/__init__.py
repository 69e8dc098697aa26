"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .delegate import Delegate, DelegateQuerySet
from .eligibility import EligibilityFinding, Limb
from .organisation import Organisation, OrganisationQuerySet

__all__ = [
    "Delegate",
    "DelegateQuerySet",
    "District",
    "EligibilityFinding",
    "Limb",
    "Organisation",
    "OrganisationQuerySet",
    "Theme",
]
