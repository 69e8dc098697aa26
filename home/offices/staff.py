"""The screens of the Board and the Support Unit for offices: who holds them, propose, confirm, history."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import OfficeTerm
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import key_in, screen
from assembly.core.roles import OFFICES

from . import rules, selectors, services
from .forms import EndForm, OfficeForm, longer
from .models import OfficeProposal

PER_PAGE = 50
PROPOSED = "Proposed. A second person has to confirm it; we have told them."
may_do = screen("home.give_offices")


@require_safe
@may_do
def office_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, then every office with its holders."""
    today = timezone.localdate()
    return render(
        request,
        "home/offices/staff/office_list.html",
        {
            "waiting": selectors.waiting(),
            "offices": [(name, slugify(name), held) for name, held in selectors.overview(today)],
            "together": rules.can_act_together(selectors.givers(today)),
        },
    )


@require_safe
@may_do
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who held an office, and who proposed and confirmed it."""
    office = next((name for name in OFFICES if slugify(name) == slug), None)
    if office is None:
        raise Http404("There is no such office.")
    found = selectors.history(office), selectors.settled(office)
    terms, settled = (Paginator(one, PER_PAGE).get_page(request.GET.get("p")) for one in found)
    longer_one = max(terms, settled, key=lambda page: page.paginator.num_pages)
    return render(
        request,
        "home/offices/staff/history.html",
        {"office": office, "terms": terms, "settled": settled, "page": longer_one},
    )


@may_do
def propose(request: SignedInRequest) -> HttpResponse:
    """Propose that somebody is given an office; `?term=` fills the form in to give it for longer."""
    term = OfficeTerm.objects.filter(pk=key_in(request.GET.get("term", ""))).first()
    form = form_of(request, OfficeForm, initial=longer(term) if term else None)
    if term and not form.is_bound:
        looks.note(request.user, "office", [term.user_id])
    return act_by_form(
        request,
        form,
        lambda: services.propose_office(form.term(), form.cleaned_data["reason"], by=request.user),
        PROPOSED,
        redirect,
    ) or render(request, "home/offices/staff/propose.html", {"form": form})


@may_do
def propose_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose that a term ends before its last day."""
    term = get_object_or_404(OfficeTerm.objects.select_related("user"), pk=pk)
    form = form_of(request, EndForm)
    return act_by_form(
        request,
        form,
        lambda: services.propose_end(term, form.cleaned_data["reason"], by=request.user),
        PROPOSED,
        redirect,
    ) or render(request, "home/offices/staff/propose_end.html", {"form": form, "term": term})


@may_do
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is proposed, by whom and why; then confirm it, or withdraw it."""
    found = get_object_or_404(
        OfficeProposal.objects.select_related(
            "user", "officer__body", "term__user", "proposed_by", "decided_by"
        ),
        pk=pk,
    )
    shown = request.POST.get("shown", "")
    if answer := act_by_button(
        request,
        {
            "confirm": Button(
                lambda: services.confirm(found, shown=shown, by=request.user),
                lambda done: (
                    f"{done.user} now holds the office: {done.title}."
                    if done.gives
                    else f"{done.user} no longer holds the office: {done.title}."
                ),
                redirect(found),
            ),
            "withdraw": Button(
                lambda: services.withdraw(found, by=request.user),
                "Proposal withdrawn. Nothing has changed.",
                redirect(found),
            ),
        },
    ):
        return answer
    looks.note(request.user, "office", [found.user_id])
    givers = selectors.givers(timezone.localdate())
    return render(
        request,
        "home/offices/staff/proposal.html",
        {
            "proposal": found,
            "may_confirm": rules.may_be_confirmed(found, givers, by=request.user),
        },
    )
