"""The public page of one event: how to come, and afterwards who came and what was said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.consultations.public_pages import breadcrumbs, published_at

from . import selectors


@require_safe
def event(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    """Nothing of it while the text of the consultation's page is hidden."""
    consultation = published_at(body, slug)
    found = get_object_or_404(selectors.events_of(consultation), number=number)
    found.consultation = consultation
    at = timezone.now()
    shown = selectors.shown(found)
    tag, colour = selectors.state(found, at)
    context = {
        "event": found,
        "consultation": consultation,
        "is_hidden": consultation.text_is_hidden,  # type: ignore[attr-defined]  # set by `with_page`
        "tag": tag,
        "colour": colour,
        "rows": selectors.facts(found),
        "is_over": found.is_over(at),
        "notes": shown.get("notes"),
        "summary": shown.get("summary"),
        "came": selectors.came(found) if "notes" in shown else None,
        "runs_it": selectors.runs_events(request.user, consultation, timezone.localdate(at)),
        "breadcrumbs": breadcrumbs(consultation),
    }
    return render(request, "consultations/events/event.html", context)
