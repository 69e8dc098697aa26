"""My Assembly: one's own organisations, and what waits for them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts import offices
from assembly.core import todo
from assembly.core.http import key_in
from assembly.membership import lookup, next_steps, panels, selectors, standing
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation


@require_safe
@login_required
def my(request: DelegateRequest) -> HttpResponse:
    acting_for = request.acting.organisation
    return render(
        request,
        "membership/my.html",
        {
            "tasks": todo.waiting_for(request.user, timezone.now()),
            "standings": standing.of_person(request.user),
            "panels": panels.of_person(request.user, acting_for),
            "next_steps": next_steps.of_person(request.user, acting_for),
            "begun": lookup.begun_by(request.user),
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
    request.session[selectors.SESSION_KEY] = organisation.pk
    messages.success(request, f"You now act for {organisation}.")
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(back if safe else "membership:my")
