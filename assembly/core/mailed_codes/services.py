"""Mail a code, count the tries, and accept it once."""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.debug import sensitive_variables

from assembly.core import emails
from assembly.core.rules import RuleBroken

from . import rules
from .models import MailedCode, SentCodes
from .purposes import CODES_KEPT, TRIES, Bearer, Limit, Per

DIGITS = 6


@sensitive_variables("code")
def send(
    bearer: Bearer, to: str, context: Mapping[str, Any], *, at: dt.datetime | None = None
) -> None:
    """Mail a new code; the one before it is void. Call it outside a transaction."""
    code = make(bearer, to, at=at)
    mail(bearer, to, code, context)


@sensitive_variables("code")
@transaction.atomic
def make(bearer: Bearer, to: str, *, at: dt.datetime | None = None) -> str:
    """Count and keep a new code, inside the transaction that keeps what it stands for. Mail it after that."""
    now = at or timezone.now()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _row_of(bearer, now)
    kept = _open(bearer).select_for_update().get()
    # In the order of the purpose, so that two who count at once wait for each other and never both.
    for limit, account in _accounts(bearer, to):
        _count(bearer, limit, account, now)
    kept.digest, kept.sent_at, kept.tries = _digest(bearer, code), now, 0
    kept.save(update_fields=["digest", "sent_at", "tries"])
    return code


@sensitive_variables("code", "message")
def mail(bearer: Bearer, to: str, code: str, context: Mapping[str, Any]) -> None:
    """Mail a code that was made. A mail server that hangs would hold every lock of a transaction for 20 seconds."""
    purpose = bearer.purpose
    message = emails.render(
        purpose.mail, {**emails.letterhead(), **context, "code": code, "lasts": purpose.age}
    )
    try:
        emails.letter(message, to).send()
    except emails.NotSent:
        _take_back(bearer, to)
        raise RuleBroken(rules.not_mailed(purpose).reason) from None


@sensitive_variables("typed", "code")
def check(bearer: Bearer, typed: str, *, at: dt.datetime | None = None) -> None:
    """Accept the mailed code, once. The try is counted before it is made, so call it outside a transaction."""
    now = at or timezone.now()
    code = read(typed)
    count_try(bearer, now)
    if not use_up(bearer, code, now):
        rules.wrong(bearer.purpose).enforce()


@sensitive_variables("typed", "code")
def is_right(bearer: Bearer, typed: str, *, at: dt.datetime | None = None) -> bool:
    """Whether this is the mailed code, which still works afterwards. The try is counted as by `check`."""
    now = at or timezone.now()
    code = read(typed)
    count_try(bearer, now)
    return _matching(bearer, code, now) is not None


@sensitive_variables("typed", "code")
def read(typed: str) -> str:
    """The digits somebody typed, with or without spaces. Anything that is not a code does not count as a try."""
    code = "".join(typed.split())
    if len(code) != DIGITS or not code.isascii() or not code.isdecimal():
        raise RuleBroken(f"Enter the {DIGITS} digits of the code.")
    return code


def count_try(bearer: Bearer, now: dt.datetime) -> None:
    """Count a try, by one conditional update: guesses sent at once count one by one."""
    _row_of(bearer, now)
    if not _open(bearer).filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        rules.too_many_tries(bearer.purpose).enforce()


@sensitive_variables("code")
def use_up(bearer: Bearer, code: str, now: dt.datetime) -> bool:
    """Whether this is the mailed code; it is void from now on. Of several at once, only one succeeds."""
    kept = _matching(bearer, code, now)
    if kept is None:
        return False
    return bool(_open(bearer).filter(digest=kept.digest).update(digest="", tries=0))


def forgive_tries(bearer: Bearer) -> None:
    """The person has proved themselves in another way: earlier wrong codes no longer count."""
    _open(bearer).update(tries=0)


def void(bearer: Bearer) -> None:
    """The open code no longer works. What was counted stays counted."""
    _open(bearer).update(digest="")


def is_open(bearer: Bearer, *, at: dt.datetime | None = None) -> bool:
    """Whether a code was mailed that still works."""
    since = (at or timezone.now()) - bearer.purpose.lasts
    return _open(bearer).filter(sent_at__gt=since, tries__lt=TRIES).exclude(digest="").exists()


def forget(*, at: dt.datetime | None = None) -> int:
    """Delete what is older than a day: when a person asked for a code is about when they voted."""
    before = (at or timezone.now()) - CODES_KEPT
    codes, _ = MailedCode.objects.filter(sent_at__lt=before).delete()
    counts, _ = SentCodes.objects.filter(began_at__lt=before).delete()
    return codes + counts


def forget_person(pk: int) -> None:
    """Delete the codes of somebody who closes their account."""
    MailedCode.objects.filter(person=pk).delete()


def _count(bearer: Bearer, limit: Limit, account: str, now: dt.datetime) -> None:
    count, _ = SentCodes.objects.select_for_update().get_or_create(
        purpose=bearer.purpose.name,
        account=account,
        hours=limit.hours,
        defaults={"began_at": now},
    )
    lasts = dt.timedelta(hours=limit.hours)
    if now >= count.began_at + lasts:
        count.began_at, count.number = now, 0
    rules.may_send(limit, count.number, until=count.began_at + lasts).enforce()
    count.number += 1
    count.save(update_fields=["began_at", "number"])


@transaction.atomic
def _take_back(bearer: Bearer, to: str) -> None:
    """The mail was not sent: no code is open, and none was used up."""
    void(bearer)
    for limit, account in _accounts(bearer, to):
        SentCodes.objects.filter(
            purpose=bearer.purpose.name, account=account, hours=limit.hours, number__gt=0
        ).update(number=F("number") - 1)


def _accounts(bearer: Bearer, to: str) -> Iterator[tuple[Limit, str]]:
    for limit in bearer.purpose.limits:
        yield limit, f"{limit.per} {_key(limit.per, bearer, to)}"


def _key(per: Per, bearer: Bearer, to: str) -> str:
    match per:
        case Per.PERSON:
            return str(bearer.person)
        case Per.ORGANISATION:
            return str(bearer.organisation)
    return _keyed("address", to.lower())[:40]


def _row_of(bearer: Bearer, now: dt.datetime) -> None:
    MailedCode.objects.get_or_create(
        purpose=bearer.purpose.name,
        bearer=bearer.name,
        defaults={"person_id": bearer.person or None, "sent_at": now},
    )


@sensitive_variables("code", "digest")
def _matching(bearer: Bearer, code: str, now: dt.datetime) -> MailedCode | None:
    digest = _digest(bearer, code)
    kept = _open(bearer).filter(sent_at__gt=now - bearer.purpose.lasts).first()
    return kept if kept and constant_time_compare(kept.digest, digest) else None


def _open(bearer: Bearer) -> QuerySet[MailedCode]:
    return MailedCode.objects.filter(purpose=bearer.purpose.name, bearer=bearer.name)


@sensitive_variables("code")
def _digest(bearer: Bearer, code: str) -> str:
    where = f"{bearer.address.lower()}:" if bearer.address else ""
    return _keyed(bearer.purpose.name, f"{bearer.name}:{where}{code}")


@sensitive_variables("value")
def _keyed(what: str, value: str) -> str:
    return salted_hmac(f"mailed_codes.{what}", value, algorithm="sha256").hexdigest()
