"""The list of the cases in which somebody has a part, and the way to raise one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases.raising.start import complainants_of
from assembly.compact.models import VOLUNTARY
from assembly.membership.views.access import MY

from . import selectors
from .forms import ListForm


@require_safe
@login_required
def my_cases(request: SignedInRequest) -> HttpResponse:
    form, today = ListForm(request.GET), timezone.localdate()
    chosen = form.cleaned_data if form.is_valid() else {}
    page = selectors.page_of(request.user, chosen, request.GET, today)
    return render(
        request,
        "compact/cases/lists/my_cases.html",
        {
            "page": page,
            "rows": selectors.rows_of(request.user, page, today),
            "filters": form,
            "is_narrowed": bool(chosen.get("state")),
            "may_raise": bool(complainants_of(request.user)),
            "voluntary": VOLUNTARY,
            "breadcrumbs": [MY],
        },
    )
