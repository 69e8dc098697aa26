"""The words with which standing pages begin. Made once by `sync_pages`; from then on they belong to the editors."""

from .about import ABOUT, ACCESSIBILITY
from .blocks import Words
from .cookies import COOKIES_PAGE
from .help import HELP, HELP_PAGES
from .privacy import PRIVACY
from .terms import TERMS

__all__ = [
    "ABOUT",
    "ACCESSIBILITY",
    "COOKIES_PAGE",
    "HELP",
    "HELP_PAGES",
    "PRIVACY",
    "TERMS",
    "Words",
]
