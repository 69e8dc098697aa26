"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .delegate import Delegate, DelegateQuerySet
from .eligibility import EligibilityFinding, Limb
from .joining import Claim, ClaimQuerySet, RegistrationDraft
from .lists import MemberList, MemberListRow
from .organisation import Organisation, OrganisationQuerySet
from .profile import (
    ActivityTag,
    Consortium,
    ConsortiumPlace,
    FieldOfActivity,
    IncomeShare,
    IncomeYear,
    Offer,
    OfficialNumber,
    Profile,
    QualityMark,
    Ward,
)
from .registers import RegisterEntry, RegisterEntryQuerySet, RegisterImport
from .sector import SectorEstimate, SectorSnapshot

__all__ = [
    "ActivityTag",
    "Claim",
    "ClaimQuerySet",
    "Consortium",
    "ConsortiumPlace",
    "Delegate",
    "DelegateQuerySet",
    "District",
    "EligibilityFinding",
    "FieldOfActivity",
    "IncomeShare",
    "IncomeYear",
    "Limb",
    "MemberList",
    "MemberListRow",
    "Offer",
    "OfficialNumber",
    "Organisation",
    "OrganisationQuerySet",
    "Profile",
    "QualityMark",
    "RegisterEntry",
    "RegisterEntryQuerySet",
    "RegisterImport",
    "RegistrationDraft",
    "SectorEstimate",
    "SectorSnapshot",
    "Theme",
    "Ward",
]
