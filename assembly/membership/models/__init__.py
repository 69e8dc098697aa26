"""Who belongs to the Assembly: organisations, the people who act for them, where and on what they work."""

from .areas import District, Theme
from .claim import Claim, ClaimQuerySet
from .confirming import Reminder
from .control import VotesThrough
from .decisions import Appeal, Decision
from .delegate import Delegate, DelegateQuerySet
from .eligibility import Criterion, EligibilityFinding
from .invitation import Invitation
from .lists import ListColumns, MemberList, MemberListRow
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
from .registration_draft import RegistrationDraft
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
    "Criterion",
    "Decision",
    "Delegate",
    "DelegateQuerySet",
    "District",
    "EligibilityFinding",
    "FieldOfActivity",
    "IncomeShare",
    "IncomeYear",
    "Invitation",
    "ListColumns",
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
