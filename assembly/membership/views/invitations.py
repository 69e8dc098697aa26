"""Somebody opens the link of an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assembly.accounts import consents
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import invitation_links, rules, selectors, vote_changes
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Invitation
from assembly.membership.services import inviting


@takes_form
@never_cache
@login_required
def invitation(request: DelegateRequest, token: str) -> HttpResponse:
    """Accept or decline; or read why this account cannot."""
    found = invitation_links.read(token)
    if found is None:
        raise Http404("There is no such invitation: it was mistyped, or it is long over.")
    if request.method == "POST":
        return _answer(request, found)
    organisation = found.organisation
    return render(
        request,
        "membership/invitation.html",
        {
            "invitation": found,
            "organisation": organisation,
            "may_accept": rules.may_accept(
                found,
                request.user,
                addresses=selectors.addresses_of([request.user]),
                delegates=selectors.current_delegates(organisation),
                on=timezone.localdate(),
            ),
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "is_open": rules.is_open(found),
            "acts": any(organisation == choice for choice in request.acting.choices),
            "consent": consents.TEXTS["acting"],
        },
    )


def _answer(request: DelegateRequest, found: Invitation) -> HttpResponse:
    organisation = found.organisation
    try:
        if request.POST.get("answer") == "accept":
            inviting.accept(found, by=request.user)
            request.session[selectors.SESSION_KEY] = organisation.pk
            messages.success(request, f"You now act for {organisation}.")
            return redirect("membership:own", organisation.slug)
        inviting.decline(found, by=request.user)
        messages.success(request, f"The invitation of {organisation} is closed.")
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return redirect("membership:my")
