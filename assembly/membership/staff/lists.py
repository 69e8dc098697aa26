"""Taking over an existing list of members."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.clean_text import clean
from assembly.core.csv_files import csv_response
from assembly.core.figures import in_words
from assembly.core.http import screen
from assembly.membership import member_lists
from assembly.membership.forms.lists import ColumnsForm, ListUploadForm
from assembly.membership.models import MemberList
from assembly.membership.services import lists

PER_PAGE = 100
ROWS_PER_PAGE = 50
# Of the number of a row.
MOST_DIGITS = 7


@screen("membership.take_over_list")
def member_list_index(request: SignedInRequest) -> HttpResponse:
    """The lists there were, and the form for another one."""
    form = form_of(request, ListUploadForm)

    def upload() -> MemberList:
        file = form.cleaned_data["file"]
        return lists.upload_list(file.read(), file.name, by=request.user)

    if answer := act_by_form(
        request,
        form,
        upload,
        "",
        lambda uploaded: redirect("membership_lists:member_list", uploaded.pk),
        "file",
    ):
        return answer
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


@screen("membership.take_over_list")
def member_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each row with each cell and its problem; then apply, undo or throw away."""
    found = get_object_or_404(MemberList, pk=pk)
    waiting = found.state == MemberList.State.UPLOADED
    if waiting and found.columns is None:
        return _columns(request, found)
    if answer := act_by_button(request, _buttons(request, found)):
        return answer
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


def _columns(request: SignedInRequest, found: MemberList) -> HttpResponse:
    """Which column is which? With guesses, and the first cells of each column."""
    table = lists.table_of(found)
    form = form_of(request, ColumnsForm, button="columns", table=table)
    buttons = {
        **_buttons(request, found),
        "columns": Button(
            lambda: lists.name_columns(found, form.columns, by=request.user),
            "Columns saved. They are remembered for the next list with the same titles.",
            redirect("membership_lists:member_list", found.pk),
            form,
        ),
    }
    return act_by_button(request, buttons) or render(
        request,
        "membership/staff/member_list_columns.html",
        {"list": found, "form": form, "table": table},
    )


@require_safe
@screen("membership.take_over_list")
def problems_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that are wrong, with their problems, for whoever corrects the file."""
    found = get_object_or_404(
        MemberList, pk=pk, state=MemberList.State.UPLOADED, columns__isnull=False
    )
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
        int(number): (
            member_lists.Answer(value),
            clean(request.POST.get(f"about-{number}", ""))[:10_000],
        )
        for number, value in chosen.items()
        if number.isdecimal() and len(number) < MOST_DIGITS
    }


def _buttons(request: SignedInRequest, found: MemberList) -> dict[str, Button]:
    def every(_: object) -> HttpResponse:
        return redirect("membership_lists:member_list_index")

    def organisations(number: int) -> str:
        return in_words(number, "organisations")

    return {
        "answer": Button(
            lambda: lists.answer_names(found, _answers(request)),
            "Answers saved. Nothing is entered yet.",
            redirect("membership_lists:member_list", found.pk),
        ),
        "apply": Button(
            lambda: lists.apply_list(found, by=request.user),
            lambda number: f"{organisations(number)} came in with {found}.",
            every,
        ),
        "undo": Button(
            lambda: lists.undo_list(found, by=request.user),
            lambda number: f"Taken out again: {organisations(number)} of {found}.",
            every,
        ),
        "drop": Button(lambda: lists.drop_list(found), f"{found} has been discarded.", every),
    }
