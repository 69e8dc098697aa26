"""A fresh proof of the voter: a code mailed to them, or one from their authenticator app."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from allauth.mfa.models import Authenticator

from assembly.accounts.models import User
from assembly.core import emails
from assembly.core.rules import RuleBroken
from elections import rules
from elections.models import Election, ProofCode

DIGITS = 6


@sensitive_variables("code", "message")
def send_code(user: User, election: Election, *, at: dt.datetime | None = None) -> None:
    """Mail a new code for voting in an election; the one before it is void.

    Sent at once and by itself: as a queued mail it would be kept for a month, with the time of the vote.
    """
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _keep(user, code, at or timezone.now())
    message = emails.render(
        "elections/proof_code",
        {"user": user, "code": code, "election": election, **emails.letterhead()},
    )
    mail = emails.Letter(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [user.email])
    mail.attach_alternative(message.html, "text/html")
    try:
        mail.send()
    except emails.NotSent:
        _row(user).update(digest="", sent_this_hour=F("sent_this_hour") - 1)
        raise RuleBroken(
            "The code could not be mailed: our mail server did not take it. Try again in a few minutes, or use a code "
            "from your authenticator app."
        ) from None


@sensitive_variables("code")
@transaction.atomic
def _keep(user: User, code: str, now: dt.datetime) -> None:
    kept, _ = ProofCode.objects.select_for_update().get_or_create(
        user=user, defaults={"sent_at": now, "hour_began_at": now}
    )
    rules.may_send_code(kept, now).enforce()
    if now >= kept.hour_began_at + rules.HOUR:
        kept.hour_began_at, kept.sent_this_hour = now, 0
    kept.digest = _digest(user, code)
    kept.sent_at = now
    kept.tries = 0
    kept.sent_this_hour += 1
    kept.save()


@sensitive_variables("typed", "code")
def check_code(user: User, typed: str, *, at: dt.datetime | None = None) -> None:
    """Accept the mailed code or one of the person's authenticator app; each only once."""
    now = at or timezone.now()
    code = "".join(typed.split())
    if len(code) != DIGITS or not code.isascii() or not code.isdecimal():
        raise RuleBroken(f"A code has {DIGITS} digits.")
    ProofCode.objects.get_or_create(user=user, defaults={"sent_at": now, "hour_began_at": now})
    # One conditional update counts the try before it is made, so that guesses sent at once count one by one.
    if not _row(user).filter(tries__lt=rules.TRIES_A_CODE).update(tries=F("tries") + 1):
        raise RuleBroken("Too many wrong codes were typed. Ask for a new one.")
    if not _is_mailed_code(user, code, now) and not _is_app_code(user, code):
        raise RuleBroken("This code is wrong, or older than 15 minutes.")
    _row(user).update(tries=0)


def forget_old_codes(*, at: dt.datetime | None = None) -> None:
    """Delete codes older than a day: when a person asked for one is about when they voted."""
    now = at or timezone.now()
    ProofCode.objects.filter(sent_at__lt=now - dt.timedelta(days=1)).delete()


def _row(user: User) -> QuerySet[ProofCode]:
    return ProofCode.objects.filter(user=user)


@sensitive_variables("code")
def _is_mailed_code(user: User, code: str, now: dt.datetime) -> bool:
    """Use the code up, if it is the one: the update changes a row once."""
    return bool(
        _row(user)
        .filter(digest=_digest(user, code), sent_at__gt=now - rules.PROOF_LASTS)
        .update(digest="")
    )


@sensitive_variables("code")
def _is_app_code(user: User, code: str) -> bool:
    apps = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return any(app.wrap().validate_code(code) for app in apps)


@sensitive_variables("code")
def _digest(user: User, code: str) -> str:
    return salted_hmac("elections.proof_code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
