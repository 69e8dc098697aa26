"""The questions of a published consultation to read, to print, to print large, and to talk through in a group."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.consultations.public_pages import breadcrumbs, published_at

from .paper import paper_of
from .selectors import changes_of


@require_safe
def questions(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    return _page(request, "consultations/asking/questions.html", body, slug)


@require_safe
def questions_earlier(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    """A version that was in force before; of the one in force too, so that an address of it stays."""
    return _page(request, "consultations/asking/questions.html", body, slug, number)


@require_safe
def questions_large(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    return _page(request, "consultations/asking/large.html", body, slug)


@require_safe
def questions_discussion(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    return _page(request, "consultations/asking/discussion.html", body, slug)


def _page(
    request: HttpRequest, template: str, body: str, slug: str, number: int | None = None
) -> HttpResponse:
    consultation = published_at(body, slug)
    sets = list(consultation.question_sets.in_force())
    shown = next((one for one in sets if number in (None, one.number)), None)
    if shown is None:
        raise Http404
    return render(
        request,
        template,
        {
            **paper_of(consultation, shown),
            "is_earlier": shown != sets[0],
            "changes": changes_of(sets),
            "breadcrumbs": breadcrumbs(consultation),
        },
    )
