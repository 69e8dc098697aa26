"""Propose, confirm and withdraw the correction of an address, and carry it out when the new address answers."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from allauth.account.models import EmailAddress

from assembly.accounts.models import AddressCorrection, User
from assembly.accounts.services import end_sessions, note_address_change
from assembly.core import emails
from assembly.core.events import record
from assembly.core.mailed_codes import services as mailed_codes

from . import links, rules

State = AddressCorrection.State


@transaction.atomic
def propose(
    user: User, new: str, reason: str, *, by: User, at: dt.datetime | None = None
) -> AddressCorrection:
    """Say that somebody reads mail at another address now. Nothing changes yet; the old address is told."""
    user = User.objects.select_for_update().get(pk=user.pk)
    new = User.objects.normalize_email(new)
    rules.may_propose(user, new, by, taken=_is_taken(new, user)).enforce()
    if found := AddressCorrection.objects.open().filter(user=user).first():
        rules.one_at_a_time(found, new).enforce()
        return found  # the button was pressed twice
    made = AddressCorrection.objects.create(
        user=user,
        old=user.email,
        new=new,
        reason=reason,
        proposed_by=by,
        proposed_at=at or timezone.now(),
    )
    record("accounts.correction_proposed", user, by=by, data={"correction": made.pk})
    _mail("accounts/correction_proposed", made.old, {"user": user, "correction": made})
    return made


@transaction.atomic
def confirm(
    correction: AddressCorrection, *, by: User, at: dt.datetime | None = None
) -> AddressCorrection:
    """The second person agrees: a link goes to the new address, and nothing changes until it is used."""
    correction = _lock(correction)
    rules.may_confirm(correction, by).enforce()
    correction.state, correction.confirmed_by = State.MAILED, by
    correction.confirmed_at = at or timezone.now()
    correction.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record(
        "accounts.correction_confirmed", correction.user, by=by, data={"correction": correction.pk}
    )
    link = f"{settings.SITE_URL}{links.path(correction)}"
    until = correction.confirmed_at + rules.ANSWER_WITHIN
    words = {"user": correction.user, "confirm_link": link, "until": until}
    _mail("accounts/correction_link", correction.new, words)
    return correction


@transaction.atomic
def withdraw(
    correction: AddressCorrection, *, by: User, at: dt.datetime | None = None
) -> AddressCorrection:
    """Take it back, or turn it down; a link that was mailed stops working."""
    correction = _lock(correction)
    rules.may_withdraw(correction, by).enforce()
    _settle(correction, State.WITHDRAWN, at or timezone.now())
    record(
        "accounts.correction_withdrawn", correction.user, by=by, data={"correction": correction.pk}
    )
    return correction


@transaction.atomic
def take_effect(correction: AddressCorrection, *, at: dt.datetime | None = None) -> User:
    """The new address has answered: it is the account's from now on, and the old one is told.

    Everybody who is signed in with the account is signed out, and codes mailed to the old address are void. During a
    poll the account casts no vote for a day (`note_address_change`).
    """
    at = at or timezone.now()
    correction = _lock(correction)
    user = correction.user
    rules.may_take_effect(correction, at, taken=_is_taken(correction.new, user)).enforce()
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=correction.new, verified=True, primary=True)
    user.email = correction.new
    user.save(update_fields=["email"])
    end_sessions(user)
    mailed_codes.forget_person(user.pk)
    _settle(correction, State.DONE, at)
    note_address_change(user, by=user, at=at)
    words = {
        "user": user,
        "notice": "The e-mail address of your account was changed",
        "timestamp": at,
        "from_email": correction.old,
        "to_email": correction.new,
    }
    _mail("accounts/account_changed", correction.old, words)
    return user


def _lock(correction: AddressCorrection) -> AddressCorrection:
    """The account first, as `propose` does."""
    user = User.objects.select_for_update().get(pk=correction.user_id)
    correction = AddressCorrection.objects.select_for_update().get(pk=correction.pk)
    correction.user = user
    return correction


def _settle(correction: AddressCorrection, state: State, at: dt.datetime) -> None:
    correction.state, correction.settled_at = state, at
    correction.save(update_fields=["state", "settled_at"])


def _is_taken(address: str, user: User) -> bool:
    others = User.objects.filter(email__iexact=address).exclude(pk=user.pk)
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True)
    return others.exists() or proved.exclude(user=user).exists()


def _mail(name: str, to: str, words: Mapping[str, object]) -> None:
    """After the commit. A mail server that is down takes nothing back: the screen shows how the correction stands."""
    message = emails.render(name, {**emails.letterhead(), **words})
    transaction.on_commit(emails.letter(message, to).send, robust=True)
