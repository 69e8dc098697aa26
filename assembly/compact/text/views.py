"""Public pages of the text beside those in the page tree: what an edition changed, word by word."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.compact.models import VOLUNTARY, Edition
from assembly.core.addresses import page_at
from assembly.core.http import key_in
from assembly.core.page_cache import kept_page

from . import drafts
from .editions import draft_context

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


def _draft(number: int) -> Edition:
    """To everybody who may not read the draft yet it does not exist."""
    return get_object_or_404(Edition.objects.readable_draft(timezone.localdate()), number=number)


@require_safe
def draft_text(request: HttpRequest, number: int) -> HttpResponse:
    """The draft as it is now. The page is not kept, because writing into a draft renews no page."""
    found, today = _draft(number), timezone.localdate()
    return render(request, "compact/edition.html", draft_context(found, today))


@require_safe
def draft_changes(request: HttpRequest, number: int) -> HttpResponse:
    found = _draft(number)
    before = drafts.comparable(found).first()
    context = {
        "comparison": drafts.compared(before, found),
        "earlier": [],
        "is_draft": True,
        "voluntary": VOLUNTARY,
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            (str(found), reverse("compact:draft_text", args=[number])),
        ],
    }
    return render(request, "compact/changes.html", context)


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
