"""Where members and the official registers say different things."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.core.csv_files import csv_response
from assembly.core.http import screen
from assembly.membership import comparing
from assembly.membership.forms.registers import DifferenceFilterForm
from assembly.membership.models import RegisterImport

PER_PAGE = 50
COLUMNS = ("Organisation", "Official number", "What", "The organisation says", "The register says")


@require_safe
@screen("membership.view_registerentry")
def difference_list(request: HttpRequest) -> HttpResponse:
    form = DifferenceFilterForm(request.GET)
    found = comparing.differences(**form.chosen())
    return render(
        request,
        "membership/staff/difference_list.html",
        {
            "form": form,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
            "last_import": RegisterImport.objects.first(),
        },
    )


@require_safe
@screen("membership.view_registerentry")
def difference_csv(request: HttpRequest) -> HttpResponseBase:
    rows = (
        (each.organisation, each.organisation.org_id, each.label, each.ours, each.theirs)
        for each in comparing.differences(**DifferenceFilterForm(request.GET).chosen())
    )
    return csv_response("register-and-members", COLUMNS, rows)
