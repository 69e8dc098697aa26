"""What elections keep: who may vote and has (roll), what lies in the box (box), and nothing that joins the two."""

from .box import Count, OpenedRankings, PublishedReceipts, SealedBallot
from .contest import Candidate, Contest
from .election import Election
from .key import KeyShare, Scrutineer
from .nomination import Nomination, Support
from .notice import SentNotice
from .proof import ProofCode
from .roll import RollEntry

__all__ = [
    "Candidate",
    "Contest",
    "Count",
    "Election",
    "KeyShare",
    "Nomination",
    "OpenedRankings",
    "ProofCode",
    "PublishedReceipts",
    "RollEntry",
    "Scrutineer",
    "SealedBallot",
    "SentNotice",
    "Support",
]
