"""A request whose person is known: what a view behind `login_required` is given."""

from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """For annotations only: `login_required` has sent everybody else to sign in."""

    user: User
