"""Joining and leaving a group, for an organisation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no, sent
from assembly.core.http import key_in, takes_form
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.selectors import current_delegates
from forums.models import Group, Participant
from forums.participants.forms import PartsForm
from forums.participants.selectors import taking_part

from . import consequences, selectors, services
from .consequences import Change


@takes_form
@login_required
def join(request: DelegateRequest, slug: str) -> HttpResponse:
    """Asks who takes part for the organisation, and says what joining means just now."""
    group = get_object_or_404(Group, slug=slug)
    organisation = _for_whom(request)
    ruling = selectors.may_join(group, organisation) if organisation else selectors.NONE
    if organisation is None or not ruling:
        return say_no(request, ruling.reason, redirect(group))
    delegates = current_delegates(organisation)
    own = [one for one in delegates if one.user_id == request.user.pk]
    form = form_of(
        request,
        PartsForm,
        delegates=delegates,
        parts=dict.fromkeys(own, Participant.Told.EVERYTHING),
    )
    return act_by_form(
        request,
        form,
        lambda: services.join_group(group, organisation, by=request.user, parts=form.parts()),
        f"{organisation} is now in the {group}.",
        redirect(group),
    ) or render(
        request,
        "forums/join.html",
        {
            "group": group,
            "organisation": organisation,
            "form": form,
            "consequences": consequences.of(group, organisation, Change.JOINS, timezone.now()),
            "breadcrumbs": selectors.way_to(group),
        },
    )


@takes_form
@login_required
def leave(request: DelegateRequest, slug: str) -> HttpResponse:
    """Says what ends before the organisation leaves."""
    group = get_object_or_404(Group, slug=slug)
    organisation = _for_whom(request)
    ruling = selectors.may_leave(group, organisation) if organisation else selectors.NONE
    if organisation is None or not ruling:
        return say_no(request, ruling.reason, redirect(group))
    return act_if_sent(
        request,
        lambda: services.leave_group(group, organisation, by=request.user),
        f"{organisation} has left the {group}.",
        redirect(group),
    ) or _ask_to_leave(request, group, organisation)


def _ask_to_leave(
    request: DelegateRequest, group: Group, organisation: Organisation
) -> HttpResponse:
    membership = selectors.membership(group, organisation)
    return render(
        request,
        "forums/leave.html",
        {
            "group": group,
            "organisation": organisation,
            "participants": taking_part(membership) if membership else [],
            "consequences": consequences.of(group, organisation, Change.LEAVES, timezone.now()),
            "breadcrumbs": selectors.way_to(group),
        },
    )


def _for_whom(request: DelegateRequest) -> Organisation | None:
    """The organisation that the form or the link names, which must be one's own whatever the header says by now."""
    data = sent(request)
    if data is None and "organisation" not in request.GET:
        return request.acting.organisation
    key = key_in((request.GET if data is None else data).get("organisation", ""))
    return get_object_or_404(Organisation.objects.acted_for_by(request.user), pk=key)
