"""A fresh proof of the voter: a code mailed to them, or one from their authenticator app."""

import datetime as dt

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from allauth.mfa.models import Authenticator

from assembly.accounts.models import User
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.purposes import Bearer
from assembly.core.mailed_codes.rules import wrong
from assembly.core.rules import RuleBroken
from elections import rules
from elections.models import Election


def send_code(user: User, election: Election, *, at: dt.datetime | None = None) -> None:
    """Mail a new code for voting in an election; the one before it is void.

    Sent at once and by itself: as a queued mail it would be kept for a month, with the time of the vote.
    """
    mailed_codes.send(_code_of(user), user.email, {"user": user, "election": election}, at=at)


@sensitive_variables("typed", "code")
def check_code(
    user: User, typed: str, election: Election, *, at: dt.datetime | None = None
) -> Authenticator | None:
    """Accept the mailed code or one of the person's authenticator app; each only once. Returns the app that made it."""
    now = at or timezone.now()
    code = mailed_codes.read(typed)
    bearer = _code_of(user)
    mailed_codes.count_try(bearer, now)
    if mailed_codes.use_up(bearer, code, now):
        return None
    app = _app_that_made(user, code)
    if app is None:
        raise RuleBroken(wrong(rules.voting.VOTING_CODE).reason)
    # Only the holder of the app reads this: somebody who guesses is told that the code is wrong.
    rules.voting.factor_proves(app.created_at, election, now).enforce()
    mailed_codes.forgive_tries(bearer)
    return app


@sensitive_variables("code")
def _app_that_made(user: User, code: str) -> Authenticator | None:
    apps = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return next((app for app in apps if app.wrap().validate_code(code)), None)


def _code_of(user: User) -> Bearer:
    return Bearer(rules.voting.VOTING_CODE, person=user.pk)
