"""What elections keep: who may vote and has (roll), what lies in the box (box), and nothing that joins the two."""

from .box import Count, OpenedRankings, PublishedReceipts, SealedBallot
from .contest import Candidate, Contest
from .election import Election
from .key import KeyShare, Scrutineer
from .proof import ProofCode
from .roll import RollEntry
from .timetable_change import TimetableChange
from .vacancy import Vacancy

__all__ = [
    "Candidate",
    "Contest",
    "Count",
    "Election",
    "KeyShare",
    "OpenedRankings",
    "ProofCode",
    "PublishedReceipts",
    "RollEntry",
    "Scrutineer",
    "SealedBallot",
    "TimetableChange",
    "Vacancy",
]
