"""An organisation's own part in a group: since when it is in it, and who takes part."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.core.acting import act_by_form, form_of
from assembly.core.http import takes_form
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.selectors import current_delegates
from assembly.membership.views.access import for_delegates, way_to
from forums.groups import selectors as groups
from forums.models import Group
from forums.removal.selectors import waiting_for

from . import selectors, services
from .forms import PartsForm


@takes_form
@for_delegates
def own_part(request: DelegateRequest, organisation: Organisation, group: str) -> HttpResponse:
    """Any of its people changes who takes part, and what each of them is told."""
    own = get_object_or_404(Group, slug=group)
    membership = groups.membership(own, organisation)
    if membership is None:
        raise Http404("The organisation is not in this group.")
    form = form_of(
        request,
        PartsForm,
        delegates=current_delegates(organisation),
        parts={one.delegate: one.told for one in selectors.taking_part(membership)},
    )
    return act_by_form(
        request,
        form,
        lambda: services.change_participants(own, organisation, form.parts(), by=request.user),
        f"Saved who takes part in the {own}.",
        redirect("forums:own_part", organisation.slug, group),
    ) or render(
        request,
        "forums/own_part.html",
        {
            "membership": membership,
            "group": own,
            "organisation": organisation,
            "removal": waiting_for(membership),
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
