"""The public register: page by page, as a map, and as files."""

import string
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse, reverse_lazy
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from assembly.core import parts
from assembly.core.key_pages import key_page
from assembly.core.page_cache import kept_page
from assembly.membership import exports, facets, maps, panels, profiles, register, selectors
from assembly.membership.forms.register import RegisterFilterForm
from assembly.membership.models import District, Organisation

PER_PAGE = 25
UP = [("Members", reverse_lazy("membership:organisation_list"))]


@require_safe
@kept_page
def organisation_list(request: HttpRequest) -> HttpResponse:
    """One page of the register. Its first page is drawn once for everybody, unless its figures are being counted."""
    is_plain = not request.GET and not facets.current()[1]
    # Drawn for an empty request, so that nothing of the first visitor's is kept for the others.
    drawn = (
        parts.kept(
            "register",
            lambda: _draw(HttpRequest()),
            may_keep=lambda _: not facets.current()[1],
        )
        if is_plain
        else _draw(request)
    )
    return render(
        request, "membership/organisation_list.html", {"drawn": drawn, "files": _files(request)}
    )


def _draw(request: HttpRequest) -> SafeString:
    """With the figures of every filter, the alphabet and the map."""
    form = RegisterFilterForm(request.GET)
    chosen = form.chosen()
    q, order = form.q_typed, form.order_chosen
    counts = facets.counts(chosen, _keys(q))
    form.show(counts)
    found = register.in_order(register.narrowed(chosen, q), order)
    page = key_page(
        found.prefetch_related("districts", "themes"),
        register.ORDERS[order],
        request.GET,
        per_page=PER_PAGE,
    )
    return render_to_string(
        "membership/organisations.html",
        {
            "filters": form,
            "page": page,
            "counts": counts,
            "narrowed": bool(chosen or q),
            "letters": _letters(counts, chosen.get("letter", "")),
            "map": maps.tile_map(
                list(District.objects.all()),
                {
                    value: number
                    for (name, value), number in counts.by_value.items()
                    if name == "district"
                },
                title="Organisations found in each district",
                figure_heading="Organisations",
                url=reverse("membership:organisation_list"),
            ),
        },
        request,
    )


@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    return _file(request, "csv")


@require_safe
def register_json(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    return _file(request, "json")


def _file(request: HttpRequest, kind: str) -> StreamingHttpResponse | HttpResponse:
    """What the list shows, of all its pages; a filter that means nothing is refused rather than ignored."""
    form = RegisterFilterForm(request.GET)
    if form.not_known:
        return HttpResponseBadRequest(
            f"This file knows no {', '.join(form.not_known)}.", "text/plain"
        )
    found = register.narrowed(form.chosen(), form.q_typed).order_by("pk")
    return exports.register_csv(found) if kind == "csv" else exports.register_json(found)


def _keys(q: str) -> list[int] | None:
    """The organisations that hold the searched words; None without any."""
    return list(register.holding(q).order_by().values_list("pk", flat=True)) if q.split() else None


def _letters(counts: facets.Counts, chosen: str) -> list[tuple[str, str, int, bool]]:
    """The alphabet: value, what is shown, how many, and whether it is chosen."""
    letters = [(letter, letter.upper()) for letter in string.ascii_lowercase]
    letters.append((register.OTHER_LETTER, "Others"))
    return [(value, shown, counts.of("letter", value), value == chosen) for value, shown in letters]


def _files(request: HttpRequest) -> list[tuple[str, str, str]]:
    narrowed = request.GET.copy()
    for name in ("after", "before", "page", "order"):
        narrowed.pop(name, None)
    query = f"?{narrowed.urlencode()}" if narrowed else ""
    return [
        ("These organisations", reverse("membership:register_csv") + query, "CSV"),
        ("These organisations, for programs", reverse("membership:register_json") + query, "JSON"),
    ]


def kept_or_404(slug: str) -> Organisation:
    """The organisation to which the address of a merged record leads."""
    kept = selectors.kept_for(slug)
    if kept is None:
        raise Http404("There is no organisation at this address.")
    return kept


@require_safe
@kept_page
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = Organisation.objects.public().filter(slug=slug).first()
    if organisation is None:
        return redirect(kept_or_404(slug), permanent=True)
    return render(
        request,
        "membership/organisation_detail.html",
        {
            "organisation": organisation,
            "breadcrumbs": UP,
            **parts.kept(f"organisation:{organisation.pk}", lambda: _around(organisation)),
        },
    )


def _around(organisation: Organisation) -> dict[str, Any]:
    """What the page shows beside the organisation's own row; a query for each kind of thing."""
    return {
        "standing": profiles.standing(organisation),
        "sections": profiles.on_its_page(organisation),
        "panels": panels.of_organisation(organisation),
    }
