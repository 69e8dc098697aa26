"""A page of a hearing with one form: the same frame for each, and the sentence of the rule where it is not offered."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import VOLUNTARY, Case
from assembly.membership.views.access import MY

FORM = "compact/cases/act.html"


def form_page(
    request: SignedInRequest,
    case: Case,
    form: BaseForm | None,
    *,
    heading: str,
    button: str,
    template: str = FORM,
    **more: Any,
) -> HttpResponse:
    """`more`: intro, danger, and what a template of its own shows."""
    context = {
        "case": case,
        "caption": str(case),
        "form": form,
        "heading": heading,
        "button": button,
        "voluntary": VOLUNTARY,
        "breadcrumbs": [MY, (str(case), case.own_url)],
        "cancel_url": case.own_url,
        **more,
    }
    return render(request, template, context)
