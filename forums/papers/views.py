"""Papers: added and removed by who runs the group, read by everybody once the meeting is announced."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.documents.sending import to_be_saved
from forums.meetings import rules as meetings
from forums.meetings.calling import bench, crumbs, own_meeting
from forums.meetings.selectors import may_run
from forums.models import GroupMeeting, MeetingPaper

from . import rules, services
from .forms import PaperForm, RemoveForm

PAGE = "components/form_page.html"


@login_required
def add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    if not (ruling := meetings.may_be_changed(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, PaperForm, meeting=meeting)
    return act_by_form(
        request,
        form,
        lambda: services.add_paper(
            MeetingPaper(
                meeting=meeting, title=form.cleaned_data["title"], item=form.cleaned_data["item"]
            ),
            form.cleaned_data["file"],
            by=request.user,
        ),
        "Paper added.",
        redirect(f"{bench(meeting)}#papers"),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Add a paper",
            "caption": meeting.title,
            "intro": "Everybody can read it as soon as you add it."
            if meeting.is_announced
            else "Nobody else can read it until you announce the meeting.",
            "button": "Add",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def remove(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    paper: MeetingPaper = get_object_or_404(MeetingPaper, meeting=meeting, pk=pk)
    form = form_of(request, RemoveForm)
    return act_by_form(
        request,
        form,
        lambda: services.remove_paper(paper, form.cleaned_data["because"], by=request.user),
        f"“{paper}” removed.",
        redirect(f"{bench(meeting)}#papers"),
        "because",
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": f"Remove “{paper}”",
            "caption": meeting.title,
            "button": "Remove",
            "danger": True,
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@require_safe
def paper(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponseBase:
    """The file, to save. To others than those who may read it, it is not there."""
    found = get_object_or_404(
        MeetingPaper.objects.select_related("meeting__group"),
        pk=pk,
        meeting__number=number,
        meeting__group__slug=slug,
    )
    is_public = GroupMeeting.objects.public().filter(pk=found.meeting_id).exists()
    runs_it = may_run(request.user, found.meeting.group)
    if not rules.may_be_read(found, is_public=is_public, runs_it=runs_it):
        raise Http404
    return to_be_saved(
        found.file,
        found.file_name,
        missing=f"The file of “{found.title}” is missing. Ask the convenor.",
    )
