"""What accounts hand in to the points of core and their own, where an account comes first (`place`)."""

from typing import Any

from django.http import HttpRequest

from allauth.account.signals import email_changed
from allauth.mfa.signals import authenticator_added

from assembly.core import events, history, reports, retention, to_do
from assembly.core.history import Kept
from assembly.core.roles import OFFICES

from . import closing, looked_at, offices, portability, services
from .acts import ACTS
from .corrections.to_do import corrections_to_confirm
from .looked_at import Screen
from .models import User
from .proof import remember_set_up
from .reports import LookReport, OfficeReport
from .retention import RULES

events.acts.register(*ACTS)
history.records.register(Kept(User, "accounts.view_offices"))
looked_at.screens.register(
    Screen("people", "People: the list"),
    Screen("person", "People: one person"),
    Screen("correction", "Correction of an e-mail address"),
)
reports.reports.register(OfficeReport, LookReport)
retention.rules.register(*RULES)
to_do.sources.register(corrections_to_confirm)
offices.keepers.register((OFFICES.__contains__, offices.held_by))
closing.reasons.register(closing.offices_held, place=-1)
portability.sources.register(portability.account, portability.consents_and_looks, place=-1)


def note_factor_set_up(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type in {authenticator.Type.TOTP, authenticator.Type.WEBAUTHN}:
        remember_set_up(request)
        services.note_factor_set_up(user, authenticator.type, at=authenticator.created_at)


def note_address_change(request: HttpRequest, user: Any, **_: Any) -> None:
    services.note_address_change(user, by=user)


authenticator_added.connect(note_factor_set_up)
email_changed.connect(note_address_change)
