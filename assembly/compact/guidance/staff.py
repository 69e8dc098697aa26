"""The screens of guidance in the Wagtail admin: what there is, its words, and the log of who has read it."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import Acknowledgement, Undertaking
from assembly.compact.text.selectors import read_all
from assembly.core.acting import act_by_form, form_of
from assembly.core.csv_files import csv_response
from assembly.core.http import screen
from assembly.core.key_pages import key_page

from . import counting, log, selectors, services
from .forms import GuidanceForm, LogForm

PER_PAGE = 50


@require_safe
@screen("compact.view_guidance")
def guidance_list(request: SignedInRequest) -> HttpResponse:
    """Every promise in force, with its guidance and how many officers have read it."""
    today = timezone.localdate()
    promises = selectors.promises(today)
    shown = selectors.in_force_on(promises)
    readers = counting.readers_of(shown.values(), today)
    lines = []
    for one in promises:
        found = shown.get(one.undertaking.pk)
        read = readers.everybody_who_read(found.guidance.pk) if found else 0
        lines.append((one, found, read))
    return render(
        request,
        "compact/guidance/staff_list.html",
        {
            "lines": lines,
            "officers": readers.everybody,
            "without": sum(found is None for _, found, _ in lines),
        },
    )


@screen("compact.change_guidance")
def guidance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the guidance on one promise, and see every version of it with what it changed."""
    undertaking = get_object_or_404(Undertaking.objects.public().select_related("code"), pk=pk)
    (reading,) = read_all([undertaking], timezone.localdate())
    text = reading.in_force
    if text is None:
        raise Http404
    versions = selectors.versions_of(reading)
    newest = versions[0] if versions else None
    initial = {"words": newest.words if newest else "", "text": str(text.pk)}
    form = form_of(request, GuidanceForm, initial=initial)
    name = selectors.named(undertaking, text.title)
    return act_by_form(
        request,
        form,
        lambda: services.write(text, form.cleaned_data["words"], by=request.user),
        f"Guidance saved: {name}.",
        redirect("guidance_staff:guidance_list"),
        "words",
    ) or render(
        request,
        "compact/guidance/staff_write.html",
        {
            "form": form,
            "name": name,
            "undertaking": undertaking,
            "text": text,
            "is_of_earlier_text": newest is not None and newest.about_id != text.pk,
            "newest": newest,
            "versions": selectors.changes_between(versions),
        },
    )


@require_safe
def guidance_log(request: SignedInRequest) -> HttpResponse:
    """Who read which version and when. To anybody else it is not there."""
    form, found = _log(request)
    page = key_page(found, log.NEWEST_FIRST, request.GET, per_page=PER_PAGE)
    return render(
        request,
        "compact/guidance/staff_log.html",
        {
            "form": form,
            "page": page,
            "query": request.GET.urlencode(),
            "sees_all": request.user.has_perm(log.MAY_SEE_ALL),
        },
    )


@require_safe
def guidance_log_csv(request: SignedInRequest) -> HttpResponseBase:
    _, found = _log(request)
    return csv_response("guidance-read", log.HEADINGS, log.rows(found))


def _log(request: SignedInRequest) -> tuple[LogForm, QuerySet[Acknowledgement]]:
    bodies = log.bodies_seen_by(request.user, timezone.localdate())
    if not log.sees_any(request.user):
        raise Http404
    form = LogForm(request.GET, bodies=bodies, undertakings=log.undertakings_read())
    found = log.read(bodies, body=form.chosen("body"), undertaking=form.chosen("undertaking"))
    return form, found
