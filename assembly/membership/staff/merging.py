"""Merging two records of one organisation: proposed by one person, looked through and confirmed by a second."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen
from assembly.membership import merging, selectors
from assembly.membership.forms.merging import MergeForm
from assembly.membership.models import Merge, Organisation
from assembly.membership.services.merging import (
    confirm_merge,
    may_be_confirmed,
    may_be_merged,
    propose_merge,
    withdraw_merge,
)

PER_PAGE = 30
may_do = screen("membership.merge_organisations")


@require_safe
@may_do
def merge_list(request: HttpRequest) -> HttpResponse:
    """Those that wait first, then what became of the others."""
    merges = Merge.objects.select_related("kept", "gone", "proposed_by", "decided_by")
    page = Paginator(merges.order_by("outcome", "-proposed_at"), PER_PAGE)
    return render(
        request, "membership/staff/merge_list.html", {"page": page.get_page(request.GET.get("p"))}
    )


@may_do
def merge_propose(request: SignedInRequest) -> HttpResponse:
    """Choose the two, look at what would move, and propose it."""
    form = form_of(
        request, MergeForm, initial={name: request.GET.get(name) for name in ("kept", "gone")}
    )
    propose = Button(
        lambda: propose_merge(**form.cleaned_data, by=request.user),
        "Merge proposed. A second person has to check and confirm it.",
        redirect,
        form,
    )
    if answer := act_by_button(request, {"propose": propose, "look": lambda: None}):
        return answer
    looked = form.is_valid() and form.cleaned_data
    return render(
        request,
        "membership/staff/merge_propose.html",
        {
            "form": form,
            "shown": _shown(looked["kept"], looked["gone"], request) if looked else None,
        },
    )


@may_do
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """What moves and what stays, beside the two records; then confirm it, or withdraw it."""
    found = get_object_or_404(
        Merge.objects.select_related("kept", "gone", "proposed_by", "decided_by"), pk=pk
    )
    shown = request.POST.get("shown", "")
    return act_by_button(
        request,
        {
            "confirm": Button(
                lambda: confirm_merge(found, shown=shown, by=request.user),
                lambda kept: f"Records merged into {kept}. We have told the leads.",
                redirect(found),
            ),
            "withdraw": Button(
                lambda: withdraw_merge(found, by=request.user),
                "Proposal withdrawn. Both records stay as they are.",
                redirect(found),
            ),
        },
    ) or render(
        request,
        "membership/staff/merge.html",
        {
            "merge": found,
            "may_confirm": may_be_confirmed(found, request.user),
            "shown": None if found.outcome else _shown(found.kept, found.gone, request),
        },
    )


def _shown(kept: Organisation, gone: Organisation, request: SignedInRequest) -> dict[str, object]:
    """The two side by side, what hangs on the one that goes, and any objection to it."""
    digest = merging.digest(
        kept, gone
    )  # before what it stands for, so that it is never the newer one
    rows = list(merging.preview(gone))
    return {
        "records": [
            (one, what, selectors.facts(one), selectors.current_delegates(one))
            for one, what in ((kept, "Record to keep"), (gone, "Record to merge into it"))
        ],
        "moves": [(words, number) for words, number, because in rows if not because],
        "stays": [(words, number, because) for words, number, because in rows if because],
        "may": may_be_merged(kept, gone, request.user),
        "digest": digest,
    }
