"""“Acting for …” in the header of every page, except where the page itself says for whom it is."""

from typing import Any

from django.http import HttpRequest


def acting_for(request: HttpRequest) -> dict[str, Any]:
    acting = getattr(request, "acting", None)
    if acting is None or getattr(request, "shows_no_switch", False):
        return {}
    return {"acting_for": acting.organisation, "acting_choices": acting.choices}
