"""What elections keep: who may vote and has (roll), what lies in the box (box), and nothing that joins the two."""

from .box import Count, OpenedRankings, PublishedReceipts, SealedBallot
from .candidate import Candidate
from .contest import Contest
from .draw import LotChange, LotChangeConsent
from .election import Election
from .finding import FindingReason, OpeningFinding
from .key import KeyShare, ReceiptKey, Scrutineer
from .nomination import Nomination, Support
from .notice import SentNotice
from .objection import Objection, ObjectionFinding
from .paper import PaperBatch
from .roll import RollEntry
from .scrutiny import CountSignature
from .spread_limit import SpreadLimit, areas_named
from .timetable_change import TimetableChange
from .vacancy import Vacancy

__all__ = [
    "Candidate",
    "Contest",
    "Count",
    "CountSignature",
    "Election",
    "FindingReason",
    "KeyShare",
    "LotChange",
    "LotChangeConsent",
    "Nomination",
    "Objection",
    "ObjectionFinding",
    "OpenedRankings",
    "OpeningFinding",
    "PaperBatch",
    "PublishedReceipts",
    "ReceiptKey",
    "RollEntry",
    "Scrutineer",
    "SealedBallot",
    "SentNotice",
    "SpreadLimit",
    "Support",
    "TimetableChange",
    "Vacancy",
    "areas_named",
]
