"""What the screens of analysis begin with: who answers for the body, and whether the window has closed."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import speaking
from assembly.core.rules import Ruling, refused

View = Callable[..., HttpResponseBase]


def may_analyse(consultation: Consultation, by: User, *, at: dt.datetime) -> Ruling:
    """Those who answer for the body, and not before the responses are read."""
    if not speaking.answers_for(by, consultation, timezone.localdate(at)):
        return refused(
            "Only officers of the body that asked, and the Support Unit, can keep the themes and code answers."
        )
    return rules.may_read_responses(consultation, at=at)


def analysed_after_the_close(view: View) -> View:
    """The view is given the consultation; to others it does not exist, and before the close the list says from when."""

    @wraps(view)
    def asked(request: SignedInRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Consultation.objects.published().select_related("page", "body__page")
        consultation = get_object_or_404(found, pk=pk)
        at = timezone.now()
        if not speaking.answers_for(request.user, consultation, timezone.localdate(at)):
            raise Http404
        if not rules.may_read_responses(consultation, at=at):
            return redirect("consultations_reading:response_list", pk)
        return view(request, consultation, *args, **kwargs)

    return asked
