"""Registering for a meeting, and withdrawing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.http import key_in
from assembly.core.templatetags.assembly import moment
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from forums.meetings.calling import bench, crumbs, own_meeting
from forums.meetings.forms import NothingToFill
from forums.meetings.selectors import may_run
from forums.models import GroupMeeting, Registration

from . import rules, selectors, services
from .forms import EnterForm, RegisterForm

PAGE = "components/form_page.html"


@login_required
def register(request: DelegateRequest, slug: str, number: int) -> HttpResponse:
    """For an organisation in the group; in a body of seats, for oneself."""
    meeting = get_object_or_404(
        GroupMeeting.objects.public().select_related("group"), group__slug=slug, number=number
    )
    if not (ruling := rules.is_open(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, meeting)
    if selectors.seat_of(meeting.group, request.user, meeting.day):
        return _register_oneself(request, meeting)
    organisation = _organisation(request, meeting)
    if organisation is None:
        unknown = Registration(meeting=meeting)
        ruling = rules.may_register(
            unknown, at=timezone.now(), speaks_for_member=False, runs_it=False, known=False
        )
        return say_no(request, ruling.reason, meeting)
    form = form_of(request, RegisterForm, organisation=organisation)
    return act_by_form(
        request,
        form,
        lambda: services.register(
            Registration(
                meeting=meeting,
                name=form.cleaned_data["name"],
                organisation=organisation,
                user=form.user,
            ),
            by=request.user,
        ),
        _done,
        redirect(meeting),
    ) or _page(request, meeting, form, f"You are registering somebody from {organisation}.")


def _register_oneself(request: DelegateRequest, meeting: GroupMeeting) -> HttpResponse:
    form = form_of(request, NothingToFill)
    return act_by_form(
        request,
        form,
        lambda: services.register(
            Registration(meeting=meeting, name=request.user.name, user=request.user),
            by=request.user,
        ),
        _done,
        redirect(meeting),
    ) or _page(
        request, meeting, form, f"You sit on the {meeting.group}, so you are registering yourself."
    )


def _organisation(request: DelegateRequest, meeting: GroupMeeting) -> Organisation | None:
    """The one that the form names; before that, the one acted for if it is in the group, or another that is."""
    known = selectors.organisations_for(meeting.group, request.user)
    asked = key_in(request.POST.get("organisation", ""))
    now = request.acting.organisation
    wanted = asked or (now.pk if now else 0)
    found = [organisation for organisation in known if organisation.pk == wanted]
    return next(iter(found if asked else [*found, *known]), None)


def _done(registration: Registration) -> str:
    if registration.has_place:
        return f"{registration.name} has a place."
    return (
        f"All places are taken. {registration.name} is on the waiting list, and we will tell you when a "
        "place becomes free."
    )


def _page(
    request: DelegateRequest, meeting: GroupMeeting, form: RegisterForm | NothingToFill, who: str
) -> HttpResponse:
    return render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Register for the meeting",
            "caption": meeting.title,
            "intro": f"{moment(meeting.starts_at)}. {who}",
            "button": "Register",
            "cancel_url": meeting.get_absolute_url(),
            "breadcrumbs": [(meeting.group.name, meeting.group.get_absolute_url())],
        },
    )


@login_required
def withdraw(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """By the person, a delegate of their organisation, or those who run the meeting; to others it is not there."""
    registration = get_object_or_404(
        Registration.objects.select_related("meeting__group", "organisation"),
        pk=pk,
        meeting__number=number,
        meeting__group__slug=slug,
    )
    meeting = registration.meeting
    is_theirs = selectors.is_theirs(registration, request.user)
    if not is_theirs and not may_run(request.user, meeting.group):
        raise Http404
    back = meeting.get_absolute_url() if is_theirs else bench(meeting)
    form = form_of(request, NothingToFill)
    return act_by_form(
        request,
        form,
        lambda: services.withdraw(registration, by=request.user),
        f"{registration.name} is no longer registered.",
        redirect(back),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": f"Withdraw {registration.name}?",
            "caption": meeting.title,
            "intro": "The place goes to the first person on the waiting list, if there is one.",
            "button": "Withdraw",
            "danger": True,
            "cancel_url": back,
            "breadcrumbs": [(meeting.title, back)],
        },
    )


@login_required
def enter_person(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    if not (ruling := rules.is_open(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, EnterForm)
    return act_by_form(
        request,
        form,
        lambda: services.register(
            Registration(meeting=meeting, **form.cleaned_data), by=request.user
        ),
        _done,
        redirect(bench(meeting)),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Add somebody who is coming",
            "caption": meeting.title,
            "intro": "For observers, and for people who cannot register themselves. We will write to you "
            "instead of them.",
            "button": "Add",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )
