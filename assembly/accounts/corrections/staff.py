"""The screens on which an address is corrected: proposed by one person, looked through and confirmed by a second."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import AddressCorrection
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken

from . import rules, services
from .forms import CorrectionForm

PER_PAGE = 30
may_do = permission_required("accounts.correct_address", raise_exception=True)


@require_safe
@may_do
def correction_list(request: HttpRequest) -> HttpResponse:
    found = AddressCorrection.objects.select_related("user", "proposed_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "accounts/staff/correction_list.html", {"page": page})


@takes_form
@may_do
def correction_propose(request: SignedInRequest) -> HttpResponse:
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        initial={"old": request.GET.get("old", "")},
    )
    if form.is_valid():
        try:
            made = services.propose(**form.chosen(), by=request.user)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Correction proposed. A second person has to confirm it.")
            return redirect(made)
    return render(request, "accounts/staff/correction_propose.html", {"form": form})


@takes_form
@may_do
def correction(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was proposed and why; then confirm it, or withdraw it. The look at the person is noted."""
    found = get_object_or_404(
        AddressCorrection.objects.select_related("user", "proposed_by", "confirmed_by"), pk=pk
    )
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        return redirect(found)
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


def _act(request: SignedInRequest, found: AddressCorrection) -> str:
    match request.POST.get("act"):
        case "confirm":
            services.confirm(found, by=request.user)
            return "Confirmed. A link is on its way to the new address; nothing changes until it is used."
        case "withdraw":
            services.withdraw(found, by=request.user)
            return "Withdrawn. The address stays as it is."
        case _:
            raise RuleBroken("Choose whether to confirm or withdraw the correction.")
