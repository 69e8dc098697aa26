"""What the screens for drafting an edition have in common: who may open them, and how they find and refuse."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import Edition, Undertaking
from assembly.core.acting import say_no, sent
from assembly.core.http import screen

from . import rules

MAY_READ, MAY_BEGIN, MAY_DRAFT = (
    "compact.view_edition",
    "compact.add_edition",
    "compact.change_edition",
)
may_read, may_begin, may_draft = screen(MAY_READ), screen(MAY_BEGIN), screen(MAY_DRAFT)


def draft_at(number: int) -> Edition:
    return get_object_or_404(Edition, number=number)


def closed(request: SignedInRequest, edition: Edition) -> HttpResponse | None:
    """A form of an edition that was published is not shown; one that is sent says why nothing was saved."""
    ruling = rules.may_be_edited(edition)
    if ruling or sent(request) is not None:
        return None
    return say_no(request, ruling.reason, address(edition))


def address(edition: Edition, undertaking: Undertaking | None = None) -> str:
    anchor = f"#u{undertaking.pk}" if undertaking else ""
    return reverse("compact_staff:edition", args=[edition.number]) + anchor


def asked(
    request: SignedInRequest, edition: Edition, *, is_final: bool = False, **context: object
) -> HttpResponse:
    """A page that asks before an act without a form."""
    return render(
        request,
        "core/staff/ask.html",
        {
            "icon": "doc-full",
            "subtitle": edition,
            "back": address(edition),
            "is_final": is_final,
            **context,
        },
    )
