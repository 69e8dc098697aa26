"""The public list of those who signed the Compact."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.compact.models import VOLUNTARY
from assembly.core.addresses import page_at
from assembly.core.csv_files import csv_response

from . import selectors, showing
from .forms import ListForm


@require_safe
def signatories(request: HttpRequest) -> HttpResponse:
    form, today = ListForm(request.GET), timezone.localdate()
    chosen = form.held()
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    asked = f"?{query.urlencode()}" if query else ""
    query["state"] = selectors.ENDED
    return render(
        request,
        "compact/signatories/list.html",
        {
            "listed": showing.shown(chosen, request.GET, today),
            "filters": form,
            "is_narrowed": bool(chosen),
            "only_ended": chosen.get("state") == selectors.ENDED,
            "ended_url": f"?{query.urlencode()}",
            "files": [
                ("This list", f"{reverse('compact:signatories_csv')}{asked}", "CSV"),
            ],
            "voluntary": VOLUNTARY,
            "breadcrumbs": [("The Compact", page_at("compact"))],
        },
    )


@require_safe
def signatories_csv(request: HttpRequest) -> StreamingHttpResponse:
    chosen = ListForm(request.GET).held()
    rows = showing.rows(chosen, timezone.localdate())
    return csv_response("signatories-of-the-compact", showing.HEADER, rows)
