"""What the settings must hold so that receipts can be signed; `manage.py check` names what is wrong."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

LONG_ENOUGH = 32
HINT = "Set RECEIPT_SECRET to 50 random characters of its own (.env.example, docs/operations.md)."


def receipts_can_be_signed(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The secret under which receipt keys are kept is a real one, and not the one that signs sessions."""
    secret = settings.RECEIPT_SECRET
    if secret and (settings.DEBUG or settings.DEMO):
        return []
    problems = []
    if len(secret) < LONG_ENOUGH:
        problems.append(f"RECEIPT_SECRET has fewer than {LONG_ENOUGH} characters.")
    if secret == settings.SECRET_KEY:
        problems.append("RECEIPT_SECRET is the same as SECRET_KEY.")
    return [Error(problem, hint=HINT, id="elections.E001") for problem in problems]
