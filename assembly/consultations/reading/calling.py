"""What the screens of readers begin with: whose responses these are, and whether the window has closed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations import rules
from assembly.consultations.models import Consultation, Response

from . import selectors

SCREEN = "responses"
View = Callable[..., HttpResponseBase]


def one_readable(request: SignedInRequest, pk: int) -> Consultation:
    """One whose responses the person may read; another body's is answered as if it did not exist."""
    return get_object_or_404(selectors.readable_by(request.user), pk=pk)


def response_of(consultation: Consultation, pk: int) -> Response:
    """One that counts; what was taken back, or not checked, is not there."""
    found = selectors.counting(consultation).select_related(
        "organisation", "consultation", "entered_by", "checked_by"
    )
    return get_object_or_404(found.filter(versions__isnull=False).distinct(), pk=pk)


def read_after_the_close(view: View) -> View:
    """The view is given the consultation. Before the close its address leads to the list, which says from when."""

    @wraps(view)
    def asked(request: SignedInRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        consultation = one_readable(request, pk)
        if not rules.may_read_responses(consultation, at=timezone.now()):
            return redirect("consultations_reading:response_list", pk)
        return view(request, consultation, *args, **kwargs)

    return asked
