"""The screens of every kind of file: what was uploaded, and one upload with its preview or its outcome."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken

from . import kinds, services
from .kinds import Kind
from .models import Upload

PER_PAGE = 50


@takes_form
def upload_index(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for another file, and the files there were."""
    found = _kind(request, kind)
    sent = request.method == "POST"
    form = found.form(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = services.receive(found, file, file.name, form.options, by=request.user)
        except RuleBroken as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(upload)
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
    if request.method == "POST":
        try:
            return _act(request, upload)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect(upload)
    return render(
        request,
        "core/staff/upload.html",
        {
            "kind": found,
            "upload": upload,
            "report": upload.report,
            "more": upload.report.get("problem_count", 0) - len(upload.report.get("problems", ())),
        },
    )


def _kind(request: HttpRequest, code: str) -> Kind:
    kind = kinds.get(code)
    if kind is None:
        raise Http404("No such file is uploaded here.")
    if not request.user.has_perm(kind.permission):
        raise PermissionDenied
    return kind


def _act(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Do what the button says."""
    match request.POST.get("act"):
        case "apply":
            upload = services.order(upload, by=request.user)
            if upload.state == Upload.State.APPLIED:
                messages.success(request, f"{upload} is applied.")
            return redirect(upload)
        case "discard":
            services.discard(upload)
            messages.success(request, f"{upload} has been discarded. None of it was applied.")
            return redirect("uploads:upload_index", upload.kind)
        case _:
            raise RuleBroken("Choose whether to apply the file or to discard it.")
