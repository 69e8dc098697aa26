"""Pages that watch the site itself."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_safe

from assembly.core.addresses import page_at

from . import calendars, chain, gallery, health, record
from .csv_files import csv_response
from .models import SiteSettings
from .page_cache import kept_page


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say for a monitor what each check found: 200 when all is well, 503 when not."""
    found = health.findings(timezone.now())
    ready = all(finding.ok for finding in found)
    checks = {finding.name: finding.as_json() for finding in found}
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


@require_safe
@kept_page
def record_head(request: HttpRequest) -> HttpResponse:
    """What the record is, and its head: how many lines are sealed, and the hash of the last seal."""
    return render(
        request,
        "core/record.html",
        {
            "head": record.head(),
            "parts": record.parts(),
            "lines": record.PART,
            "breadcrumbs": [("About the Assembly", page_at("about"))],
        },
    )


@require_safe
def record_leaves(request: HttpRequest, part: int) -> HttpResponseBase:
    """One file of leaves and seals, as CSV, with which anybody can check the chain away from the site."""
    if part not in record.parts():
        raise Http404("There is no file of leaves with this number.")
    return csv_response(f"leaves {part}", chain.COLUMNS, record.leaves(part))


@require_safe
def record_head_json(request: HttpRequest) -> JsonResponse:
    """The head for machines: {"events": number, "hash": hexadecimal}."""
    head = record.head()
    return JsonResponse({"events": head.count, "hash": head.digest})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages, or on a trial site nothing."""
    private = ["accounts:account", "wagtailadmin_home", "membership:my", "home:search"]
    closed = map(reverse, private) if settings.SEARCH_ENGINES else ["/"]
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed)]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml"] if settings.SEARCH_ENGINES else []
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@conditional_page
def calendar_file(request: HttpRequest, kind: str = "", slug: str = "") -> HttpResponse:
    """The public calendar: everything, or what belongs to one theme, district or body."""
    about = calendars.scope_name(kind, slug) if kind else "Calendar"
    if about is None:
        raise Http404("There is no such calendar.")
    name = f"{about}: {SiteSettings.load().assembly_name}"
    found = calendars.entries((kind, slug) if kind else None)
    response = HttpResponse(
        calendars.calendar(name, found), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{slug or "calendar"}.ics"'
    return response


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states, for whoever changes one. In DEBUG only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "core/components.html", gallery.context())
