"""The public pages of meetings: the list of a group, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core import calendars
from assembly.core.page_cache import kept_page
from forums.groups.selectors import way_to
from forums.minutes.selectors import kept_of
from forums.models import Group

from . import called, own_calendar, selectors


@require_safe
@kept_page
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The announced meetings of a group: to come, and past."""
    group = get_object_or_404(Group, slug=slug, page__live=True)
    now, known = timezone.now(), group.meetings.public()
    shows_past = request.GET.get("when") == "past"
    page = selectors.past_page if shows_past else selectors.coming_page
    return render(
        request,
        "forums/meetings/meetings.html",
        {
            "group": group,
            "shows_past": shows_past,
            "meetings": page(known, now, request.GET),
            "breadcrumbs": way_to(group),
        },
    )


@require_safe
def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Date, place and agenda before it; afterwards who came, the notes and the minutes."""
    found = get_object_or_404(selectors.readable_by(request.user), group__slug=slug, number=number)
    now, runs_it = timezone.now(), selectors.may_run(request.user, found.group)
    return render(
        request,
        "forums/meetings/meeting.html",
        {
            "meeting": found,
            "group": found.group,
            "runs_it": runs_it,
            "is_over": found.is_over(now),
            "called": called.context(found, request.user, runs_it=runs_it, at=now),
            "breadcrumbs": way_to(found.group),
            "kept": kept_of(found, runs_it=runs_it),
        },
    )


@require_safe
def calendar_of_person(request: HttpRequest, token: str) -> HttpResponse:
    """For the calendar program of one person; the address was given to them alone."""
    person = own_calendar.owner(token)
    if person is None:
        raise Http404("There is no such calendar.")
    file = calendars.calendar("Meetings of your groups", own_calendar.dates(person))
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="groups.ics"'
    return response
