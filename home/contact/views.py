"""The contact page's form."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from allauth.core import ratelimit

from assembly.accounts.models import User

from . import services
from .forms import ContactForm
from .models import REFERENCE_LETTERS, new_reference

REFERENCE = re.compile(f"[{REFERENCE_LETTERS}]{{1,12}}")
TOO_MANY = "Several messages came from this computer or this address already. Wait an hour, or telephone us."


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form on the page of this context; sent and in order, take the message in."""
    user = request.user if isinstance(request.user, User) else None
    if request.method != "POST":
        received = request.GET.get("received", "")
        if REFERENCE.fullmatch(received):
            return TemplateResponse(
                request, "home/contact_received.html", {**context, "reference": received}
            )
        form = ContactForm(user=user, initial={"topic": request.GET.get("topic", "")})
        return TemplateResponse(request, "home/contact_page.html", {**context, "form": form})
    form = ContactForm(request.POST, user=user)
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return _received(request, new_reference())
    if form.is_valid() and not ratelimit.consume(
        request, action="contact", key=form.cleaned_data["email"].lower()
    ):
        form.add_error(None, TOO_MANY)
    if form.is_valid():
        return _received(request, services.receive_message(form.instance, by=user).reference)
    return TemplateResponse(request, "home/contact_page.html", {**context, "form": form})


def _received(request: HttpRequest, reference: str) -> HttpResponse:
    """To another page, so that a reloaded page sends nothing again."""
    return redirect(f"{request.path}?received={reference}")
