"""The convenor's own page of a group."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest

from . import selectors

PER_PAGE = 50


@require_safe
@login_required
def convening(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who is in it, who came and went lately, its seats. To everybody else the page does not exist."""
    today = timezone.localdate()
    group = get_object_or_404(
        selectors.convened_by(request.user, today).select_related("theme", "district"), slug=slug
    )
    context = selectors.page_context(group, today)
    context["members"] = Paginator(context["members"], PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forums/convening.html", context)
