"""What people chose, what they were told grouped by its subject, and what became of mail."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.health import Finding

from . import kinds, rules
from .kinds import Category
from .models import Email, FailingAddress, Frequency, Notification, NotificationQuerySet, Preference

NOTHING_IN_PARTICULAR = "Other news"
DAYS_AT_MOST = 1  # a mail written just before midnight is a day old at once


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing, and what a person was told about it, newest first."""

    name: str
    lines: list[Notification]


def by_subject(lines: Iterable[Notification]) -> list[Subject]:
    """Group lines by what they are about; the subject of the first line stands first, under its newest name."""
    found: dict[tuple[str, int], Subject] = {}
    for line in lines:
        key = (line.subject_type, line.subject_id)
        subject = found.setdefault(key, Subject(line.about or NOTHING_IN_PARTICULAR, []))
        subject.lines.append(line)
    return list(found.values())


def told(user: User) -> NotificationQuerySet:
    """What this person was told and may still read."""
    return readable(Notification.objects.filter(user=user), user)


def unread(user: User) -> NotificationQuerySet:
    return readable(Notification.objects.filter(user=user).unread(), user)


def readable(lines: NotificationQuerySet, user: User) -> NotificationQuerySet:
    """Of these lines of a person, those that they may still read. Only what was told is asked about."""
    names = list(lines.order_by().values_list("kind", flat=True).distinct())
    return lines.filter(rules.may_read(user, names)) if names else lines.none()


def subjects_of(user: User) -> "QuerySet[Notification, Any]":
    """What this person was told about: rows of `subject_type` and `subject_id`, that with the newest line first."""
    return (
        told(user)
        .values("subject_type", "subject_id")
        .annotate(newest_on=Max("on"), newest_at=Max("at"))
        .order_by("-newest_on", F("newest_at").desc(nulls_last=True), "subject_type", "subject_id")
    )


def lines_about(subjects: Iterable[Mapping[str, Any]], *, user: User) -> NotificationQuerySet:
    """What this person was told about any of these subjects, newest first."""
    wanted = Q(pk=None)
    for subject in subjects:
        wanted |= Q(subject_type=subject["subject_type"], subject_id=subject["subject_id"])
    return told(user).filter(wanted).newest_first()


def choices_of(user: User) -> dict[Category, Frequency]:
    """How this person wants each category in which there is something to choose."""
    chosen = dict(user.mail_preferences.values_list("category", "frequency"))
    return {
        category: Frequency(chosen.get(category.value, Frequency.AT_ONCE))
        for category in kinds.chosen_by_people()
    }


def choices_in(category: Category, users: Iterable[User]) -> dict[int, Frequency]:
    """What these people chose for one category, by their ids; who is missing gets it at once."""
    rows = Preference.objects.filter(category=category, user__in=users)
    return {user: Frequency(frequency) for user, frequency in rows.values_list("user", "frequency")}


def mail_seen_by_staff() -> QuerySet[Email]:
    """Every mail whose fate staff may follow.

    Left out are notices that tell no more than the day, because a list of who was told that their organisation has
    voted is a list of who has voted; and those that are unlisted.
    """
    secret = [kind.name for kind in kinds.kinds if kind.day_only or kind.unlisted]
    return Email.objects.exclude(kind__in=secret)


def come_back_and_not_sent_again() -> QuerySet[Email]:
    """Mail that staff can still do something about: codes are never sent again, nor mail to a closed account."""
    back = mail_seen_by_staff().filter(state=Email.State.BOUNCED, sent_again_as=None)
    return back.exclude(kind__in=kinds.codes()).exclude(user__is_active=False)


def mail_by_state() -> list[tuple[Email.State, int]]:
    """How many mails there are in each state, those with none too."""
    rows = mail_seen_by_staff().order_by().values_list("state").annotate(Count("id"))
    counts = dict(rows)
    return [(state, counts.get(state.value, 0)) for state in Email.State]


def has_account(email: Email) -> bool:
    """Whether the address of this mail is somebody's login, whatever its case."""
    return User.objects.filter(email__iexact=email.address).exists()


def address_of(email: Email) -> str:
    """Where this mail goes when it is sent again: people with an account may have another address by now."""
    return email.user.email if email.user else email.address


def failing_addresses() -> "QuerySet[FailingAddress, Any]":
    """Every address from which mail came back, the newest first; with `has_account`, whether it is a login."""
    logins = User.objects.filter(email__iexact=OuterRef("address"))
    return FailingAddress.objects.annotate(has_account=Exists(logins)).order_by("-on", "address")


def failing(address: str) -> FailingAddress | None:
    """What is known of an address from which a mail came back, whatever its case."""
    return FailingAddress.objects.filter(address=address.lower()).first()


def oldest_mail(at: dt.datetime) -> Finding:
    """How many days the oldest mail has waited. Rows keep no more than a day of their past, so no more is known."""
    oldest = Email.objects.waiting().aggregate(day=Min("written_on"))["day"]
    days = (timezone.localdate(at) - oldest).days if oldest else 0
    return Finding(
        "mail",
        ok=days <= DAYS_AT_MOST,
        sentence=f"A mail has waited for {days} days: is the mail server reachable?",
        figures=(("oldest_days", days), ("limit_days", DAYS_AT_MOST)),
    )
