"""Ask the voter for your own organisation to vote."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from assembly.core.acting import act
from assembly.core.http import key_in
from assembly.membership.http import DelegateRequest
from elections.models import Election
from elections.secrecy import leaves_no_trace
from elections.services.forwarding import forward_poll


@leaves_no_trace  # the answer says whether the organisation has voted
@require_POST
@login_required
def poll_forward(request: DelegateRequest, slug: str) -> HttpResponse:
    """For the organisation that the form names: the header may have been switched in another window."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    named = key_in(request.POST.get("organisation", ""))
    organisation = next((one for one in request.acting.choices if one.pk == named), None)
    if organisation is None:
        raise Http404("This person does not act for it.")
    return act(
        request,
        lambda: forward_poll(election, organisation, by=request.user),
        f"We have sent this to the voter for {organisation}.",
        redirect(election),
    )
