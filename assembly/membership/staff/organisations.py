"""How each organisation stands, who acts for it, and what the Support Unit does about that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act as do
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen
from assembly.core.rules import ALLOWED, Ruling
from assembly.membership import (
    consequences,
    lookup,
    panels,
    rules,
    selectors,
    standing,
    timeline,
    vote_changes,
)
from assembly.membership.forms.people import LeadForm
from assembly.membership.forms.standing import ReasonForm, StandingFilterForm, VotesThroughForm
from assembly.membership.models import Organisation
from assembly.membership.services import control, people, resigning, suspending

PER_PAGE = 30
MOST = 20
may_change = screen("membership.change_standing")


@dataclass(frozen=True, slots=True)
class Act:
    """Something the Support Unit does with an organisation: its words, its form, and whether it may."""

    title: str
    intro: str
    button: str
    form: type[forms.Form]
    do: Callable[[Organisation, Any, Any], object]
    done: str
    may: Callable[[Organisation], Ruling]
    ends_membership: bool = False


def _always(organisation: Organisation) -> Ruling:
    return ALLOWED


ACTS = {
    "suspend": Act(
        "Suspend",
        "A suspended organisation cannot vote or join groups until the suspension is lifted. Its leads are told the "
        "reason, and may appeal to the Assembly Board.",
        "Suspend, and tell its leads",
        ReasonForm,
        lambda organisation, form, by: suspending.suspend(
            organisation, form.cleaned_data["reason"], by=by
        ),
        "is suspended, and is told so.",
        rules.standing.may_suspend,
        ends_membership=True,
    ),
    "wind-up": Act(
        "Record that it was wound up",
        "For an organisation that no longer exists. It leaves the register.",
        "Record it",
        ReasonForm,
        lambda organisation, form, by: resigning.wind_up(
            organisation, form.cleaned_data["reason"], by=by
        ),
        "is recorded as wound up.",
        rules.standing.may_be_wound_up,
        ends_membership=True,
    ),
    "lead": Act(
        "Make somebody lead",
        "When its last lead is gone or cannot be reached. Make sure that the person speaks for the organisation. "
        "You cannot choose yourself, or anybody whose office decides on claims or edits the register: they claim the "
        "organisation on its page, and a colleague decides.",
        "Make lead",
        LeadForm,
        lambda organisation, form, by: people.set_lead(organisation, form.person, by=by),
        "has a lead, who is told so.",
        _always,
    ),
    "votes-through": Act(
        "Set the vote-holder",
        "Organisations under common control have one vote between them. From the next roll on, only the vote-holder "
        "stands on it; the leads of both are told.",
        "Set the vote-holder",
        VotesThroughForm,
        lambda organisation, form, by: control.set_votes_through(
            organisation, form.cleaned_data["holder"], form.cleaned_data["evidence"], by=by
        ),
        "votes through another organisation from the next roll on.",
        _always,
    ),
}


@require_safe
@may_change
def organisation_list(request: HttpRequest) -> HttpResponse:
    form = StandingFilterForm(request.GET)
    found = selectors.by_standing(**form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "membership/staff/organisation_list.html", {"form": form, "page": page})


@require_safe
@may_change
def organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """One organisation: decisions, people, common control, its whole life. The look at its people is noted."""
    found = get_object_or_404(Organisation, pk=pk)
    delegates = selectors.current_delegates(found)
    looks.note(request.user, "organisation", [delegate.user_id for delegate in delegates])
    return render(
        request,
        "membership/staff/organisation.html",
        {
            "organisation": found,
            "facts": selectors.facts(found),
            "near": lookup.near_to(found),
            "decision": selectors.decision_standing(found),
            "people": [(one, ", ".join(standing.parts(one))) for one in delegates],
            "claims": found.claims.select_related("user").order_by("-made_at")[:MOST],
            "merges": selectors.merges_of(found),
            "come_back": selectors.mail_come_back(delegates),
            "panels": panels.for_staff(found),
            "votes_through": selectors.votes_through([found]).first(),
            "votes_for": found.votes_for.select_related("organisation"),
            "entries": timeline.of_organisation(found),
            "acts": [
                (name, act.title)
                for name, act in ACTS.items()
                if not found.merged_into_id and act.may(found)
            ],
            "may_lift": rules.standing.may_reinstate(found),
        },
    )


@may_change
def organisation_act(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Do one of the acts above, with its form; what hangs on a membership is shown before it ends."""
    act = ACTS.get(name)
    if act is None:
        raise Http404("The Support Unit does no such thing.")
    found = get_object_or_404(Organisation, pk=pk)
    form = form_of(request, act.form)
    return act_by_form(
        request,
        form,
        lambda: act.do(found, form, request.user),
        f"{found} {act.done}",
        redirect("membership_staff:organisation", pk=pk),
    ) or render(
        request,
        "membership/staff/organisation_act.html",
        {
            "organisation": found,
            "act": act,
            "may": act.may(found),
            "polls": vote_changes.until_when(found, timezone.now()) if name == "lead" else [],
            "consequences": consequences.of_ending(found) if act.ends_membership else [],
            "form": form,
        },
    )


@require_POST
@may_change
def suspension_lift(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    return do(
        request,
        lambda: suspending.lift_suspension(found, by=request.user),
        f"The suspension of {found} is lifted, and it is told so.",
        redirect("membership_staff:organisation", pk=pk),
    )


@require_POST
@may_change
def votes_itself(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    return do(
        request,
        lambda: control.end_votes_through(found, by=request.user),
        f"{found} casts its own vote from the next roll on.",
        redirect("membership_staff:organisation", pk=pk),
    )
