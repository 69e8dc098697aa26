"""The pages on which the Compact Board and the Support Unit see to vacancies and enter reports.

They are on the public site, as all work on the Compact with both sides is; to everybody else they do not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import BoardReport
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.http import takes_form
from assembly.membership.views.access import MY
from assembly.partners.models import Partnership, Seat

from . import reports, rules, seats, services
from .forms import BoardReportForm, OwnerForm

PAGE = "components/form_page.html"
DESK = "compact:board_desk"
UP = [MY, ("Vacancies and reports", reverse_lazy(DESK))]
MAY_SEE = "compact.view_boardreport"
MAY_ENTER = "compact.add_boardreport"
MAY_CORRECT = "compact.change_boardreport"


def for_those_who(permission: str) -> Callable[[Callable[..., HttpResponse]], Any]:
    """With this permission of the Board or the Support Unit."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        return inner

    return mark


@require_safe
@for_those_who(MAY_SEE)
def desk(request: SignedInRequest) -> HttpResponse:
    """Each vacancy with who looks after it, and the reports."""
    today = timezone.localdate()
    return render(
        request,
        "compact/board/desk.html",
        {
            "vacancies": seats.vacancies(today),
            "is_set_up": seats.partnership() is not None,
            "standings": reports.standings(today),
            "reports": reports.page_of(request.GET),
            "breadcrumbs": [MY],
        },
    )


@takes_form
@for_those_who(MAY_SEE)
def vacancy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who sees to it that a seat is filled."""
    seat = get_object_or_404(Seat.objects.filter(partnership__kind=Partnership.Kind.COMPACT), pk=pk)
    today = timezone.localdate()
    place = seats.place_of(seat, today)
    if not (ruling := rules.is_vacant(place)):
        return say_no(request, ruling.reason, DESK)
    found = next(one for one in seats.vacancies(today) if one.seat == seat)
    form = form_of(request, OwnerForm, initial={"person": found.owner})
    return act_by_form(
        request,
        form,
        lambda: services.name_owner(seat, form.cleaned_data["person"], by=request.user),
        lambda owner: f"{owner.person} now sees to it that the seat is filled. We have told them.",
        redirect(DESK),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "intro": f"Vacant: {found.age.lower()}. Looked after by: {found.who}.",
            "heading": "Who looks after the vacancy?",
            "caption": seat.title,
            "button": "Save",
            "cancel_url": str(reverse_lazy(DESK)),
            "breadcrumbs": UP,
        },
    )


@takes_form
@for_those_who(MAY_ENTER)
def report_enter(request: SignedInRequest) -> HttpResponse:
    form = form_of(request, BoardReportForm)
    return act_by_form(
        request,
        form,
        lambda: services.enter_report(form.facts(), form.cleaned_data["paper"], by=request.user),
        "Report entered. It is on the page of the Compact Board.",
        redirect(DESK),
    ) or _report_page(request, form, heading="Enter a report", button="Enter the report")


@takes_form
@for_those_who(MAY_CORRECT)
def report_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(BoardReport.objects.select_related("to"), pk=pk)
    form = form_of(request, BoardReportForm, report=report)
    return act_by_form(
        request,
        form,
        lambda: services.correct_report(
            report, form.facts(), form.cleaned_data["paper"], by=request.user
        ),
        "Report corrected.",
        redirect(DESK),
    ) or _report_page(
        request, form, heading="Correct the report", button="Save", caption=str(report)
    )


def _report_page(request: SignedInRequest, form: BoardReportForm, **words: str) -> HttpResponse:
    return render(
        request,
        PAGE,
        {
            "form": form,
            "intro": "What the Compact Board told the strategic partnership. Everything you enter here is public.",
            "cancel_url": str(reverse_lazy(DESK)),
            "breadcrumbs": UP,
            **words,
        },
    )
