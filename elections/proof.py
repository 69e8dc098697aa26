"""Whether the person at the keyboard has proved within 15 minutes that they are the voter."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication

from assembly.accounts.models import User

from .rules import PROOF_LASTS

SESSION_KEY = "elections_proved"
# A password alone is no proof: it is what a thief has. A recovery code is a way back in, not a device in the hand.
SECOND_FACTORS = {"totp", "webauthn"}


def remember(request: HttpRequest, user: User, *, at: dt.datetime | None = None) -> None:
    """Keep in the session that this person has proved themselves now."""
    request.session[SESSION_KEY] = {"user": user.pk, "at": (at or timezone.now()).timestamp()}


def is_fresh(request: HttpRequest, user: User, *, at: dt.datetime | None = None) -> bool:
    """A code typed here, or a sign-in with a mailed code or a second factor, within the last 15 minutes."""
    now = (at or timezone.now()).timestamp()
    times = [
        record["at"] for record in get_authentication_records(request, user) if _is_proof(record)
    ]
    proved = request.session.get(SESSION_KEY)
    if proved and proved["user"] == user.pk:
        times.append(proved["at"])
    return any(0 <= now - time < PROOF_LASTS.total_seconds() for time in times)


def passkey_request(user: User) -> dict | None:
    """What the browser is asked to sign with this person's passkey; nothing for who has none."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists():
        return None
    return begin_authentication(user)


def is_signed_by_passkey(request: HttpRequest, user: User) -> bool:
    """Whether the person's device signed what it was asked to.

    allauth's form is checked and never saved: saved, it would keep when the passkey was used, and so the vote.
    """
    try:
        return ReauthenticateWebAuthnForm(request.POST, user=user).is_valid()
    except KeyError:  # allauth's parser, when a forged answer lacks a part
        return False


def _is_proof(record: dict) -> bool:
    method = record.get("method")
    return method == "code" or (method == "mfa" and record.get("type") in SECOND_FACTORS)
