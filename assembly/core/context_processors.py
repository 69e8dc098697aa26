"""What every page knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

# In every page's footer, in this order everywhere (WCAG 2.2, success criterion 3.2.6).
FOOTER_LINKS = (
    ("Help", "/help/"),
    ("About", "/about/"),
    ("Accessibility statement", "/accessibility/"),
    ("Privacy", "/privacy/"),
    ("Cookies", "/cookies/"),
    ("Terms and house rules", "/terms/"),
    ("Contact us", "/contact/"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.DEMO, "footer_links": FOOTER_LINKS}
