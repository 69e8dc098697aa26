"""The search page: everything the site shows to everybody, by kind."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.core.search import Kind, kinds
from assembly.core.search.reading import read
from assembly.core.search.words import LONGEST, MOST_TERMS, Search

from . import selectors
from .selectors import Matches

TOO_LONG = f"A search has at most {LONGEST} letters. Type the few words that matter most."
NO_WORDS = "Type at least one word or number. Other signs are not searched for."
CUT = f"The search looked for the first {MOST_TERMS} words."


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    wanted = next((kind for kind in kinds if kind.key == request.GET.get("type")), None)
    context: dict[str, Any] = {"places": kinds, "longest": LONGEST, "q": "", "wanted": wanted}
    if len(typed) > LONGEST:
        return _page(request, context | {"q": typed[:LONGEST], "problem": TOO_LONG})
    asked = read(typed)
    context["q"] = asked.typed
    if not asked.terms:
        return _page(request, context | {"problem": NO_WORDS if typed.strip() else ""})

    found = selectors.matches(asked)
    if not found and (near := selectors.near(asked)):
        asked, found = near
        context["meant"] = asked.typed
    context["note"] = CUT if asked.cut else ""
    return _page(request, context | _results(request, asked, found, wanted))


def _results(
    request: HttpRequest, asked: Search, found: list[Matches], wanted: Kind | None
) -> dict[str, Any]:
    """The best of every kind, or one kind page by page."""
    everything = sum(each.count for each in found)
    context = {
        "asked": asked.typed,
        "filters": [
            _filter(asked, None, everything, wanted),
            *(_filter(asked, each.kind, each.count, wanted) for each in found),
        ],
    }
    if wanted is None:
        return context | {"sections": selectors.best(asked, found)}
    matches = next((each for each in found if each.kind == wanted), Matches(wanted, []))
    return context | {
        "page": selectors.page_of(matches, asked, request.GET.get("page")),
        "too_many": "" if matches.is_counted else selectors.figure(matches.count),
    }


def _filter(asked: Search, kind: Kind | None, count: int, wanted: Kind | None) -> dict[str, Any]:
    query = {"q": asked.typed} | ({"type": kind.key} if kind else {})
    return {
        "label": kind.name if kind else "Everything",
        "count": selectors.figure(count),
        "url": f"?{urlencode(query)}",
        "current": kind == wanted,
    }


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "home/search.html", context)
