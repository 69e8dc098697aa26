"""The analysis on the public site, from the moment the responses are published."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.consultations.models import Consultation
from assembly.consultations.public_pages import breadcrumbs, published_at
from assembly.core.csv_files import csv_response
from assembly.core.xlsx_files import xlsx_response

from . import exports, rules
from .page import analysis_context


@require_safe
def analysis(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Figures and themes, by kind of respondent or split as `?by=` asks."""
    consultation = _public(body, slug)
    context = analysis_context(consultation, request.GET.get("by", ""), for_staff=False)
    return render(
        request,
        "consultations/analysis/analysis.html",
        context
        | {
            "breadcrumbs": breadcrumbs(consultation),
            "files": [
                ("All figures", reverse("consultations:analysis_csv", args=[body, slug]), "CSV"),
                ("All figures", reverse("consultations:analysis_xlsx", args=[body, slug]), "Excel"),
            ],
        },
    )


@require_safe
def analysis_csv(request: HttpRequest, body: str, slug: str) -> HttpResponseBase:
    return csv_response(name_of(found := _public(body, slug)), exports.HEADER, exports.rows(found))


@require_safe
def analysis_xlsx(request: HttpRequest, body: str, slug: str) -> HttpResponseBase:
    return xlsx_response(name_of(found := _public(body, slug)), exports.HEADER, exports.rows(found))


def name_of(consultation: Consultation) -> str:
    return f"analysis {consultation.body.slug} {consultation.page.slug}"


def _public(body: str, slug: str) -> Consultation:
    found = published_at(body, slug)
    if not rules.are_public(found):
        raise Http404
    return found
