"""Responses inside the Wagtail admin, read after the close: for the body that asked, the Support Unit and the Board.

Before that nobody reads them: `rules.may_read_responses` asks the clock, and every screen here asks it.
"""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.consultations import rules
from assembly.consultations.models import Consultation
from assembly.core.csv_files import csv_response
from assembly.core.key_pages import key_page

from . import selectors
from .forms import ResponseFilterForm

PER_PAGE = 50
AT_A_TIME = 200
SCREEN = "responses"


@require_safe
def consultation_list(request: SignedInRequest) -> HttpResponse:
    """Every consultation whose responses the person reads, the last to close first."""
    if not selectors.reads_any(request.user):
        raise Http404
    found = selectors.with_numbers(selectors.readable_by(request.user))
    page = key_page(found, selectors.BY_CLOSING_DAY, request.GET, per_page=PER_PAGE)
    now = timezone.now()
    lines = [(each, rules.may_read_responses(each, at=now)) for each in page]
    return render(request, "consultations/staff/readable_list.html", {"page": page, "lines": lines})


@require_safe
def response_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who responded, page by page; before the close how many, and from when they can be read."""
    consultation = _one(request, pk)
    may_read = rules.may_read_responses(consultation, at=timezone.now())
    form = ResponseFilterForm(request.GET)
    context = {
        "consultation": consultation,
        "count": consultation.responses.count(),
        "may_read": may_read,
        "form": form,
    }
    if may_read:
        found = selectors.responses(consultation, form.words)
        page = key_page(found, selectors.BY_NAME, request.GET, per_page=PER_PAGE)
        looks.note(request.user, SCREEN, selectors.senders_on(page))
        context["page"] = page
    return render(request, "consultations/staff/response_list.html", context)


@require_safe
def response_detail(request: SignedInRequest, pk: int, response: int) -> HttpResponse:
    """One response, with the words that were replaced before the close."""
    consultation = _one(request, pk)
    if not rules.may_read_responses(consultation, at=timezone.now()):
        return redirect("consultations_reading:response_list", pk)
    found = get_object_or_404(consultation.responses.select_related("organisation"), pk=response)
    reading = selectors.reading(found)
    looks.note(request.user, SCREEN, reading.people)
    return render(
        request,
        "consultations/staff/response.html",
        {"consultation": consultation, "reading": reading},
    )


@require_safe
def response_csv(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Every response as it stood at the close, whatever the list was narrowed to."""
    consultation = _one(request, pk)
    if not rules.may_read_responses(consultation, at=timezone.now()):
        return redirect("consultations_reading:response_list", pk)
    found = selectors.responses(consultation).order_by(*selectors.BY_NAME.names)
    looks.note(request.user, SCREEN, selectors.senders(found), exported=True)
    return csv_response(
        f"responses {consultation.body.slug} {consultation.page.slug}",
        selectors.csv_columns(consultation),
        selectors.csv_rows(found.iterator(AT_A_TIME)),
    )


def _one(request: SignedInRequest, pk: int) -> Consultation:
    """One whose responses the person may read; another body's is answered as if it did not exist."""
    return get_object_or_404(selectors.readable_by(request.user), pk=pk)
