"""The public page of a case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.compact.cases import timeline
from assembly.compact.cases.selectors import with_names
from assembly.compact.models import VOLUNTARY, Case


@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """What everybody may read of it; before that it is not there."""
    today = timezone.localdate()
    found = with_names(Case.objects.listed(today).filter(reference=reference)).first()
    if found is None:
        raise Http404
    return render(
        request,
        "compact/cases/case.html",
        {"case": found, "timeline": timeline.lines_of(found, today), "voluntary": VOLUNTARY},
    )
