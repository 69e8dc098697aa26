"""The screens of the Board and the Support Unit for offices: who holds them, propose, confirm, history."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import OfficeTerm
from assembly.core.http import key_in, takes_form
from assembly.core.roles import OFFICES
from assembly.core.rules import RuleBroken

from . import rules, selectors, services
from .forms import EndForm, OfficeForm, longer
from .models import OfficeProposal

PER_PAGE = 50
may_do = permission_required("home.give_offices", raise_exception=True)


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


@takes_form
@may_do
def propose(request: SignedInRequest) -> HttpResponse:
    """Propose that somebody is given an office; `?term=` fills the form in to give it for longer."""
    term = OfficeTerm.objects.filter(pk=key_in(request.GET.get("term", ""))).first()
    form = OfficeForm(
        request.POST if request.method == "POST" else None, initial=longer(term) if term else None
    )
    if term and not form.is_bound:
        looks.note(request.user, "office", [term.user_id])
    if form.is_valid():
        try:
            made = services.propose_office(
                form.term(), form.cleaned_data["reason"], by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return _proposed(request, made)
    return render(request, "home/offices/staff/propose.html", {"form": form})


@takes_form
@may_do
def propose_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose that a term ends before its last day."""
    term = get_object_or_404(OfficeTerm.objects.select_related("user"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.propose_end(term, form.cleaned_data["reason"], by=request.user)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return _proposed(request, made)
    return render(request, "home/offices/staff/propose_end.html", {"form": form, "term": term})


@takes_form
@may_do
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is proposed, by whom and why; then confirm it, or withdraw it."""
    found = get_object_or_404(
        OfficeProposal.objects.select_related(
            "user", "officer__body", "term__user", "proposed_by", "decided_by"
        ),
        pk=pk,
    )
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        return redirect(found)
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


def _proposed(request: HttpRequest, made: OfficeProposal) -> HttpResponse:
    messages.success(request, "Proposed. A second person has to confirm it; we have told them.")
    return redirect(made)


def _act(request: SignedInRequest, found: OfficeProposal) -> str:
    match request.POST.get("act"):
        case "confirm":
            done = services.confirm(found, shown=request.POST.get("shown", ""), by=request.user)
            what = "now holds" if done.gives else "no longer holds"
            return f"{done.user} {what} the office: {done.title}."
        case "withdraw":
            services.withdraw(found, by=request.user)
            return "Proposal withdrawn. Nothing has changed."
        case _:
            raise RuleBroken("Choose whether to confirm or withdraw the proposal.")
