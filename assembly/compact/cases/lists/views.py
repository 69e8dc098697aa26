"""The list of the cases in which somebody has a part, and the way to raise one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases.selectors import sides_of
from assembly.compact.cases.standing import MAY_WORK
from assembly.compact.models import VOLUNTARY
from assembly.membership.views.access import MY

from . import selectors
from .forms import ListForm


@require_safe
@login_required
def my_cases(request: SignedInRequest) -> HttpResponse:
    form, today = ListForm(request.GET), timezone.localdate()
    chosen = form.understood
    sides = sides_of(request.user, today)
    page = selectors.page_of(sides, chosen, request.GET, today)
    return render(
        request,
        "compact/cases/lists/my_cases.html",
        {
            "page": page,
            "rows": selectors.rows_of(sides, page, today),
            "filters": form,
            "is_narrowed": bool(chosen.get("state")),
            "may_raise": sides.speaks or request.user.has_perm(MAY_WORK),
            "voluntary": VOLUNTARY,
            "breadcrumbs": [MY],
        },
    )
