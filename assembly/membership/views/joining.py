"""Applying for membership."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts import consents
from assembly.membership import selectors
from assembly.membership.forms.registering import RegistrationForm
from assembly.membership.http import DelegateRequest
from assembly.membership.services.joining import register_organisation

from .register import UP


@login_required
def organisation_register(request: DelegateRequest) -> HttpResponse:
    """Apply for membership; whoever does becomes the organisation's lead."""
    form = RegistrationForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        organisation = register_organisation(
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
        request,
        "membership/organisation_register.html",
        {"form": form, "consent": consents.TEXTS["acting"], "breadcrumbs": UP},
    )
