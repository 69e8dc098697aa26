"""The Support Unit's screens for enquiries: what is theirs to see to stands first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen

from . import rules, selectors, services
from .forms import AnswerForm, FollowForm, PassOnForm
from .models import Enquiry

PER_PAGE = 30


@require_safe
@screen("home.follow_enquiries")
def enquiry_list(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.GET or {"state": "late"})
    now = timezone.now()
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = Paginator(selectors.followed(now, state), PER_PAGE).get_page(request.GET.get("p"))
    rows = [(enquiry, enquiry.days_waiting(now)) for enquiry in page]
    return render(
        request, "home/gateway/staff/enquiry_list.html", {"form": form, "page": page, "rows": rows}
    )


@screen("home.follow_enquiries")
def enquiry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read an enquiry, and answer it, give it to another organisation, or close it."""
    found = get_object_or_404(
        Enquiry.objects.exclude(state=Enquiry.State.UNCONFIRMED).select_related(
            "organisation", "handled_by"
        ),
        pk=pk,
    )
    answering = form_of(request, AnswerForm, button="answer")
    passing = form_of(request, PassOnForm, button="pass on", enquiry=found)

    def every(_: object) -> HttpResponse:
        return redirect("gateway_staff:enquiry_list")

    return act_by_button(
        request,
        {
            "close": Button(
                lambda: services.close(found, by=request.user),
                f"The enquiry {found.reference} is closed.",
                every,
            ),
            "answer": Button(
                lambda: services.answer(found, answering.cleaned_data["answer"], by=request.user),
                f"The answer to {found.reference} is on its way.",
                every,
                answering,
            ),
            "pass on": Button(
                lambda: services.pass_on(found, passing.cleaned_data["to"], by=request.user),
                lambda _: f"{passing.cleaned_data['to']} has the enquiry {found.reference} now.",
                every,
                passing,
            ),
        },
    ) or render(
        request,
        "home/gateway/staff/enquiry.html",
        {
            "enquiry": found,
            "anothers": rules.is_anothers(found, request.user),
            "answering": answering,
            "passing": passing,
        },
    )
