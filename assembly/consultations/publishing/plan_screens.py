"""The forward plan inside the Wagtail admin: the list, a new line, and what becomes of one."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import takes_form
from assembly.core.key_pages import Order, key_page

from . import plan_rules, planning
from .acting_forms import DropForm, PlanForm

PER_PAGE = 50
NEWEST = Order("proposed_at", dt.datetime.fromisoformat, descending=True)


@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    """The lines of somebody's own bodies, the newest first; to the Support Unit and the Board all of them."""
    if not planning.plans_any(request.user):
        raise Http404
    found = planning.seen_by(request.user, timezone.localdate())
    page = key_page(found, NEWEST, request.GET, per_page=PER_PAGE)
    return render(request, "consultations/publishing/plan_list.html", {"page": page})


@takes_form
def plan_add(request: SignedInRequest) -> HttpResponse:
    if not planning.plans_any(request.user):
        raise Http404
    form = form_of(request, PlanForm, by=request.user, on=timezone.localdate())
    return act_by_form(
        request,
        form,
        lambda: planning.propose(form.cleaned_data["body"], form.plan(), by=request.user),
        "Proposed. Somebody else in the Support Unit or on the Assembly Board has to announce it.",
        redirect("consultations_plans:plan_list"),
    ) or render(request, "consultations/publishing/plan_add.html", {"form": form})


@takes_form
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """One line: announce it, begin the consultation, or drop it."""
    line = get_object_or_404(planning.seen_by(request.user, timezone.localdate()), pk=pk)
    drop = form_of(request, DropForm, button="drop")
    here = redirect("consultations_plans:plan", line.pk)
    buttons = {
        "announce": Button(
            lambda: planning.announce(line, by=request.user), "Announced on the site.", here
        ),
        "begin": Button(
            lambda: planning.begin_draft(line, by=request.user),
            "Draft begun, with the title, the summary and the themes of the plan.",
            lambda made: redirect("wagtailadmin_pages:edit", made.page.pk),
        ),
        "drop": Button(
            lambda: planning.drop(line, because=drop.cleaned_data["because"], by=request.user),
            "Dropped from the plan.",
            here,
            drop,
        ),
    }
    return act_by_button(request, buttons) or render(
        request,
        "consultations/publishing/plan.html",
        {
            "line": line,
            "drop": drop,
            "may_announce": plan_rules.may_be_announced(line, by=request.user.pk),
            "announces": request.user.has_perm(planning.MAY_ANNOUNCE),
            "may_drop": plan_rules.may_be_dropped(line),
        },
    )
