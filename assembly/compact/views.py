"""The page of one undertaking; the Compact's other pages stand in the page tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.page_cache import kept_page

from .models import Undertaking
from .text.pages import undertaking_context


@require_safe
@kept_page
def undertaking_detail(request: HttpRequest, code: str, number: str) -> HttpResponse:
    undertaking = get_object_or_404(
        Undertaking.objects.public().select_related("code"),
        code__subject=code,
        number__iexact=number,
    )
    if request.path != undertaking.get_absolute_url():
        return redirect(undertaking, permanent=True)
    context = undertaking_context(undertaking, timezone.localdate())
    return render(request, "compact/undertaking_detail.html", context)
