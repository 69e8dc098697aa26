"""The screens of every kind of file: what was uploaded, and one upload with its preview or its outcome."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import takes_form

from . import kinds, services
from .kinds import Kind
from .models import Upload

PER_PAGE = 50


@takes_form
def upload_index(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for another file, and the files there were."""
    found = _kind(request, kind)
    form = form_of(request, found.form)

    def receive() -> Upload:
        file = form.cleaned_data["file"]
        return services.receive(found, file, file.name, form.options, by=request.user)

    if answer := act_by_form(request, form, receive, "", redirect, "file"):
        return answer
    uploads = Upload.objects.filter(kind=kind).select_related("uploaded_by")
    page = Paginator(uploads, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "core/staff/upload_index.html", {"kind": found, "form": form, "page": page}
    )


@takes_form
def upload(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What the file would do, or has done; then apply it or discard it."""
    found = _kind(request, kind)
    upload = get_object_or_404(
        Upload.objects.select_related("uploaded_by", "ordered_by"), kind=kind, pk=pk
    )
    form = None
    if found.choices and upload.state == Upload.State.CHECKED and not upload.is_refused:
        form = form_of(request, found.choices, button="apply", report=upload.report)
    return act_by_button(
        request,
        {
            "apply": Button(
                lambda: services.order(
                    upload, by=request.user, answers=form.answers if form else {}
                ),
                lambda made: f"{made} is applied." if made.state == Upload.State.APPLIED else "",
                redirect(upload),
                form,
            ),
            "discard": Button(
                lambda: services.discard(upload),
                f"{upload} has been discarded. None of it was applied.",
                lambda _: redirect("uploads:upload_index", upload.kind),
            ),
        },
    ) or render(
        request,
        "core/staff/upload.html",
        {
            "kind": found,
            "upload": upload,
            "report": upload.report,
            "form": form,
            "lists": _lists(upload.report),
        },
    )


def _lists(report: dict[str, Any]) -> list[tuple[str, list[tuple[int, str]], int]]:
    """What is wrong and what is odd, row by row: a heading, the rows that are told, and how many more there are."""
    return [
        (heading, rows, report.get(f"{name}_count", 0) - len(rows))
        for heading, name in (("What is wrong", "problem"), ("What to look at", "warning"))
        if (rows := report.get(f"{name}s"))
    ]


def _kind(request: HttpRequest, code: str) -> Kind:
    kind = kinds.accepted.get(code)
    if kind is None:
        raise Http404("No such file is uploaded here.")
    if not request.user.has_perm(kind.permission):
        raise PermissionDenied
    return kind
