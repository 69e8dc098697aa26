"""The Support Unit loads the themes that most Assemblies begin with."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_if_sent
from assembly.core.http import screen
from assembly.membership.models import Theme
from assembly.membership.rules import areas as rules
from assembly.membership.services.areas import DEFAULT_THEMES, load_default_themes


@screen("membership.add_theme")
def theme_load(request: SignedInRequest) -> HttpResponse:
    """The six themes, and the button that loads them."""
    return act_if_sent(
        request,
        lambda: load_default_themes(by=request.user),
        lambda themes: f"{len(themes)} themes added.",
        redirect("theme:index"),
    ) or render(
        request,
        "core/staff/ask.html",
        {
            "title": "Load the usual six themes",
            "lead": "Each can be renamed, moved or deleted afterwards, and you can add others.",
            "lines": DEFAULT_THEMES,
            "ruling": rules.may_load_default_themes(themes=Theme.objects.count()),
            "button": "Load these themes",
            "back": reverse("theme:index"),
        },
    )
