"""What is limited, for whom, and until when: read off allauth's counts, so that a refusal can say it.

The limits are in account_settings.py. Of each account they are tight, whatever the computer; of a public address they
leave room for a hall full of people who share one. The limit of a typed address is checked first, so that
somebody who uses up their own takes nothing from the others in the hall.
"""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from allauth.account.internal.stagekit import get_pending_stage
from allauth.core.internal import ratelimit

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

ACCOUNT, FACTORS = "allauth.account", "allauth.mfa"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# What we count at each of our addresses, in this order.
COUNTED_AT = {
    "account_login": ("login", "login_failed", "confirm_email"),
    "account_signup": ("signup", "confirm_email"),
    "account_request_login_code": ("request_login_code",),
    "account_confirm_login_code": ("request_login_code",),
    "account_email_verification_sent": ("confirm_email",),
    "account_reset_password": ("reset_password",),
    "account_reset_password_from_key": ("reset_password_from_key",),
    "account_reauthenticate": ("reauthenticate",),
    "account_email": ("manage_email", "confirm_email"),
    "account_change_password": ("change_password",),
    "account_set_password": ("change_password",),
    "mfa_authenticate": ("login_failed",),
    "mfa_reauthenticate": ("reauthenticate", "login_failed"),
    "mfa_activate_totp": ("login_failed",),
    "mfa_login_webauthn": ("webauthn_login",),
}
WORDS = {
    "login": "attempts to sign in",
    "login_failed": "attempts to sign in that failed",
    "webauthn_login": "attempts to sign in with a passkey",
    "signup": "new accounts",
    "request_login_code": "codes to sign in",
    "confirm_email": "mail to confirm an address",
    "reset_password": "links for a new password",
    "reset_password_from_key": "attempts to set a new password",
    "reauthenticate": "attempts to confirm who you are",
    "manage_email": "changes of an address",
    "change_password": "attempts to change the password",
    "application": "applications for membership",
    "contact": "messages",
    "enquiry": "enquiries",
    "response": "codes to respond",
    "follow": "requests for e-mails",
    "search": "searches",
    "files": "downloads",
}
WHOSE = {
    "key": "for this account or e-mail address",
    "user": "for your account",
    "ip": "from your internet connection, which you may share with everyone in the building",
}
OTHERWISE = "Too many tries in a short time. Wait a few minutes, then try again."


@dataclass(frozen=True, slots=True)
class Full:
    """A limit that is used up, and the seconds until there is room again."""

    action: str
    rate: ratelimit.Rate
    seconds: int

    @property
    def sentence(self) -> str:
        return (
            f"We allow {self.rate.amount} {WORDS[self.action]} within "
            f"{_wait(self.rate.duration)} {WHOSE[self.rate.per]}, and that number has been reached. "
            f"Try again in {_wait(self.seconds)}."
        )


def consume(request: HttpRequest, action: str, key: str) -> Ruling:
    """Count one more; refused where that is too many."""
    if ratelimit.consume(request, app=ACCOUNT, action=action, key=key):
        return ALLOWED
    found = next(_full(request, action, [key]), None)
    return refused(found.sentence if found else OTHERWISE)


def consume_of_sender(request: HttpRequest, action: str, typed: str) -> Ruling:
    """The same of what people send. An address that was only typed uses up nothing of an account's own limit."""
    user = request.user
    key = f"account {user.pk}" if user.is_authenticated else f"address {typed.lower()}"
    return consume(request, action, key)


def refusal(request: HttpRequest) -> str:
    """What somebody reads whose request has met a limit."""
    met = met_by(request)
    return met.sentence if met else OTHERWISE


def met_by(request: HttpRequest) -> Full | None:
    """The limit that this request has met: of those that are full, the one that is full for longest."""
    actions = (
        COUNTED_AT.get(request.resolver_match.url_name or "", ()) if request.resolver_match else ()
    )
    keys = list(_keys(request))
    found = [full for action in actions for full in _full(request, action, keys)]
    return max(found, key=lambda full: full.seconds, default=None)


def _full(request: HttpRequest, action: str, keys: list[str]) -> Iterator[Full]:
    app = FACTORS if action == "webauthn_login" else ACCOUNT
    now = time.time()
    for rate in ratelimit.get_rates(app=app, action=action):
        if rate.per == "user" and not request.user.is_authenticated:
            continue
        for key in keys if rate.per == "key" else [None]:
            kept = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key)
            # The newest stands first, and the one that makes room is the oldest of as many as are allowed.
            since = [at for at in cache.get(kept, []) if at > now - rate.duration]
            if len(since) >= rate.amount:
                ends = since[rate.amount - 1] + rate.duration
                yield Full(action, rate, max(1, math.ceil(ends - now)))


def _keys(request: HttpRequest) -> Iterator[str]:
    """Under what allauth may have counted this request: the address typed, or the person half signed in."""
    for name in ("login", "email"):
        if typed := request.POST.get(name, "").strip().lower():
            yield typed
            yield f"{request.get_host()}:{typed}"
    stage = get_pending_stage(request)
    person: Any = stage.login.user if stage and stage.login else request.user
    if person is not None and person.pk:
        yield f"mfa-auth-user-{person.pk}"
        yield person.email.lower()


def _wait(seconds: float) -> str:
    if seconds <= 90:
        return in_words(math.ceil(seconds), "seconds")
    if seconds < 2 * HOUR:
        return in_words(math.ceil(seconds / MINUTE), "minutes")
    return in_words(math.ceil(seconds / HOUR), "hours")
