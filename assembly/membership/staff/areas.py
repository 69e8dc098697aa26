"""The Support Unit loads the themes that most Assemblies begin with."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership.models import Theme
from assembly.membership.rules import areas as rules
from assembly.membership.services.areas import DEFAULT_THEMES, load_default_themes


@takes_form
@permission_required("membership.add_theme", raise_exception=True)
def theme_load(request: SignedInRequest) -> HttpResponse:
    """The six themes, and the button that loads them."""
    if request.method == "POST":
        try:
            themes = load_default_themes(by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{len(themes)} themes added.")
        return redirect("theme:index")
    return render(
        request,
        "core/staff/load.html",
        {
            "title": "Load the usual six themes",
            "lead": "Each can be renamed, moved or deleted afterwards, and you can add others.",
            "lines": DEFAULT_THEMES,
            "ruling": rules.may_load_default_themes(themes=Theme.objects.count()),
            "button": "Load these themes",
            "back": "theme:index",
        },
    )
