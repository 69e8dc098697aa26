"""Messages and files of a case: the list, writing, handing in, the file itself, and hiding a piece."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases import desk
from assembly.compact.models import VOLUNTARY, Case, CasePiece
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.documents.sending import KEEP_NOTHING, to_be_saved
from assembly.core.http import takes_form

from . import rules, selectors, services
from .forms import FileForm, HideForm, MessageForm

HIDES = (
    "The two sides cannot read it any more. Those who work on the case still can. If it is unlawful to keep it, ask "
    "somebody else who works on the case to delete it for good."
)
DELETES = "The two sides cannot read it any more. Once you delete it, nobody can, and it cannot be brought back."
WHO_READS = "Those who work on the case read everything in it. Nothing of it is public."


@require_safe
@login_required
def papers(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    page = selectors.page_of(found, request.GET)
    return render(
        request,
        "compact/cases/papers/list.html",
        {
            "case": found.case,
            "page": page,
            "pieces": [selectors.shown(found, piece) for piece in page],
            "may_write": bool(rules.may_write(found)),
            "voluntary": VOLUNTARY,
            "breadcrumbs": desk.way_to(found.case),
        },
    )


@takes_form
@login_required
def write(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := rules.may_write(found)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, MessageForm, found=found)
    return act_by_form(
        request,
        form,
        lambda: services.write_message(case, form.written(), by=request.user),
        "Message sent. Those who can read it have been told.",
        redirect(_papers(case)),
    ) or render(
        request,
        "compact/cases/papers/write.html",
        {
            "form": form,
            "heading": "Write a message",
            "caption": str(case),
            "intro": WHO_READS,
            "button": "Send",
            "cancel_url": case.own_url,
            "voluntary": VOLUNTARY,
            "breadcrumbs": desk.way_to(case),
        },
    )


@takes_form
@login_required
def add_file(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    case = found.case
    if not (ruling := rules.may_write(found)):
        return say_no(request, ruling.reason, case.own_url)
    form = form_of(request, FileForm, found=found)
    return act_by_form(
        request,
        form,
        lambda: services.hand_in(
            case,
            form.written(),
            form.cleaned_data["file"],
            by=request.user,
            checked=form.cleaned_data.get("checked", False),
        ),
        "File added. Those who can read it have been told.",
        redirect(_papers(case)),
        "file",
    ) or render(
        request,
        "compact/cases/papers/write.html",
        {
            "form": form,
            "found": form.to_look_at,
            "heading": "Add a file",
            "caption": str(case),
            "intro": WHO_READS,
            "about_files": True,
            "button": "Add",
            "cancel_url": case.own_url,
            "voluntary": VOLUNTARY,
            "breadcrumbs": desk.way_to(case),
        },
    )


@require_safe
@login_required
def file(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """The file, to save. Rights are asked each time; to others than those who may read it, it is not there."""
    found = desk.own_case(request.user, reference)
    piece = get_object_or_404(CasePiece.objects.exclude(file=""), case=found.case, key=key)
    if not rules.may_read(found, piece):
        raise Http404
    return to_be_saved(
        piece.file,
        piece.file_name,
        missing="The file is missing. Ask the Support Unit.",
        cache_control=KEEP_NOTHING,
    )


file.leaves_no_trace = True  # type: ignore[attr-defined]  # core.logs: who read what is nobody's business


@takes_form
@login_required
def hide(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    piece = get_object_or_404(CasePiece, case=found.case, key=key)
    if not rules.may_hide(found):
        raise Http404
    may_delete = rules.may_delete(found, piece)
    if not (may_delete or (ruling := rules.may_be_hidden(found, piece))):
        return say_no(request, ruling.reason, _papers(found.case))
    form = form_of(request, HideForm, may_delete=may_delete)
    return act_by_form(
        request,
        form,
        lambda: services.hide(
            piece,
            form.cleaned_data["because"],
            by=request.user,
            for_good=form.cleaned_data.get("for_good", False),
        ),
        lambda kept: "Deleted for good." if kept.is_deleted else "Hidden.",
        redirect(_papers(found.case)),
        "because",
    ) or render(
        request,
        "compact/cases/act.html",
        {
            "form": form,
            "heading": f"{'Delete' if may_delete else 'Hide'} this {'file' if piece.is_file else 'message'}",
            "caption": str(found.case),
            "intro": DELETES if may_delete else HIDES,
            "rows": [("What", str(piece)), ("From", selectors.who_wrote(piece))],
            "button": "Delete for good" if may_delete else "Hide",
            "danger": True,
            "cancel_url": _papers(found.case),
            "voluntary": VOLUNTARY,
            "breadcrumbs": desk.way_to(found.case),
        },
    )


def _papers(case: Case) -> str:
    return reverse("compact:case_papers", args=[case.reference])
