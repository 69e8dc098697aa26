"""What a view takes: its methods, and the key of a record that a form carries."""

from django.views.decorators.http import require_http_methods

# A page with a form that is sent back to it. Views that only show something are `require_safe`.
takes_form = require_http_methods(["GET", "HEAD", "POST"])


def key_in(text: str) -> int:
    """The key of a record, as a form carries it; 0, which no record has, for anything else that is sent."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0
