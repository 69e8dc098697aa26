"""The screens on which an address is corrected: proposed by one person, looked through and confirmed by a second."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import AddressCorrection
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import screen

from . import rules, services
from .forms import CorrectionForm

PER_PAGE = 30
may_do = screen("accounts.correct_address")


@require_safe
@may_do
def correction_list(request: HttpRequest) -> HttpResponse:
    found = AddressCorrection.objects.select_related("user", "proposed_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "accounts/staff/correction_list.html", {"page": page})


@may_do
def correction_propose(request: SignedInRequest) -> HttpResponse:
    form = form_of(request, CorrectionForm, initial={"old": request.GET.get("old", "")})
    return act_by_form(
        request,
        form,
        lambda: services.propose(**form.chosen(), by=request.user),
        "Correction proposed. A second person has to confirm it.",
        redirect,
    ) or render(request, "accounts/staff/correction_propose.html", {"form": form})


@may_do
def correction(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was proposed and why; then confirm it, or withdraw it. The look at the person is noted."""
    found = get_object_or_404(
        AddressCorrection.objects.select_related("user", "proposed_by", "confirmed_by"), pk=pk
    )
    if answer := act_by_button(
        request,
        {
            "confirm": Button(
                lambda: services.confirm(found, by=request.user),
                "Confirmed. A link is on its way to the new address; nothing changes until it is used.",
                redirect(found),
            ),
            "withdraw": Button(
                lambda: services.withdraw(found, by=request.user),
                "Withdrawn. The address stays as it is.",
                redirect(found),
            ),
        },
    ):
        return answer
    looks.note(request.user, "correction", [found.user_id])
    return render(
        request,
        "accounts/staff/correction.html",
        {
            "correction": found,
            "may_confirm": rules.may_confirm(found, request.user),
            "may_withdraw": rules.may_withdraw(found, request.user),
        },
    )
