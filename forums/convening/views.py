"""The convenor's own page of a group."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import takes_form
from forums.models import ConvenorTerm

from . import selectors, services

PER_PAGE = 50


@require_safe
@login_required
def convening(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who is in it, who came and went lately, its seats: for those who run it. To everybody else it does not exist."""
    today = timezone.localdate()
    group = get_object_or_404(
        selectors.run_by(request.user, today).select_related("theme", "district"), slug=slug
    )
    context = selectors.page_context(group, request.user, today)
    context["members"] = Paginator(context["members"], PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forums/convening.html", context)


@takes_form
@login_required
def stop(request: SignedInRequest, slug: str) -> HttpResponse:
    """The convenor or the deputy ends their own term."""
    today = timezone.localdate()
    group = get_object_or_404(selectors.convened_by(request.user, today), slug=slug)
    is_deputy = group.deputy_on(today) == request.user
    role = ConvenorTerm.Role.DEPUTY if is_deputy else ConvenorTerm.Role.CONVENOR
    form = form_of(request, forms.Form)
    return act_by_form(
        request,
        form,
        lambda: services.end_convening(group, by=request.user, role=role),
        f"You are no longer deputy convenor of the {group}."
        if is_deputy
        else f"You no longer convene the {group}.",
        redirect("membership:my"),
    ) or render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": "Stop being deputy convenor" if is_deputy else "Stop convening",
            "caption": group.name,
            "intro": selectors.what_stopping_means(group, request.user, today),
            "button": "End my term today",
            "danger": True,
            "cancel_url": selectors.page_of(group),
            "breadcrumbs": [(group.name, selectors.page_of(group))],
        },
    )
