"""The Compact: its codes, their undertakings, the editions of the text, who signed them, guidance and pages."""

from .codes import Code, Undertaking
from .editions import EXAMPLE_NUMBER, Adoption, Edition, Present, UndertakingText
from .guidance import Acknowledgement, Guidance
from .pages import EXAMPLE, VOLUNTARY, CodePage, CompactPage
from .signatures import Signature, SignatureException

__all__ = [
    "EXAMPLE",
    "EXAMPLE_NUMBER",
    "VOLUNTARY",
    "Acknowledgement",
    "Adoption",
    "Code",
    "CodePage",
    "CompactPage",
    "Edition",
    "Guidance",
    "Present",
    "Signature",
    "SignatureException",
    "Undertaking",
    "UndertakingText",
]
