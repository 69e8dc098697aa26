"""What every page knows of the site."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse_lazy

from .addresses import page_at
from .own_pages import page_of

# In every page's footer, in this order everywhere (WCAG 2.2, success criterion 3.2.6).
FOOTER_LINKS = (
    ("Join the Assembly", reverse_lazy("membership:join")),
    ("Help", page_at("help")),
    ("Glossary", reverse_lazy("home:glossary")),
    ("About", page_at("about")),
    ("Accessibility statement", page_at("accessibility")),
    ("Privacy", page_at("privacy")),
    ("Cookies", page_at("cookies")),
    ("Terms and house rules", page_at("terms")),
    ("Contact us", page_at("contact")),
)


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "demo": settings.DEMO,
        "footer_links": FOOTER_LINKS,
        "about_page_url": _about_page_url(request),
    }


def _about_page_url(request: HttpRequest) -> str:
    """Where to write about the page that is shown."""
    contact, page = str(page_at("contact")), page_of(request)
    return f"{contact}?{urlencode({'about': page})}" if page and page != contact else ""
