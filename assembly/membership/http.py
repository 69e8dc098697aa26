"""Requests that know for whom a person acts, as `ActingForMiddleware` sets it. For annotations only."""

from django.http import HttpRequest

from assembly.accounts.http import SignedInRequest

from .selectors import Acting


class VisitorRequest(HttpRequest):
    """A request of anybody."""

    acting: Acting


class DelegateRequest(SignedInRequest, VisitorRequest):
    """A request of somebody who has signed in."""
