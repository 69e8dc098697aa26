"""What officers of public bodies read, and confirm that they have read. To everybody else it is not there."""

from typing import NoReturn

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import Undertaking
from assembly.core.acting import act_if_sent, warn
from assembly.core.http import key_in, takes_form

from . import selectors, services
from .selectors import ToRead
from .services import Read

UP = [("My Assembly", reverse_lazy("membership:my"))]


def page_of(undertaking: Undertaking) -> str:
    return reverse(
        "compact:my_guidance_on", args=[undertaking.code.subject, undertaking.number.lower()]
    )


@require_safe
@login_required
def my_guidance(request: SignedInRequest) -> HttpResponse:
    """All guidance in force, what the officer has not read first."""
    today = timezone.localdate()
    found = _list(request)
    return render(
        request,
        "compact/guidance/my_list.html",
        {
            "lines": [(one, page_of(one.shown.undertaking)) for one in found],
            "unread": sum(one.read_on is None for one in found),
            "bodies": selectors.bodies_for(request.user, today),
            "breadcrumbs": UP,
        },
    )


@takes_form
@login_required
def my_guidance_on(request: SignedInRequest, code: str, number: str) -> HttpResponse:
    """The promise, its guidance, what changed since the officer read it, and the button that says that they have."""
    undertaking = get_object_or_404(
        Undertaking.objects.public().select_related("code"),
        code__subject=code,
        number__iexact=number,
    )
    found = {one.shown.undertaking.pk: one for one in _list(request)}
    one = found.get(undertaking.pk) or _not_there()
    version = key_in(request.POST.get("version", ""))

    def done(read: Read) -> str:
        return f"You have confirmed that you read {one.shown.name}." if read.is_in_force else ""

    def then(read: Read) -> HttpResponse:
        if read.is_in_force:
            return redirect("compact:my_guidance")
        warn(request, CHANGED.format(read.guidance.version))
        return redirect(page_of(undertaking))

    return act_if_sent(
        request,
        lambda: services.acknowledge(undertaking, version, by=request.user),
        done,
        then,
    ) or render(
        request,
        "compact/guidance/my_detail.html",
        {
            "one": one,
            "shown": one.shown,
            "bodies": selectors.bodies_for(request.user, timezone.localdate()),
            "breadcrumbs": [*UP, ("Guidance on the Compact", reverse("compact:my_guidance"))],
        },
    )


CHANGED = (
    "The guidance was changed while you had it open. We recorded that you read “{}”. Read what changed, and confirm "
    "again."
)


def _list(request: SignedInRequest) -> list[ToRead]:
    found = selectors.reading_list(request.user, timezone.localdate())
    return _not_there() if found is None else found


def _not_there() -> NoReturn:
    raise Http404
