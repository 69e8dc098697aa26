"""What a person does with their own account: another name, a copy of their data, the end."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from assembly.core import emails
from assembly.core.events import Value, record
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.points import Point

from . import closing, factors, offices, rules
from .models import AddressCorrection, Consent, Look, OfficeTerm, User

# Each runs in the transaction of the change.
address_changes: Point[Callable[[User, dt.datetime], None]] = Point(
    "what follows when an e-mail address changes"
)


@transaction.atomic
def rename(user: User, name: str) -> User:
    """Give the person another name; where they hold a public part, the name there stays as it was."""
    rules.may_be_name(name).enforce()
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.name != name:
        user.name = name
        user.save(update_fields=["name"])
        record("accounts.renamed", user, by=user)
    return user


@transaction.atomic
def note_address_change(user: User, *, by: User, at: dt.datetime | None = None) -> None:
    """Write down that codes and letters go to another address from now on, and tell the apps to which it matters."""
    at = at or timezone.now()
    user.address_changed_at = at
    user.save(update_fields=["address_changed_at"])
    record("accounts.address_changed", user, by=by)
    for step in address_changes:
        step(user, at)


def send_first_factor_code(user: User, *, at: dt.datetime | None = None) -> None:
    """Mail the code that is asked for before a person's first second factor."""
    mailed_codes.send(factors.code_of(user), user.email, {"user": user}, at=at)


def check_first_factor_code(user: User, typed: str, *, at: dt.datetime | None = None) -> None:
    mailed_codes.check(factors.code_of(user), typed, at=at)


@transaction.atomic
def note_factor_set_up(user: User, kind: str, *, at: dt.datetime | None = None) -> None:
    """Record that the person has another way to prove who they are, and tell the apps that need to know."""
    record("accounts.factor_set_up", user, by=user, data={"kind": kind})
    factors.tell(user, at or timezone.now())


def note_copy_taken(user: User) -> None:
    """Leave a line in the record: a copy of everything about a person is worth knowing of."""
    record("accounts.copy_taken", user, by=user)


def close_account(user: User, *, on: dt.date | None = None) -> None:
    """Erase the person at their own wish. The row stays as "a former user", because the record leads to it.

    Raises RuleBroken with what has to be handed over first.
    """
    _close(user, by=user, on=on or timezone.localdate())


def close_unused_account(user: User, *, on: dt.date) -> None:
    """Erase a person who left long ago, in the name of the site; they get the same farewell."""
    _close(user, by=None, on=on)


@transaction.atomic
def _close(user: User, *, by: User | None, on: dt.date) -> None:
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_on:
        return
    rules.may_close(closing.reasons_to_stay(user)).enforce()
    farewell = _farewell(user)

    closing.erase_elsewhere(user, on)
    end_sessions(user)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Consent.objects.filter(user=user).delete()
    Look.people.through.objects.filter(user=user).delete()
    AddressCorrection.objects.filter(user=user).delete()
    mailed_codes.forget_person(user.pk)
    user.groups.clear()
    user.user_permissions.clear()
    user.name = ""
    user.email = f"former-{user.pk}@erased.invalid"  # RFC 2606: no mail can ever go there
    user.set_unusable_password()
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.erased_on = on
    user.save()
    record("accounts.closed", user, by=by)
    # Robust: a mail server that is down must not take the answer away. The person sees the closing on the page.
    transaction.on_commit(farewell.send, robust=True)


@transaction.atomic
def give_office(term: OfficeTerm, *, by: User | None, on: dt.date | None = None) -> OfficeTerm:
    """Begin a term; of somebody who holds the office, prolong the one that runs."""
    on = on or timezone.localdate()
    _note_what_is_over(term.user, on)
    running = OfficeTerm.objects.select_for_update().filter(
        user=term.user, office=term.office, body_id=term.body_id, ended_on=None
    )
    if held := running.first():
        held.ends_on = term.ends_on
        held.save(update_fields=["ends_on"])
        record("accounts.office_prolonged", term.user, by=by, data=_data_of(held))
        return held
    term.full_clean()
    term.save()
    record("accounts.office_given", term.user, by=by, data=_data_of(term))
    offices.settle(term.user, on)
    return term


@transaction.atomic
def end_office(term: OfficeTerm, *, by: User | None, on: dt.date | None = None) -> OfficeTerm:
    """End a term: from this moment it gives nothing."""
    on = on or timezone.localdate()
    term = OfficeTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if term.ended_on is None:
        term.ended_on = on
        term.save(update_fields=["ended_on"])
        record("accounts.office_ended", term.user, by=by, data=_data_of(term))
    offices.settle(term.user, on)
    return term


def note_ended_offices(on: dt.date | None = None) -> None:
    """Write down the terms that the clock ended, and put right what was changed past the screens."""
    on = on or timezone.localdate()
    held = OfficeTerm.objects.filter(ended_on=None).values("user")
    grouped = User.groups.through.objects.values("user")
    for user in User.objects.filter(Q(pk__in=held) | Q(pk__in=grouped)):
        with transaction.atomic():
            _note_what_is_over(user, on)
            offices.settle(user, on)


def _note_what_is_over(user: User, on: dt.date) -> None:
    over = OfficeTerm.objects.select_for_update().filter(user=user, ended_on=None, ends_on__lte=on)
    for term in over:
        term.ended_on = term.ends_on
        term.save(update_fields=["ended_on"])
        record("accounts.office_ended", user, by=None, data=_data_of(term))


def _data_of(term: OfficeTerm) -> dict[str, Value]:
    return {
        "office": slugify(term.office),
        "body": term.body_id,
        "from": term.began_on,
        "ends_on": term.ends_on,
    }


def end_sessions(user: User) -> None:
    """Sign the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def forget_ended_sessions() -> int:
    """Delete the lines about sessions that have ended; returns how many."""
    return sum(session.purge() for session in UserSession.objects.iterator())


def _farewell(user: User) -> emails.Letter:
    words = emails.render("accounts/closed", {**emails.letterhead(), "name": user.name})
    return emails.letter(words, user.email)
