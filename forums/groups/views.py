"""Joining and leaving a group, for an organisation."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act
from assembly.core.http import key_in
from assembly.membership.models import Organisation
from forums.models import Group, GroupMembership

from . import services


@require_POST
@login_required
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    return _act(request, slug, services.join_group, "{organisation} is now in the {group}.")


@require_POST
@login_required
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    return _act(request, slug, services.leave_group, "{organisation} has left the {group}.")


def _act(
    request: SignedInRequest, slug: str, service: Callable[..., GroupMembership], done: str
) -> HttpResponse:
    """Act for the organisation that the form names, which must be one's own whatever the header says by now."""
    group = get_object_or_404(Group, slug=slug)
    organisation = get_object_or_404(
        Organisation.objects.acted_for_by(request.user),
        pk=key_in(request.POST.get("organisation", "")),
    )
    return act(
        request,
        lambda: service(group, organisation, by=request.user),
        done.format(organisation=organisation, group=group),
        redirect(group),
    )
