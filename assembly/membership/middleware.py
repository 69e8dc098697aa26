"""The organisation a person acts for travels with every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from . import selectors


class ActingForMiddleware:
    """Set `request.acting_for` to the organisation this person acts for now, or to None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = SimpleLazyObject(lambda: selectors.acting(request.user, request.session))  # type: ignore[attr-defined]
        return self.get_response(request)
