"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .delegate import Delegate, DelegateQuerySet
from .eligibility import EligibilityFinding, Limb
from .joining import Claim, ClaimQuerySet, RegistrationDraft
from .lists import MemberList, MemberListRow
from .organisation import Organisation, OrganisationQuerySet
from .registers import RegisterEntry, RegisterEntryQuerySet, RegisterImport

__all__ = [
    "Claim",
    "ClaimQuerySet",
    "Delegate",
    "DelegateQuerySet",
    "District",
    "EligibilityFinding",
    "Limb",
    "MemberList",
    "MemberListRow",
    "Organisation",
    "OrganisationQuerySet",
    "RegisterEntry",
    "RegisterEntryQuerySet",
    "RegisterImport",
    "RegistrationDraft",
    "Theme",
]
