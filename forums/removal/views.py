"""A convenor proposes a removal; the organisation reads of it, and appeals."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import takes_form
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.views.access import for_delegates, way_to
from forums.convening.selectors import run_by, way_back
from forums.models import GroupMembership

from . import rules, selectors, services
from .forms import AppealForm, ProposeForm


@takes_form
@login_required
def propose(request: SignedInRequest, slug: str, organisation: str) -> HttpResponse:
    """For those who run the group; to everybody else the page is not there."""
    group = get_object_or_404(run_by(request.user), slug=slug)
    membership = get_object_or_404(
        GroupMembership.objects.current().select_related("organisation"),
        group=group,
        organisation__slug=organisation,
    )
    form = form_of(request, ProposeForm)
    return act_by_form(
        request,
        form,
        lambda: services.propose_removal(
            group, membership.organisation, form.cleaned_data["reason"], by=request.user
        ),
        f"The removal of {membership.organisation} has been proposed. The Support Unit will decide, and we "
        "will tell you.",
        redirect(group),
    ) or render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": f"Propose the removal of {membership.organisation}",
            "caption": group.name,
            "intro": "It stays in the group unless somebody in the Support Unit who is not involved confirms "
            "the removal. "
            "We tell its people your reason at once. If it is removed, they can appeal to the Assembly Board.",
            "button": "Propose the removal",
            "danger": True,
            "cancel_url": group.get_absolute_url(),
            "breadcrumbs": way_back(group),
        },
    )


@takes_form
@for_delegates
def removal(request: DelegateRequest, organisation: Organisation, group: str) -> HttpResponse:
    """What was proposed and decided, why, and the appeal; any of its people appeals."""
    found = selectors.last_of(group, organisation)
    if found is None:
        raise Http404("Nobody has proposed removing this organisation.")
    appeal = selectors.appeal_against(found)
    until = selectors.last_day_to_appeal(found) if found.decided_at else None
    today = timezone.localdate()
    form = form_of(request, AppealForm)
    return act_by_form(
        request,
        form,
        lambda: services.appeal_removal(found, form.cleaned_data["words"], by=request.user),
        "Your appeal has gone to the Assembly Board. We will tell you what it decides.",
        redirect("forums:removal", organisation.slug, group),
    ) or render(
        request,
        "forums/removal.html",
        {
            "removal": found,
            "group": found.membership.group,
            "organisation": organisation,
            "appeal": appeal,
            "until": until,
            "may_appeal": until and rules.may_appeal(found, appeal, until, today),
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
