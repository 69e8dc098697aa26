"""Pages of the Compact that are not in the page tree: an undertaking, the editions, and a code to be printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.page_cache import kept_page

from .models import Code, Edition, Undertaking
from .text import editions
from .text.history import undertaking_context
from .text.pages import print_context


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


@require_safe
@kept_page
def code_print(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Code, subject=code)
    return render(request, "compact/code_print.html", print_context(found))


@require_safe
@kept_page
def edition_list(request: HttpRequest) -> HttpResponse:
    context = editions.edition_list_context(timezone.localdate())
    return render(request, "compact/edition_list.html", context)


@require_safe
@kept_page
def edition_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The whole text of an edition. A draft that is out for comment has a page of its own; no other has one."""
    today = timezone.localdate()
    listed = editions.public_edition(number, today)
    if listed is None:
        draft = Edition.objects.readable_draft(today).filter(number=number).first()
        if draft is None:
            raise Http404
        return redirect("compact:draft_text", number)
    context = editions.edition_context(listed, today)
    return render(request, "compact/edition.html", context)
