"""What the screens of answering begin with: one consultation that this person answers for."""

import datetime as dt

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import speaking

from . import rules


def one_to_answer(request: SignedInRequest, pk: int) -> Consultation:
    """Another body's consultation is answered as if it did not exist."""
    found = get_object_or_404(Consultation.objects.published().with_page(), pk=pk)
    if not speaking.answers_for(request.user, found, timezone.localdate()):
        raise Http404
    return found


def locked(consultation: Consultation) -> Consultation:
    """Whatever is published of a consultation waits here for whatever else is."""
    held = Consultation.objects.select_for_update(of=("self",)).select_related("page", "body__page")
    return held.get(pk=consultation.pk)


def locked_to_answer(consultation: Consultation, by: User, at: dt.datetime) -> Consultation:
    """The same, by somebody who may."""
    assert transaction.get_connection().in_atomic_block  # noqa: S101 - a lock outside holds nothing
    held = locked(consultation)
    answers = speaking.answers_for(by, held, timezone.localdate(at))
    rules.may_answer(held, answers=answers, at=at).enforce()
    return held
