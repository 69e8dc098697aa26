"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .delegate import Delegate, DelegateQuerySet
from .eligibility import EligibilityFinding, Limb
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
from .sector import SectorEstimate, SectorSnapshot

__all__ = [
    "ActivityTag",
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
    "Offer",
    "OfficialNumber",
    "Organisation",
    "OrganisationQuerySet",
    "Profile",
    "QualityMark",
    "SectorEstimate",
    "SectorSnapshot",
    "Theme",
    "Ward",
]
