"""Public pages of the text beside those in the page tree: what an edition changed, word by word."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assembly.compact.models import VOLUNTARY, Edition
from assembly.core.addresses import page_at
from assembly.core.http import key_in
from assembly.core.page_cache import kept_page

from . import drafts

FROM = "from"


def chosen_before(request: HttpRequest, earlier: Sequence[Edition]) -> Edition | None:
    """The edition to compare with: the one before, or the one that `?from=` names. None for the first edition."""
    asked = request.GET.get(FROM, "")
    if not asked:
        return earlier[0] if earlier else None
    found = next((one for one in earlier if one.number == key_in(asked)), None)
    if found is None:
        raise Http404
    return found


@require_safe
@kept_page
def edition_changes(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Edition.objects.adopted(), number=number)
    earlier = list(drafts.comparable(found))
    before = chosen_before(request, earlier)
    return render(
        request,
        "compact/changes.html",
        {
            "comparison": drafts.compared(before, found),
            "earlier": earlier,
            "voluntary": VOLUNTARY,
            "breadcrumbs": [
                ("The Compact", page_at("compact")),
                (str(found), found.get_absolute_url()),
            ],
        },
    )
