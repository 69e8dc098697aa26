"""The copy of one's own data: what each app holds about a person (UK GDPR, Articles 15 and 20).

A source gets the person and returns the parts it knows of. A vote is in none of them: nobody can tell whose it is.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from assembly.core.points import Point
from assembly.core.templatetags.assembly import moment, short_day

from . import consents, looks, offices
from .models import AddressCorrection, Consent, Look, OfficeTerm, User

Value = str | int | bool | dt.date | dt.datetime | None
Line = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class DataPart:
    """Things of one kind that are held about a person, each a mapping from label to value."""

    heading: str
    lines: tuple[Line, ...]


Source = Callable[[User], Iterable[DataPart]]


def account(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "Account",
        (
            {
                "name": user.name,
                "e-mail address": user.email,
                "created": user.date_joined,
                "last signed in": user.last_login,
                "has a password": user.has_usable_password(),
                "offices": ", ".join(offices.held_by(user)),
            },
        ),
    )
    yield DataPart(
        "Offices you hold or held",
        tuple(
            {
                "office": term.title,
                "from": term.began_on,
                "last day": term.last_day,
                "ended on": term.ended_on,
            }
            for term in OfficeTerm.objects.filter(user=user)
        ),
    )
    yield DataPart(
        "E-mail addresses",
        tuple(
            {"address": address.email, "confirmed": address.verified}
            for address in EmailAddress.objects.filter(user=user).order_by("pk")
        ),
    )
    yield DataPart(
        "Corrections of your address that were proposed",
        tuple(
            {
                "old": correction.old,
                "new": correction.new,
                "on": correction.proposed_at,
                "reason": correction.reason,
                "state": correction.get_state_display(),
            }
            for correction in AddressCorrection.objects.filter(user=user)
        ),
    )
    yield DataPart(
        "Second factors",
        tuple(
            {
                "kind": factor.get_type_display(),
                "name": str(factor),
                "added": factor.created_at,
                "last used": factor.last_used_at,
            }
            for factor in Authenticator.objects.filter(user=user).order_by("pk")
        ),
    )
    yield DataPart(
        "Where you are signed in",
        tuple(
            {
                "since": session.created_at,
                "network address": session.ip,
                "browser": session.user_agent,
            }
            for session in UserSession.objects.filter(user=user).order_by("pk")
        ),
    )


def consents_and_looks(user: User) -> Iterable[DataPart]:
    """What the person was told of the use of their data, and who in an office looked at it."""
    yield DataPart(
        "What you were told when you gave us data",
        tuple(
            {
                "about": consents.TEXTS[given.text].heading
                if given.text in consents.TEXTS
                else given.text,
                "version": given.version,
                "on": given.given_at,
            }
            for given in Consent.objects.filter(user=user)
        ),
    )
    # The office, not the person: who holds it is known to the data protection lead.
    seen = Look.objects.filter(people=user).prefetch_related("by__office_terms")
    yield DataPart(
        "When an office looked at your data",
        tuple(
            {
                "on": look.at,
                "where": look.screen_name,
                "taken away as a file": look.exported,
                "office": looks.office_of(look),
            }
            for look in seen
        ),
    )


sources: Point[Source] = Point("what is held about a person")


def parts_about(user: User) -> list[DataPart]:
    """Everything that is held about this person, app by app."""
    return [part for source in sources for part in source(user)]


def in_words(part: DataPart) -> list[list[tuple[str, str]]]:
    """The lines of a part as pairs to show; what is empty is left out."""
    return [
        [
            (label[:1].upper() + label[1:], _shown(value))
            for label, value in line.items()
            if value not in {None, ""}
        ]
        for line in part.lines
    ]


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return moment(value)
    return short_day(value) if isinstance(value, dt.date) else str(value)


def as_document(user: User, *, at: dt.datetime | None = None) -> dict[str, Any]:
    """The copy as a structure for JSON; moments in UTC, days as ISO 8601."""
    return {
        "copy of": user.email,
        "taken at": (at or timezone.now()).isoformat(),
        "parts": {
            part.heading: [
                {
                    label: value.isoformat() if isinstance(value, dt.date) else value
                    for label, value in line.items()
                }
                for line in part.lines
            ]
            for part in parts_about(user)
        },
    }
