"""Pages of the register and of one's own organisations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from assembly.core import todo
from assembly.core.http import key_in
from assembly.core.roles import offices_of

from . import next_steps, panels, selectors, services, standing
from .forms import RegisterFilterForm, RegistrationForm
from .http import DelegateRequest
from .models import Organisation

PER_PAGE = 25
UP = [("Members", reverse_lazy("membership:organisation_list"))]


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
            "panels": panels.of_person(request.user, acting_for) if acting_for else [],
            "next_steps": next_steps.of_person(request.user, acting_for),
            "offices": offices_of(request.user),
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


@login_required
def organisation_register(request: DelegateRequest) -> HttpResponse:
    """Apply for membership; whoever does becomes the organisation's lead."""
    form = RegistrationForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        organisation = services.register_organisation(
            form.instance,
            declarations=form.declarations(),
            districts=form.cleaned_data["districts"],
            themes=form.cleaned_data["themes"],
            by=request.user,
        )
        request.session[selectors.SESSION_KEY] = organisation.pk
        messages.success(
            request,
            f"{organisation} has applied for membership. The Support Unit checks the application and writes to you.",
        )
        return redirect("membership:my")
    return render(
        request, "membership/organisation_register.html", {"form": form, "breadcrumbs": UP}
    )


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    form = RegisterFilterForm(request.GET)
    page = Paginator(selectors.register(**form.chosen()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "membership/organisation_list.html",
        {"filters": form, "page": page, "narrowed": bool(form.chosen())},
    )


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(
        Organisation.objects.public().prefetch_related("districts", "themes"), slug=slug
    )
    return render(
        request,
        "membership/organisation_detail.html",
        {
            "organisation": organisation,
            "facts": selectors.facts(organisation),
            "panels": panels.of_organisation(organisation),
            "breadcrumbs": UP,
        },
    )
