"""Consent to publication is withdrawn: the response leaves every public page, and stays in the analysis."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.calling import locked
from assembly.consultations.models import Response
from assembly.consultations.responding.by_address.rules import MAY_ERASE
from assembly.core.events import record
from assembly.core.rules import refused

from . import rules
from .selectors import speaks_for_response


@transaction.atomic
def withdraw_consent(
    response: Response, *, by: User | None = None, at: dt.datetime | None = None
) -> Response:
    """The sender withdraws consent: a delegate, a convenor, or somebody with the mailed link (`by` is None)."""
    at = at or timezone.now()
    held = _held(response)
    rules.is_sender(is_theirs=_is_theirs(held, by)).enforce()
    rules.may_be_withdrawn(held, held.current.consent, at=at).enforce()
    return _withdraw(held, by=by, at=at)


@transaction.atomic
def withdraw_for_sender(
    response: Response, *, reason: str, by: User, at: dt.datetime | None = None
) -> Response:
    """By the Support Unit, on the word of somebody who responded on paper."""
    at = at or timezone.now()
    held = _held(response)
    if not by.has_perm(MAY_ERASE):
        refused("Only the Support Unit withdraws consent for somebody else.").enforce()
    rules.came_on_paper(held).enforce()
    rules.may_be_withdrawn(held, held.current.consent, at=at).enforce()
    rules.says_who_asked(reason).enforce()
    held.consent_withdrawn_because = reason.strip()
    return _withdraw(held, by=by, at=at)


@transaction.atomic
def give_consent_back(
    response: Response, *, by: User | None = None, at: dt.datetime | None = None
) -> Response:
    """By its sender alone."""
    at = at or timezone.now()
    held = _held(response)
    rules.is_sender(is_theirs=_is_theirs(held, by)).enforce()
    rules.may_be_given_back(held, held.current.consent, at=at).enforce()
    held.consent_withdrawn_at, held.consent_withdrawn_because = None, ""
    held.save(update_fields=["consent_withdrawn_at", "consent_withdrawn_because"])
    _record("consultations.consent_given_back", held, by)
    return held


def _withdraw(held: Response, *, by: User | None, at: dt.datetime) -> Response:
    held.consent_withdrawn_at = at
    held.save(update_fields=["consent_withdrawn_at", "consent_withdrawn_because"])
    _record("consultations.consent_withdrawn", held, by)
    return held


def _is_theirs(response: Response, by: User | None) -> bool:
    """Without an account the signed link stands for the sender, and leads to such responses alone."""
    if by is None:
        return response.kind in (Response.Kind.INDIVIDUAL, Response.Kind.OUTSIDE)
    return speaks_for_response(by, response)


def _record(name: str, response: Response, by: User | None) -> None:
    record(
        name,
        response.consultation,
        by=by,
        acting_for=response.organisation,
        data={"response": response.pk, "kind": response.kind},
    )


def _held(response: Response) -> Response:
    """The consultation first, as everything does that publishes."""
    consultation = locked(response.consultation)
    held = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    held.consultation = consultation
    return held
