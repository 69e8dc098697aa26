"""What this session has proved of the person in it."""

import time

from django.http import HttpRequest

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication

from .models import User

SET_UP_HERE = "second_factor_set_up_by"


def has_used_second_factor(request: HttpRequest) -> bool:
    """Whether the second factor was typed in this session: having one is not enough."""
    if request.session.get(SET_UP_HERE) == request.user.pk:
        return True
    return any(record["method"] == "mfa" for record in _records(request))


def remember_set_up(request: HttpRequest) -> None:
    """Count setting a factor up as using it, because that took a code or a signature from it."""
    request.session[SET_UP_HERE] = request.user.pk


def has_proved_within(request: HttpRequest, seconds: float) -> bool:
    """Whether the person gave a password, a mailed code or a second factor in the last so many seconds."""
    return any(time.time() - record["at"] < seconds for record in _records(request))


def has_given_mailed_code(request: HttpRequest, seconds: float) -> bool:
    """Whether a code from the person's own mailbox was given in the last so many seconds, here or to sign in."""
    return any(
        record["method"] == "code" and time.time() - record["at"] < seconds
        for record in _records(request)
    )


def remember_mailed_code(request: HttpRequest, user: User) -> None:
    """Note it in the same way as a sign-in with a mailed code: it proves the same."""
    record_authentication(request, user, method="code", email=user.email, reauthenticated=True)


def _records(request: HttpRequest) -> list[dict]:
    return get_authentication_records(request, request.user)
