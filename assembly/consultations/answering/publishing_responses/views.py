"""Published responses on the public site: the list, one of them, its files, and all as a file.

No search engine is to keep them: consent that is withdrawn tomorrow is to be gone tomorrow.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assembly.consultations.counts import by_kind, sentence
from assembly.consultations.models import Answer, Consultation
from assembly.consultations.public_pages import breadcrumbs, published_at
from assembly.consultations.reading.exports import columns_of
from assembly.consultations.reading.files import sent_as_file
from assembly.consultations.reading.selectors import AS_THEY_CAME
from assembly.core.csv_files import csv_response
from assembly.core.key_pages import key_page

from . import exports, selectors, shown

PER_PAGE = 25
NOT_FOUND = "This response is not published."
View = Callable[..., HttpResponseBase]


def of_published(view: View) -> View:
    """The view is given the consultation, once its responses are published."""

    @require_safe
    @wraps(view)
    def asked(
        request: HttpRequest, body: str, slug: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        consultation = published_at(body, slug)
        if not consultation.responses_published_at:
            raise Http404("The responses to this consultation are not published.")
        answer = view(request, consultation, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return asked


@of_published
def published_list(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Who responded and how each begins, with what is not published and why."""
    found = selectors.published(consultation)
    page = key_page(found, AS_THEY_CAME, request.GET, per_page=PER_PAGE)
    return render(
        request,
        "consultations/answering/published_list.html",
        {
            "consultation": consultation,
            "counts": sentence(by_kind(consultation)),
            "sorted": selectors.sort_out(consultation),
            "page": page,
            "lines": shown.lines(page),
            "breadcrumbs": breadcrumbs(consultation),
        },
    )


@of_published
def published_response(request: HttpRequest, consultation: Consultation, pk: int) -> HttpResponse:
    version = get_object_or_404(selectors.published(consultation), response=pk)
    return render(
        request,
        "consultations/answering/published_response.html",
        {
            "consultation": consultation,
            "reading": shown.reading(version),
            "pk": pk,
            "breadcrumbs": breadcrumbs(consultation),
        },
    )


@of_published
def published_file(
    request: HttpRequest, consultation: Consultation, pk: int, answer: int
) -> HttpResponseBase:
    """The file of one answer, unless it is withheld."""
    version = get_object_or_404(selectors.published(consultation), response=pk)
    answers = Answer.objects.filter(version=version).prefetch_related("redactions")
    found = get_object_or_404(answers.select_related("question"), pk=answer)
    if not shown.may_have_file(found):
        raise Http404(NOT_FOUND)
    sent: FileResponse = sent_as_file(found, shown.file_name(found, version))
    return sent


@of_published
def published_csv(request: HttpRequest, consultation: Consultation) -> HttpResponseBase:
    columns = columns_of(consultation)
    return csv_response(
        f"published responses {consultation.body.slug} {consultation.page.slug}",
        exports.header(columns),
        exports.rows(consultation, columns),
    )
