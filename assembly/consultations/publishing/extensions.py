"""A later closing day: asked for by an officer of the body, given or refused by the Board."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.compliance import Compliance, judge
from assembly.consultations.models import Consultation, Extension, ExtensionRequest
from assembly.consultations.window import Window
from assembly.core.events import record
from assembly.core.templatetags.assembly import short_day
from assembly.notifications.services import notify

from . import speaking

MAY_PUBLISH = "consultations.publish_consultation"


@transaction.atomic
def extend_consultation(
    consultation: Consultation, *, to: dt.date, reason: str, by: User, at: dt.datetime | None = None
) -> Extension:
    """Move the closing day of an open consultation. The Board's act; a request that waits is answered by it."""
    consultation = _locked(consultation)
    at = at or timezone.now()
    rules.may_act_for_board(is_board=by.has_perm(MAY_PUBLISH)).enforce()
    rules.may_be_extended(consultation, to=to, at=at).enforce()
    rules.is_public_reason_to_extend(reason).enforce()

    extension = Extension.objects.create(
        consultation=consultation,
        old_closes_on=cast("dt.date", consultation.closes_on),  # the rule above saw it
        new_closes_on=to,
        reason=reason.strip(),
        made_at=at,
    )
    consultation.closes_on = to
    consultation.save(update_fields=["closes_on"])
    record(
        "consultations.extended",
        consultation,
        by=by,
        data={"from": extension.old_closes_on, "to": to},
    )
    for request in consultation.extension_requests.filter(answered_at=None):
        _answer(request, at=at, extension=extension)
    return extension


@transaction.atomic
def ask_for_extension(
    consultation: Consultation, *, to: dt.date, reason: str, by: User, at: dt.datetime | None = None
) -> ExtensionRequest:
    """An officer of the body, or of the one that followed it, asks the Board."""
    consultation = _locked(consultation)
    at = at or timezone.now()
    today = timezone.localdate(at)
    rules.may_ask_for_body(
        speaks=speaking.speaks_for(by, consultation.body, today), body=consultation.body
    ).enforce()
    rules.may_be_extended(consultation, to=to, at=at).enforce()
    waits = consultation.extension_requests.filter(answered_at=None).exists()
    rules.may_be_asked_longer(waits=waits).enforce()
    rules.is_public_reason_to_extend(reason).enforce()

    request = ExtensionRequest.objects.create(
        consultation=consultation, closes_on=to, reason=reason.strip(), asked_at=at, asked_by=by
    )
    record("consultations.extension_asked", consultation, by=by, data={"to": to})
    notify(
        speaking.board(),
        "consultations/extension_asked",
        about=consultation,
        context={"consultation": consultation, "request": request},
        url=reverse("consultations_staff:consultation_extend", args=[consultation.pk]),
        at=at,
    )
    return request


@transaction.atomic
def refuse_extension(
    request: ExtensionRequest, *, because: str, by: User, at: dt.datetime | None = None
) -> ExtensionRequest:
    """The Board says no, and why. Nothing of it is public."""
    consultation = _locked(request.consultation)
    request = ExtensionRequest.objects.get(pk=request.pk)
    at = at or timezone.now()
    rules.may_act_for_board(is_board=by.has_perm(MAY_PUBLISH)).enforce()
    rules.may_be_answered(is_answered=request.answered_at is not None).enforce()
    rules.says_why_not(because).enforce()

    record("consultations.extension_refused", consultation, by=by, data={"to": request.closes_on})
    return _answer(request, at=at, because=because.strip())


def _answer(
    request: ExtensionRequest,
    *,
    at: dt.datetime,
    extension: Extension | None = None,
    because: str = "",
) -> ExtensionRequest:
    """Note the answer, and tell who asked."""
    request.answered_at, request.extension, request.refused_because = at, extension, because
    request.save(update_fields=["answered_at", "extension", "refused_because"])
    consultation = request.consultation
    notify(
        [request.asked_by] if request.asked_by else [],
        "consultations/extension_answered",
        about=consultation,
        context={"consultation": consultation, "request": request},
        url=consultation.get_absolute_url(),
        at=at,
    )
    return request


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update().get(pk=consultation.pk)


@dataclass(frozen=True, slots=True)
class Extended:
    """One extension, as the page shows it."""

    heading: str
    reason: str


def extensions_of(consultation: Consultation) -> list[Extension]:
    """The earliest first. Uses the prefetched ones."""
    return sorted(consultation.extensions.all(), key=lambda one: one.pk) if consultation.pk else []


def in_words(old: dt.date, new: dt.date) -> str:
    return f"Extended from {short_day(old)} to {short_day(new)}"


def as_shown(extensions: list[Extension]) -> list[Extended]:
    return [
        Extended(
            f"{in_words(one.old_closes_on, one.new_closes_on)}, on {short_day(timezone.localdate(one.made_at))}",
            one.reason,
        )
        for one in extensions
    ]


def promised(consultation: Consultation, extensions: list[Extension]) -> Window | None:
    """The window as it was when the consultation opened, where it is another one now."""
    if not extensions or consultation.opens_on is None:
        return None
    return Window(consultation.opens_on, extensions[0].old_closes_on)


def judged_at_opening(consultation: Consultation, extensions: list[Extension]) -> Compliance | None:
    window = promised(consultation, extensions)
    return judge(window, has_reason=consultation.has_reason) if window else None
