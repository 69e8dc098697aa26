"""Removals from groups: the Support Unit decides on proposals, the Assembly Board on appeals."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import screen
from forums.groups import consequences
from forums.groups.consequences import Change
from forums.models import MemberRemoval, RemovalAppeal

from . import rules, selectors, services
from .forms import DropForm, HearingForm

PER_PAGE = 30


@require_safe
@screen("forums.change_group")
def removal_list(request: HttpRequest) -> HttpResponse:
    """What waits for the second person, what stands, and what was."""
    waiting = selectors.removals().filter(pk__in=MemberRemoval.objects.waiting())
    others = selectors.removals().exclude(pk__in=MemberRemoval.objects.waiting())
    return render(
        request,
        "forums/staff/removal_list.html",
        {
            "waiting": waiting.order_by("proposed_on", "pk"),
            "page": Paginator(others, PER_PAGE).get_page(request.GET.get("p")),
        },
    )


@screen("forums.change_group")
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm a removal or not; lift one that stands."""
    found = get_object_or_404(selectors.removals(), pk=pk)
    membership = found.membership
    now = timezone.now()
    involved = selectors.involved_in(found, timezone.localdate(now))
    form = form_of(request, DropForm, button="drop")
    back = redirect("forums_removals:removal", pk)
    return act_by_button(
        request,
        {
            "confirm": Button(
                lambda: services.confirm_removal(found, by=request.user),
                f"{membership.organisation} is no longer in the {membership.group}. We have told its people "
                "how to appeal.",
                back,
            ),
            "drop": Button(
                lambda: services.drop_removal(found, form.cleaned_data["reason"], by=request.user),
                f"{membership.organisation} stays in the {membership.group}. We have told both sides.",
                back,
                form,
                "reason",
            ),
            "lift": Button(
                lambda: services.lift_removal(found, by=request.user),
                f"{membership.organisation} may join the {membership.group} again.",
                back,
            ),
        },
    ) or render(
        request,
        "forums/staff/removal.html",
        {
            "removal": found,
            "appeal": selectors.appeal_against(found),
            "may_decide": rules.may_decide(found, request.user, involved),
            "may_lift": rules.may_lift(
                found, selectors.appeal_against(found), request.user, involved
            ),
            "consequences": consequences.of(
                membership.group, membership.organisation, Change.IS_REMOVED, now
            ),
            "form": form,
        },
    )


@screen("forums.hear_removal_appeals")
def appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was decided, what the organisation says of it, and the form for the outcome."""
    found = get_object_or_404(RemovalAppeal.objects.select_related("decided_by"), pk=pk)
    found.removal = selectors.removals().get(pk=found.removal_id)
    involved = selectors.involved_in(found.removal, timezone.localdate(), hearing=True)
    form = form_of(request, HearingForm)
    return act_by_form(
        request,
        form,
        lambda: services.decide_appeal(
            found,
            RemovalAppeal.Outcome(form.cleaned_data["outcome"]),
            form.cleaned_data["reason"],
            by=request.user,
        ),
        "Outcome recorded. We have told everyone concerned.",
        redirect("forums_removals:appeal", pk),
    ) or render(
        request,
        "forums/staff/removal_appeal.html",
        {
            "appeal": found,
            "removal": found.removal,
            "may_hear": rules.may_hear(found, request.user, involved),
            "form": form,
        },
    )
