"""Taking over an existing list of members."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.csv_files import csv_response
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import member_lists
from assembly.membership.forms.lists import ListUploadForm
from assembly.membership.models import MemberList
from assembly.membership.services import lists

PER_PAGE = 100
ROWS_PER_PAGE = 50
# Of the number of a row.
MOST_DIGITS = 7


@takes_form
@permission_required("membership.take_over_list", raise_exception=True)
def member_list_index(request: SignedInRequest) -> HttpResponse:
    """The lists there were, and the form for another one."""
    form = ListUploadForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            uploaded = lists.upload_list(file.read(), file.name, by=request.user)
        except RuleBroken as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("membership_lists:member_list", uploaded.pk)
    page = Paginator(MemberList.objects.select_related("uploaded_by"), PER_PAGE)
    return render(
        request,
        "membership/staff/member_list_index.html",
        {
            "form": form,
            "page": page.get_page(request.GET.get("p")),
            "columns": member_lists.COLUMNS,
        },
    )


@takes_form
@permission_required("membership.take_over_list", raise_exception=True)
def member_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each row with each cell and its problem; then apply, undo or throw away."""
    found = get_object_or_404(MemberList, pk=pk)
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("membership_lists:member_list", pk)
        if request.POST["act"] == "answer":
            return redirect("membership_lists:member_list", pk)
        return redirect("membership_lists:member_list_index")
    waiting = found.state == MemberList.State.UPLOADED
    shown = lists.preview(found) if waiting else None
    rows = (shown.wrong or shown.rows) if shown else list(found.rows.select_related("organisation"))
    return render(
        request,
        "membership/staff/member_list.html",
        {
            "list": found,
            "preview": shown,
            "page": Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("p")),
        },
    )


@require_safe
@permission_required("membership.take_over_list", raise_exception=True)
def problems_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that are wrong, with their problems, for whoever corrects the file."""
    found = get_object_or_404(MemberList, pk=pk, state=MemberList.State.UPLOADED)
    shown = lists.preview(found)
    rows = (
        [row.number, *(cell.text for cell in row.cells), " ".join(row.problems)]
        for row in shown.wrong
    )
    return csv_response("problems", ["Row", *shown.titles, "Problems"], rows)


def _answers(request: SignedInRequest) -> dict[int, tuple[member_lists.Answer, str]]:
    """Row -> what was chosen for it, and what stood beside the choice; a row without a choice is left open."""
    chosen = {
        name.removeprefix("row-"): value
        for name, value in request.POST.items()
        if name.startswith("row-") and value in set(member_lists.Answer)
    }
    return {
        int(number): (member_lists.Answer(value), request.POST.get(f"about-{number}", "")[:10_000])
        for number, value in chosen.items()
        if number.isdecimal() and len(number) < MOST_DIGITS
    }


def _act(request: SignedInRequest, found: MemberList) -> str:
    """Do what the button says. Returns what has happened."""
    match request.POST.get("act"):
        case "answer":
            lists.answer_names(found, _answers(request))
            return "Answers saved. Nothing is entered yet."
        case "apply":
            number = lists.apply_list(found, by=request.user)
            return f"{number:,} organisation{'s' * (number != 1)} came in with {found}."
        case "undo":
            number = lists.undo_list(found, by=request.user)
            return f"Taken out again: {number:,} organisation{'s' * (number != 1)} of {found}."
        case "drop":
            lists.drop_list(found)
            return f"{found} is thrown away."
        case _:
            raise RuleBroken("Choose what is to be done with the list.")
