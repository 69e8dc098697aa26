"""Somebody opens the link of an invitation."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assembly.accounts import consents
from assembly.core.acting import Button, act_by_button
from assembly.membership import invitation_links, rules, selectors, vote_changes
from assembly.membership.http import DelegateRequest
from assembly.membership.services import inviting


@never_cache
@login_required
def invitation(request: DelegateRequest, token: str) -> HttpResponse:
    """Accept or decline; or read why this account cannot."""
    found = invitation_links.read(token)
    if found is None:
        raise Http404("There is no such invitation: it was mistyped, or it is long over.")
    organisation = found.organisation

    def accept() -> None:
        inviting.accept(found, by=request.user)
        request.session[selectors.SESSION_KEY] = organisation.pk

    return act_by_button(
        request,
        {
            "accept": Button(
                accept,
                f"You now act for {organisation}.",
                lambda _: redirect("membership:own", organisation.slug),
            ),
            "decline": Button(
                lambda: inviting.decline(found, by=request.user),
                f"The invitation of {organisation} is closed.",
                lambda _: redirect("membership:my"),
            ),
        },
        "answer",
    ) or render(
        request,
        "membership/invitation.html",
        {
            "invitation": found,
            "organisation": organisation,
            "may_accept": rules.people.may_accept(
                found,
                request.user,
                addresses=selectors.addresses_of([request.user]),
                delegates=selectors.current_delegates(organisation),
                on=timezone.localdate(),
            ),
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "is_open": rules.people.is_open(found),
            "acts": any(organisation == choice for choice in request.acting.choices),
            "consent": consents.TEXTS["acting"],
        },
    )
