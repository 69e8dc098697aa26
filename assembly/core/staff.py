"""Screens of the house in the Wagtail admin."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.core.http import screen

from . import history, retention
from .models import Removal

PER_PAGE = 50


@require_safe
def record_history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Who did what to this record, and when. To those who may not see the record, it is not there."""
    record = history.record_for(request.user, kind, pk)
    if record is None:
        raise Http404("There is no such record, or it is not yours to see.")
    page = Paginator(history.events_of(record), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "core/staff/history.html",
        {"record": record, "page": page, "lines": history.in_words(page)},
    )


@require_safe
@screen("core.view_removal")
def removal_log(request: HttpRequest) -> HttpResponse:
    """What is forgotten by which rule, and what the job has removed so far, the newest first."""
    rules = {rule.code: rule.sentence for rule in retention.rules}
    page = Paginator(Removal.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    lines = [(removal, rules.get(removal.rule, removal.rule)) for removal in page]
    return render(
        request, "core/staff/removals.html", {"rules": rules.values(), "page": page, "lines": lines}
    )
