"""Apply without an account: fill in the form first, then create the account that sends it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assembly.accounts import limits
from assembly.core.acting import Button, Buttons, act_by_button, act_by_form, form_of
from assembly.membership import lookup, unsent_application
from assembly.membership.forms.registering import RegistrationForm

from .register import UP

DISCARDED = "What was typed here is discarded."


def organisation_describe(request: HttpRequest) -> HttpResponse:
    """Step 2 of joining without an account: keep what they fill in; the account comes last."""
    now = timezone.now()
    entry = lookup.entry_with(request.GET.get("entry", ""))
    asked = {"entry", "name"} & request.GET.keys()
    typed = None if asked else unsent_application.kept(request.session, now)
    form = form_of(
        request,
        RegistrationForm,
        user=request.user,
        initial=RegistrationForm.beginning(typed, entry, request.GET.get("name", "")),
    )

    def keep() -> None:
        limits.consume(request, "application", "").enforce()
        unsent_application.keep(request.session, form.typed(), now)

    register = reverse("membership:organisation_register")
    sign_up = reverse("account_signup", query={"next": register})
    buttons: Buttons = {
        "forget": Button(
            lambda: unsent_application.forget(request.session), DISCARDED, redirect(register)
        ),
        "": lambda: act_by_form(request, form, keep, "", redirect(sign_up)),
    }
    return act_by_button(request, buttons) or render(
        request,
        "membership/organisation_register.html",
        {
            "form": form,
            "entry": entry,
            "typed_here": bool(typed) and not form.is_bound,
            "is_newcomer": True,
            "heading": "Tell us about your organisation",
            "breadcrumbs": [*UP, ("Join", reverse("membership:join"))],
        },
    )
