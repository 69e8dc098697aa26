"""What elections keep: who may vote and has (roll), what lies in the box (box), and nothing that joins the two."""

from .box import Count, OpenedRankings, PublishedReceipts, SealedBallot
from .contest import Candidate, Contest
from .election import Election
from .key import KeyShare, Scrutineer
from .objection import Objection
from .proof import ProofCode
from .roll import RollEntry
from .scrutiny import CountSignature

__all__ = [
    "Candidate",
    "Contest",
    "Count",
    "CountSignature",
    "Election",
    "KeyShare",
    "Objection",
    "OpenedRankings",
    "ProofCode",
    "PublishedReceipts",
    "RollEntry",
    "Scrutineer",
    "SealedBallot",
]
