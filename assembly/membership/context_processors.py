"""“Acting for …” in the header of every page."""

from typing import Any

from django.http import HttpRequest


def acting_for(request: HttpRequest) -> dict[str, Any]:
    acting = getattr(request, "acting", None)
    if acting is None:
        return {}
    return {"acting_for": acting.organisation, "acting_choices": acting.choices}
