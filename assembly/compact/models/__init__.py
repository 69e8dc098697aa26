"""The Compact: codes, undertakings, editions of the text, who signed them, guidance, cases, the Board and pages."""

from .board import BoardReport, VacancyOwner
from .case_papers import Author, CasePiece
from .cases import Case, CaseStep, Cited, Pause, Settlement, Side, Step
from .codes import Code, Undertaking
from .editions import EXAMPLE_NUMBER, Adoption, Edition, Present, UndertakingText
from .guidance import Acknowledgement, Guidance
from .hearing import (
    Agreement,
    Appeal,
    Conclusion,
    FactsAnswer,
    Finding,
    FindingNote,
    HiddenCase,
    PanelMember,
    PublicAnswer,
    Recusal,
    Remedy,
)
from .pages import EXAMPLE, VOLUNTARY, CodePage, CompactPage
from .signatures import Signature, SignatureException

__all__ = [
    "EXAMPLE",
    "EXAMPLE_NUMBER",
    "VOLUNTARY",
    "Acknowledgement",
    "Adoption",
    "Agreement",
    "Appeal",
    "Author",
    "BoardReport",
    "Case",
    "CasePiece",
    "CaseStep",
    "Cited",
    "Code",
    "CodePage",
    "CompactPage",
    "Conclusion",
    "Edition",
    "FactsAnswer",
    "Finding",
    "FindingNote",
    "Guidance",
    "HiddenCase",
    "PanelMember",
    "Pause",
    "Present",
    "PublicAnswer",
    "Recusal",
    "Remedy",
    "Settlement",
    "Side",
    "Signature",
    "SignatureException",
    "Step",
    "Undertaking",
    "UndertakingText",
    "VacancyOwner",
]
