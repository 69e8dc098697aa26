"""Whether the person at the keyboard has proved within 15 minutes that they are the voter."""

import datetime as dt
from collections.abc import Iterator

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication

from assembly.accounts.models import User
from assembly.core.acting import form_of

from .models import Election
from .rules.voting import PROOF_LASTS, factor_proves

SESSION_KEY = "elections_proved"
# A password alone is no proof: it is what a thief has. A recovery code is a way back in, not a device in the hand.
SECOND_FACTORS = {"totp", "webauthn"}


def remember(
    request: HttpRequest,
    user: User,
    factor: Authenticator | None = None,
    *,
    at: dt.datetime | None = None,
) -> None:
    """Keep in the session that this person has proved themselves now, and with which factor if it was one."""
    request.session[SESSION_KEY] = {
        "user": user.pk,
        "at": (at or timezone.now()).timestamp(),
        "factor": factor.pk if factor else None,
    }


def is_fresh(
    request: HttpRequest, user: User, election: Election, *, at: dt.datetime | None = None
) -> bool:
    """A code typed here, or a sign-in with a mailed code or a second factor, within the last 15 minutes.

    A factor set up since the poll opened counts after a day, however it was used: here, to sign in, or to confirm an
    act on the account. A removed factor no longer counts.
    """
    now = at or timezone.now()
    fresh = [
        proof
        for proof in _proofs(request, user)
        if 0 <= now.timestamp() - proof["at"] < PROOF_LASTS.total_seconds()
    ]
    if any(proof["factor"] is None for proof in fresh):
        return True
    used = Authenticator.objects.filter(user=user, pk__in={proof["factor"] for proof in fresh})
    return any(factor_proves(factor.created_at, election, now) for factor in used)


def use_up(request: HttpRequest) -> dict | None:
    """Take the proof out of the session before the vote is cast, and return it: it would say when somebody voted.

    Written at once, and not with the answer: whatever happens to the session meanwhile, the answer with the receipt
    no longer depends on it.
    """
    proved: dict | None = request.session.pop(SESSION_KEY, None)
    if proved:
        try:
            request.session.save()
        except UpdateError:  # signed out in another window
            raise SessionInterrupted("The session ended before the vote was cast.") from None
        request.session.modified = False
    return proved


def give_back(request: HttpRequest, proved: dict | None) -> None:
    """The vote was refused, so nothing was used up."""
    if proved:
        request.session[SESSION_KEY] = proved


def forget_old(*, at: dt.datetime | None = None) -> int:
    """Take proofs that are over out of every session, of those too who never came back; returns how many."""
    now = at or timezone.now()
    living = Session.objects.filter(expire_date__gt=now)
    return sum(_forget_old_in(row, now) for row in living.iterator())


def _forget_old_in(row: Session, now: dt.datetime) -> bool:
    kept = row.get_decoded()
    proved = kept.get(SESSION_KEY)
    if not proved or now.timestamp() - proved["at"] < PROOF_LASTS.total_seconds():
        return False
    del kept[SESSION_KEY]
    # Only if nothing was written there meanwhile: the next run finds it again.
    same = Session.objects.filter(pk=row.pk, session_data=row.session_data)
    return bool(same.update(session_data=Session.objects.encode(kept)))


def _proofs(request: HttpRequest, user: User) -> Iterator[dict]:
    """When this session proved its person, and with which factor; none for a mailed code."""
    for record in get_authentication_records(request, user):
        if _is_proof(record):
            yield {"at": record["at"], "factor": record.get("id")}
    proved = request.session.get(SESSION_KEY)
    if proved and proved["user"] == user.pk:
        yield {"at": proved["at"], "factor": proved.get("factor")}


def passkey_request(
    user: User, election: Election, *, at: dt.datetime | None = None
) -> dict | None:
    """What the browser is asked to sign with this person's passkey; nothing if none of theirs counts as proof now."""
    now = at or timezone.now()
    passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    if not any(factor_proves(passkey.created_at, election, now) for passkey in passkeys):
        return None
    return begin_authentication(user)


def passkey_that_signed(request: HttpRequest, user: User) -> Authenticator | None:
    """The passkey with which the person's device signed what it was asked to.

    allauth's form is checked and never saved: saved, it would keep when the passkey was used, and so the vote.
    """
    form = form_of(request, ReauthenticateWebAuthnForm, user=user)
    try:
        return form.cleaned_data["credential"] if form.is_valid() else None
    except KeyError:  # allauth's parser, when a forged answer lacks a part
        return None


def _is_proof(record: dict) -> bool:
    method = record.get("method")
    return method == "code" or (
        method == "mfa" and record.get("type") in SECOND_FACTORS and bool(record.get("id"))
    )
