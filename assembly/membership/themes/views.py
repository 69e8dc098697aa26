"""The public page of the list of themes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.page_cache import kept_page

from . import selectors


@require_safe
@kept_page
def themes(request: HttpRequest) -> HttpResponse:
    """Today's list, and each one before it."""
    found = selectors.versions(timezone.localdate())
    return render(
        request,
        "membership/themes.html",
        {
            "current": found[0] if found else None,
            "former": found[1:],
            "breadcrumbs": [("The sector in figures", reverse("membership:sector"))],
        },
    )
