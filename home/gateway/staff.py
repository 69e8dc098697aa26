"""The Support Unit's screens for enquiries: what is theirs to see to stands first."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken

from . import rules, selectors, services
from .forms import AnswerForm, FollowForm, PassOnForm
from .models import Enquiry

PER_PAGE = 30


@require_safe
@permission_required("home.follow_enquiries", raise_exception=True)
def enquiry_list(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.GET or {"state": "late"})
    now = timezone.now()
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = Paginator(selectors.followed(now, state), PER_PAGE).get_page(request.GET.get("p"))
    rows = [(enquiry, enquiry.days_waiting(now)) for enquiry in page]
    return render(
        request,
        "home/gateway/staff/enquiry_list.html",
        {"form": form, "page": page, "rows": rows},
    )


@takes_form
@permission_required("home.follow_enquiries", raise_exception=True)
def enquiry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read an enquiry, and answer it, give it to another organisation, or close it."""
    found = get_object_or_404(
        Enquiry.objects.exclude(state=Enquiry.State.UNCONFIRMED).select_related(
            "organisation", "handled_by"
        ),
        pk=pk,
    )
    act = request.POST.get("act", "")
    answering = AnswerForm(request.POST if act == "answer" else None)
    passing = PassOnForm(request.POST if act == "pass on" else None, enquiry=found)
    try:
        done = _act(request, found, act, answering, passing)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("gateway_staff:enquiry", pk)
    if done:
        messages.success(request, done)
        return redirect("gateway_staff:enquiry_list")
    return render(
        request,
        "home/gateway/staff/enquiry.html",
        {
            "enquiry": found,
            "anothers": rules.is_anothers(found, request.user),
            "answering": answering,
            "passing": passing,
        },
    )


def _act(
    request: SignedInRequest,
    found: Enquiry,
    act: str,
    answering: AnswerForm,
    passing: PassOnForm,
) -> str:
    """Do what the button says; returns what has happened, or nothing while the form is not right."""
    if act == "close":
        services.close(found, by=request.user)
        return f"The enquiry {found.reference} is closed."
    if act == "answer" and answering.is_valid():
        services.answer(found, answering.cleaned_data["answer"], by=request.user)
        return f"The answer to {found.reference} is on its way."
    if act == "pass on" and passing.is_valid():
        services.pass_on(found, passing.cleaned_data["to"], by=request.user)
        return f"{passing.cleaned_data['to']} has the enquiry {found.reference} now."
    return ""
