"""The people of an organisation, for its leads: who acts for it, who casts its vote, who is invited."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts import consents
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors, vote_changes
from assembly.membership.forms.people import HandOverForm, InviteForm, PersonForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Delegate, Organisation
from assembly.membership.services import inviting
from assembly.membership.services import people as acts

from .access import for_delegates, for_leads, way_to


@require_safe
@for_delegates
def people(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """Everybody who acts for it; its leads change that here."""
    delegates = selectors.current_delegates(organisation)
    casting = {delegate.pk for delegate in rules.who_casts(delegates)}
    today = timezone.localdate()
    return render(
        request,
        "membership/people.html",
        {
            "organisation": organisation,
            "people": [(delegate, delegate.pk in casting) for delegate in delegates],
            "is_lead": rules.must_be_lead(request.user, organisation, delegates),
            "invitations": [
                (invitation, invitation.has_run_out(today))
                for invitation in organisation.invitations.open()
            ],
            "breadcrumbs": way_to(organisation),
        },
    )


@takes_form
@for_leads
def invite(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invitation = inviting.invite(
                organisation,
                form.cleaned_data["email"],
                Delegate.Role(form.cleaned_data["role"]),
                by=request.user,
            )
        except RuleBroken as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"An invitation is on its way to {invitation.email}.")
            return redirect("membership:people", organisation.slug)
    return render(
        request,
        "membership/invite.html",
        {
            "organisation": organisation,
            "form": form,
            "consent": consents.TEXTS["acting"],
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "breadcrumbs": _way(organisation),
        },
    )


@require_POST
@for_leads
def invitation_again(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    invitation = get_object_or_404(organisation.invitations.all(), pk=pk)
    try:
        inviting.send_again(invitation, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation is on its way to {invitation.email} again.")
    return redirect("membership:people", organisation.slug)


@require_POST
@for_leads
def invitation_withdraw(
    request: DelegateRequest, organisation: Organisation, pk: int
) -> HttpResponse:
    invitation = get_object_or_404(organisation.invitations.all(), pk=pk)
    try:
        inviting.withdraw(invitation, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation to {invitation.email} is withdrawn.")
    return redirect("membership:people", organisation.slug)


@takes_form
@for_leads
def person(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """One delegate's role and part in the vote."""
    delegate = get_object_or_404(_of(organisation), pk=pk)
    form = PersonForm(request.POST if request.method == "POST" else None, delegate=delegate)
    if form.is_valid():
        try:
            acts.change(
                delegate,
                Delegate.Role(form.cleaned_data["role"]),
                acts.Part(form.cleaned_data["part"]),
                by=request.user,
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"What {delegate.user} does for {organisation} is changed.")
            return redirect("membership:people", organisation.slug)
    return render(
        request,
        "membership/person.html",
        {
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "heading": f"What {delegate.user} does",
            "caption": organisation.name,
            "form": form,
            "breadcrumbs": _way(organisation),
        },
    )


@takes_form
@for_delegates
def person_end(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Take somebody off the people, or stop acting oneself: asked once more."""
    delegate = get_object_or_404(_of(organisation), pk=pk)
    delegates = selectors.current_delegates(organisation)
    ruling = rules.may_end(delegate, request.user, delegates)
    own = delegate.user_id == request.user.pk
    if request.method == "POST":
        try:
            acts.end(delegate, by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("membership:people", organisation.slug)
        who = "You act" if own else f"{delegate.user} acts"
        messages.success(request, f"{who} for {organisation} no longer.")
        return (
            redirect("membership:my") if own else redirect("membership:people", organisation.slug)
        )
    return render(
        request,
        "membership/person_end.html",
        {
            "organisation": organisation,
            "delegate": delegate,
            "own": own,
            "ruling": ruling,
            "casts": delegate in rules.who_casts(delegates),
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "breadcrumbs": _way(organisation),
        },
    )


@takes_form
@for_leads
def hand_over(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """A lead chooses who takes over."""
    others = [
        delegate
        for delegate in selectors.current_delegates(organisation)
        if delegate.user_id != request.user.pk
    ]
    form = HandOverForm(request.POST if request.method == "POST" else None, others=others)
    if form.is_valid():
        stays = form.cleaned_data["stays"] == "yes"
        try:
            acts.hand_over(organisation, form.chosen, stays=stays, by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("membership:people", organisation.slug)
        messages.success(request, f"{form.chosen.user} is now lead of {organisation}.")
        return redirect("membership:own", organisation.slug) if stays else redirect("membership:my")
    return render(
        request,
        "membership/hand_over.html",
        {
            "organisation": organisation,
            "form": form,
            "others": others,
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "breadcrumbs": _way(organisation),
        },
    )


def _of(organisation: Organisation) -> QuerySet[Delegate]:
    return Delegate.objects.of(organisation).select_related("user", "organisation")


def _way(organisation: Organisation) -> list[tuple[Any, Any]]:
    address = reverse("membership:people", args=[organisation.slug])
    return [*way_to(organisation), ("Its people", address)]
