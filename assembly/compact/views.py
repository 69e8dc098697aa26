"""The page of one undertaking; the Compact's other pages stand in the page tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.core.page_cache import kept_page

from . import selectors
from .models import Undertaking


@require_safe
@kept_page
def undertaking_detail(request: HttpRequest, code: str, number: str) -> HttpResponse:
    undertaking = get_object_or_404(
        Undertaking.objects.select_related("code").prefetch_related("versions"),
        code__subject=code,
        number__iexact=number,
    )
    if request.path != undertaking.get_absolute_url():
        return redirect(undertaking, permanent=True)
    return render(
        request, "compact/undertaking_detail.html", selectors.undertaking_context(undertaking)
    )
