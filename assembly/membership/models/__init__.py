"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .confirming import Reminder
from .control import VotesThrough
from .decisions import Appeal, Decision
from .delegate import Delegate, DelegateQuerySet
from .eligibility import EligibilityFinding, Limb
from .invitation import Invitation
from .joining import Claim, ClaimQuerySet, RegistrationDraft
from .lists import MemberList, MemberListRow
from .merging import Merge, MergeQuerySet
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
from .questions import ApplicationQuestion, ApplicationQuestionQuerySet
from .registers import RegisterEntry, RegisterEntryQuerySet, RegisterImport
from .sector import SectorEstimate, SectorSnapshot

__all__ = [
    "ActivityTag",
    "Appeal",
    "ApplicationQuestion",
    "ApplicationQuestionQuerySet",
    "Claim",
    "ClaimQuerySet",
    "Consortium",
    "ConsortiumPlace",
    "Decision",
    "Delegate",
    "DelegateQuerySet",
    "District",
    "EligibilityFinding",
    "FieldOfActivity",
    "IncomeShare",
    "IncomeYear",
    "Invitation",
    "Limb",
    "MemberList",
    "MemberListRow",
    "Merge",
    "MergeQuerySet",
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
    "Reminder",
    "SectorEstimate",
    "SectorSnapshot",
    "Theme",
    "VotesThrough",
    "Ward",
]
