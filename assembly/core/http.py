"""What a view takes: its methods, and the key of a record that a form carries.

A view that only shows something is `require_safe`, one that only acts `require_POST`. All others take a form that is
sent back to them: of the public site `OfferedMethodsMiddleware` sees to that, in the Wagtail admin `screen`.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.views.decorators.http import require_http_methods

View = Callable[..., Any]

takes_form = require_http_methods(["GET", "HEAD", "POST"])


def screen(permission: str) -> Callable[[View], View]:
    """For a screen in the Wagtail admin; without the permission it is forbidden."""
    allowed = permission_required(permission, raise_exception=True)
    return lambda view: takes_form(allowed(view))


def key_in(text: str) -> int:
    """The key of a record, as a form carries it; 0, which no record has, for anything else that is sent."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0
