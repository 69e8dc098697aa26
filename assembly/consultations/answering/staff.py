"""One page for everything that answers a consultation: what is done, what is missing, and where to do it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest

from . import summary
from .calling import one_to_answer
from .rules import has_closed


@require_safe
def answering(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = one_to_answer(request, pk)
    now = timezone.now()
    return render(
        request,
        "consultations/answering/staff/answering.html",
        {
            "consultation": consultation,
            "closed": has_closed(consultation, at=now),
            "steps": summary.of_staff(consultation),
            "owed": summary.owed(consultation, timezone.localdate(now)),
        },
    )
