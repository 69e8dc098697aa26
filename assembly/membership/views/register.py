"""The public register."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from assembly.membership import panels, profiles, selectors
from assembly.membership.forms.register import RegisterFilterForm
from assembly.membership.models import Organisation

PER_PAGE = 25
UP = [("Members", reverse_lazy("membership:organisation_list"))]


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    form = RegisterFilterForm(request.GET)
    page = Paginator(selectors.register(**form.chosen()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "membership/organisation_list.html",
        {"filters": form, "page": page, "narrowed": bool(form.chosen())},
    )


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(
        Organisation.objects.public().prefetch_related("districts", "themes"), slug=slug
    )
    return render(
        request,
        "membership/organisation_detail.html",
        {
            "organisation": organisation,
            "standing": profiles.standing(organisation),
            "sections": profiles.on_its_page(organisation),
            "panels": panels.of_organisation(organisation),
            "breadcrumbs": UP,
        },
    )
