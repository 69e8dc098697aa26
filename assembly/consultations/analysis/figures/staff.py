"""The same figures for those who read the responses, from the close on. What is withheld stays withheld."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import speaking
from assembly.consultations.reading.calling import read_after_the_close
from assembly.core.csv_files import csv_response
from assembly.core.xlsx_files import xlsx_response

from . import exports
from .page import analysis_context
from .views import name_of


@require_safe
@read_after_the_close
def figures(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    context = analysis_context(consultation, request.GET.get("by", ""), for_staff=True)
    today = timezone.localdate()
    codes = speaking.answers_for(request.user, consultation, today)
    return render(request, "consultations/analysis/figures.html", context | {"codes": codes})


@require_safe
@read_after_the_close
def figures_csv(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    return csv_response(name_of(consultation), exports.HEADER, exports.rows(consultation))


@require_safe
@read_after_the_close
def figures_xlsx(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    return xlsx_response(name_of(consultation), exports.HEADER, exports.rows(consultation))
