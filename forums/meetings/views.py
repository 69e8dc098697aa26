"""The public page of a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.addresses import page_at
from forums.minutes.selectors import kept_of

from . import selectors


@require_safe
def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Date, place and agenda before it; afterwards who came, the notes and the minutes."""
    found = get_object_or_404(selectors.readable_by(request.user), group__slug=slug, number=number)
    runs_it = selectors.may_run(request.user, found.group)
    return render(
        request,
        "forums/meetings/meeting.html",
        {
            "meeting": found,
            "group": found.group,
            "runs_it": runs_it,
            "is_over": found.is_over(timezone.now()),
            "kept": kept_of(found, runs_it=runs_it),
            "breadcrumbs": [
                ("Groups", page_at("groups")),
                (found.group.name, found.group.get_absolute_url()),
            ],
        },
    )
