"""An organisation's own part in a group: since when it is in it, and who takes part."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.core.acting import act_by_form, form_of
from assembly.core.http import takes_form
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.selectors import current_delegates
from assembly.membership.views.access import for_delegates, way_to
from forums.models import GroupMembership
from forums.removal.selectors import waiting_for

from . import selectors, services
from .forms import PartsForm


@takes_form
@for_delegates
def own_part(request: DelegateRequest, organisation: Organisation, group: str) -> HttpResponse:
    """Any of its people changes who takes part, and what each of them is told."""
    membership = get_object_or_404(
        GroupMembership.objects.current().select_related("group"),
        organisation=organisation,
        group__slug=group,
    )
    form = form_of(
        request,
        PartsForm,
        delegates=current_delegates(organisation),
        parts={one.delegate: one.told for one in selectors.taking_part(membership)},
    )
    return act_by_form(
        request,
        form,
        lambda: services.change_participants(
            membership.group, organisation, form.parts(), by=request.user
        ),
        f"Saved who takes part in the {membership.group}.",
        redirect("forums:own_part", organisation.slug, group),
    ) or render(
        request,
        "forums/own_part.html",
        {
            "membership": membership,
            "group": membership.group,
            "organisation": organisation,
            "removal": waiting_for(membership),
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
