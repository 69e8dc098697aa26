"""The people of an organisation, for its leads: who acts for it, who casts its vote, who is invited."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts import consents
from assembly.core.acting import act, act_by_form, act_if_sent, form_of
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
    casting = {delegate.pk for delegate in rules.casting.who_casts(delegates)}
    today = timezone.localdate()
    return render(
        request,
        "membership/people.html",
        {
            "organisation": organisation,
            "people": [(delegate, delegate.pk in casting) for delegate in delegates],
            "is_lead": rules.people.must_be_lead(request.user, organisation, delegates),
            "invitations": [
                (invitation, invitation.has_run_out(today))
                for invitation in organisation.invitations.open()
            ],
            "breadcrumbs": way_to(organisation),
        },
    )


@for_leads
def invite(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    form = form_of(request, InviteForm)
    return act_by_form(
        request,
        form,
        lambda: inviting.invite(
            organisation,
            form.cleaned_data["email"],
            Delegate.Role(form.cleaned_data["role"]),
            by=request.user,
        ),
        lambda invitation: f"An invitation is on its way to {invitation.email}.",
        redirect("membership:people", organisation.slug),
        "email",
    ) or render(
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
    return act(
        request,
        lambda: inviting.send_again(invitation, by=request.user),
        f"The invitation is on its way to {invitation.email} again.",
        redirect("membership:people", organisation.slug),
    )


@require_POST
@for_leads
def invitation_withdraw(
    request: DelegateRequest, organisation: Organisation, pk: int
) -> HttpResponse:
    invitation = get_object_or_404(organisation.invitations.all(), pk=pk)
    return act(
        request,
        lambda: inviting.withdraw(invitation, by=request.user),
        f"The invitation to {invitation.email} is withdrawn.",
        redirect("membership:people", organisation.slug),
    )


@for_leads
def person(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """One delegate's role and part in the vote."""
    delegate = get_object_or_404(_of(organisation), pk=pk)
    form = form_of(request, PersonForm, delegate=delegate)
    return act_by_form(
        request,
        form,
        lambda: acts.change(
            delegate,
            Delegate.Role(form.cleaned_data["role"]),
            acts.VoteRole(form.cleaned_data["part"]),
            by=request.user,
        ),
        f"What {delegate.user} does for {organisation} is changed.",
        redirect("membership:people", organisation.slug),
    ) or render(
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


@for_delegates
def person_end(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Take somebody off the people, or stop acting oneself: asked once more."""
    delegate = get_object_or_404(_of(organisation), pk=pk)
    delegates = selectors.current_delegates(organisation)
    ruling = rules.people.may_end(delegate, request.user, delegates)
    own = delegate.user_id == request.user.pk
    people_page = redirect("membership:people", organisation.slug)
    return act_if_sent(
        request,
        lambda: acts.end(delegate, by=request.user),
        f"{'You act' if own else f'{delegate.user} acts'} for {organisation} no longer.",
        lambda _: redirect("membership:my") if own else people_page,
    ) or render(
        request,
        "membership/person_end.html",
        {
            "organisation": organisation,
            "delegate": delegate,
            "own": own,
            "ruling": ruling,
            "casts": delegate in rules.casting.who_casts(delegates),
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "breadcrumbs": _way(organisation),
        },
    )


@for_leads
def hand_over(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """A lead chooses who takes over."""
    others = [
        delegate
        for delegate in selectors.current_delegates(organisation)
        if delegate.user_id != request.user.pk
    ]
    form = form_of(request, HandOverForm, others=others)
    return act_by_form(
        request,
        form,
        lambda: acts.hand_over(organisation, form.chosen, stays=form.stays_on, by=request.user),
        lambda _: f"{form.chosen.user} is now lead of {organisation}.",
        lambda _: (
            redirect("membership:own", organisation.slug)
            if form.stays_on
            else redirect("membership:my")
        ),
    ) or render(
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
