"""The page on which who came to a meeting is entered."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from forums.minutes.access import frame, own_meeting
from forums.minutes.selectors import minutes_of

from . import selectors, services
from .forms import OtherForm, attendance_form


@login_required
def attendance(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """By organisation and person, some on each page; others are added below."""
    meeting = own_meeting(request, slug, number)
    minutes = minutes_of(meeting)
    is_published = minutes is not None and minutes.is_published
    lines, page = selectors.lines_page(meeting, request.GET.get("page"))
    form = form_of(request, attendance_form(lines, is_published=is_published), button="")
    other = form_of(
        request,
        OtherForm,
        button="other",
        meeting=meeting,
        is_published=is_published,
        prefix="other",
    )
    back = redirect(request.get_full_path())
    return act_by_button(
        request,
        {
            "": Button(
                lambda: services.enter_attendance(
                    meeting,
                    form.entries(),
                    reason=form.cleaned_data.get("reason", ""),
                    by=request.user,
                ),
                "Attendance saved.",
                back,
                form,
            ),
            "other": Button(
                lambda: services.add_attendance(
                    meeting,
                    other.entry(),
                    reason=other.cleaned_data.get("reason", ""),
                    by=request.user,
                ),
                "Added to the attendance.",
                back,
                other,
            ),
        },
    ) or render(
        request,
        "forums/attendance/attendance.html",
        {
            **frame(meeting),
            "form": form,
            "other": other,
            "page": page,
            "presence": selectors.presence(meeting),
        },
    )
