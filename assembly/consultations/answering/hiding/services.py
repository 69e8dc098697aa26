"""A response is taken off the public pages at once while somebody looks into it. Redaction is the mending."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.calling import locked
from assembly.consultations.models import Response
from assembly.consultations.publishing import speaking
from assembly.core.events import record
from assembly.core.rules import Ruling

from . import rules
from .selectors import hides


@transaction.atomic
def hide_response(
    response: Response, *, reason: str, by: User, at: dt.datetime | None = None
) -> Response:
    """It lasts until somebody lifts it: a libel must not come back by itself."""
    at = at or timezone.now()
    held = _held(response)
    _may_hide(held, by, at).enforce()
    rules.can_be_hidden(held, at=at).enforce()
    rules.says_why_hidden(reason).enforce()
    held.hidden_at, held.hidden_by, held.hidden_because = at, by, reason.strip()
    held.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    _record("consultations.response_hidden", held, by)
    return held


@transaction.atomic
def show_response_again(
    response: Response, *, reason: str, by: User, at: dt.datetime | None = None
) -> Response:
    """Once the words that were wrong are redacted, or were found to be right."""
    at = at or timezone.now()
    held = _held(response)
    _may_hide(held, by, at).enforce()
    rules.can_be_shown_again(held).enforce()
    rules.says_why_shown(reason).enforce()
    held.hidden_at = None
    held.shown_again_at, held.shown_again_by, held.shown_again_because = at, by, reason.strip()
    held.save(
        update_fields=["hidden_at", "shown_again_at", "shown_again_by", "shown_again_because"]
    )
    _record("consultations.response_shown_again", held, by)
    return held


def _may_hide(held: Response, by: User, at: dt.datetime) -> Ruling:
    is_of_body = speaking.speaks_for(by, held.consultation.body, timezone.localdate(at))
    return rules.may_hide(is_office=hides(by), is_of_body=is_of_body)


def _record(name: str, response: Response, by: User) -> None:
    record(name, response.consultation, by=by, data={"response": response.pk})


def _held(response: Response) -> Response:
    consultation = locked(response.consultation)
    held = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    held.consultation = consultation
    return held
