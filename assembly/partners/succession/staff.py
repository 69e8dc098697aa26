"""The screens of the Board and the Support Unit for successions: prepare, look at what is carried over, confirm."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import screen
from assembly.partners.models import Succession

from . import selectors, services
from .forms import FORMS
from .plans import plan_of

PER_PAGE = 50
MAY_PREPARE = "partners.prepare_succession"
may_do = screen(MAY_PREPARE)


@require_safe
@may_do
def succession_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(selectors.listed(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "partners/succession/staff/list.html", {"page": page})


@may_do
def prepare(request: SignedInRequest, kind: str) -> HttpResponse:
    if kind not in FORMS:
        raise Http404("Only districts and public bodies can have a successor.")
    form = form_of(request, FORMS[kind])
    return act_by_form(
        request,
        form,
        lambda: services.prepare(form.plan(), form.cleaned_data["reason"], by=request.user),
        "Succession prepared. A second person has to confirm it: it is on their list of tasks.",
        redirect,
    ) or render(
        request,
        "partners/succession/staff/prepare.html",
        {"form": form, "of_districts": kind == Succession.Kind.DISTRICT},
    )


def _withdrawn(done: Succession) -> str:
    stays = (
        f" {done.successor} was added for it, and stays."
        if done.new_name and done.successor
        else ""
    )
    return f"Succession withdrawn. Nothing will end.{stays}"


@may_do
def succession(request: SignedInRequest, pk: int) -> HttpResponse:
    """What ends, what is carried over, by whom and why; then confirm it, or withdraw it."""
    found = get_object_or_404(selectors.listed(), pk=pk)
    if answer := act_by_button(
        request,
        {
            "confirm": Button(
                lambda: services.confirm(found, by=request.user),
                "Succession confirmed. It takes effect on its day, and you can withdraw it until then.",
                redirect(found),
            ),
            "withdraw": Button(
                lambda: services.withdraw(found, by=request.user),
                _withdrawn,
                redirect(found),
            ),
        },
    ):
        return answer
    today, plan = timezone.localdate(), plan_of(found)
    return render(
        request,
        "partners/succession/staff/succession.html",
        {
            "succession": found,
            "plan": plan,
            "carried_over": [] if found.carried_over_at else selectors.carried_over(plan),
            "may_confirm": selectors.may_confirm(found, request.user, today),
            "may_withdraw": selectors.may_withdraw(found, request.user, today),
        },
    )
