"""My Assembly: one's own organisations, and what waits for them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts import offices
from assembly.core import duties, to_do
from assembly.core.acting import act
from assembly.core.http import key_in
from assembly.membership import lookup, next_steps, panels, selectors, standing, unsent_application
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation


@require_safe
@login_required
def my(request: DelegateRequest) -> HttpResponse:
    acting_for = request.acting.organisation
    at = timezone.now()
    return render(
        request,
        "membership/my.html",
        {
            "duties": duties.arranged(to_do.tasks_for(request.user, at), at),
            "standings": standing.of_person(request.user),
            "panels": panels.of_person(request.user, acting_for),
            "next_steps": next_steps.of_person(request.user, acting_for),
            "begun": lookup.begun_by(request.user, unsent_application.kept(request.session, at)),
            "offices": offices.held_by(request.user),
        },
    )


@require_POST
@login_required
def acting_switch(request: DelegateRequest) -> HttpResponse:
    """Choose the organisation to act for, among one's own."""
    organisation = get_object_or_404(
        Organisation.objects.acted_for_by(request.user),
        pk=key_in(request.POST.get("organisation", "")),
    )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return act(
        request,
        lambda: request.session.update({selectors.SESSION_KEY: organisation.pk}),
        f"You now act for {organisation}.",
        redirect(back if safe else "membership:my"),
    )
