"""The pages on which a convenor, or the Support Unit, calls the meetings of a group.

To everybody else they do not exist.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import moment
from forums.agendas.selectors import asked_of
from forums.convening.selectors import run_by, way_back
from forums.models import Group, GroupMeeting

from . import rules, selectors, services, workbench
from .forms import CancelForm, DetailsForm, DraftForm, NothingToFill, WhenForm, when

PAGE = "components/form_page.html"


def own_group(request: SignedInRequest, slug: str) -> Group:
    return get_object_or_404(run_by(request.user), slug=slug)


def own_meeting(request: SignedInRequest, slug: str, number: int) -> GroupMeeting:
    found = GroupMeeting.objects.filter(group=own_group(request, slug)).select_related("group")
    return get_object_or_404(found, number=number)


def bench(meeting: GroupMeeting) -> str:
    return reverse("forums:calling", args=[meeting.group.slug, meeting.number])


def crumbs(group: Group, meeting: GroupMeeting | None = None) -> list[tuple[str, str]]:
    way = [
        ("My Assembly", reverse("membership:my")),
        (f"{group}: meetings", reverse("forums:calling_all", args=[group.slug])),
    ]
    return [*way, (meeting.title, bench(meeting))] if meeting else way


@require_safe
@login_required
def every_meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Drafts, meetings to come and past ones, and what other groups routed here."""
    group, now = own_group(request, slug), timezone.now()
    known = group.meetings.all()
    return render(
        request,
        "forums/calling/meetings.html",
        {
            "group": group,
            "asked": asked_of(group),
            "drafts": known.filter(announced_at=None).order_by("starts_at"),
            "coming": known.filter(announced_at__isnull=False, ends_at__gt=now).order_by(
                "starts_at"
            ),
            "past": selectors.past_page(known.filter(announced_at__isnull=False), now, request.GET),
            "breadcrumbs": [*crumbs(group)[:1], *way_back(group)],
        },
    )


@login_required
def draft(request: SignedInRequest, slug: str) -> HttpResponse:
    group = own_group(request, slug)
    form = form_of(request, DraftForm)
    return act_by_form(
        request,
        form,
        lambda: services.draft_meeting(group, form.details(), **form.dates(), by=request.user),
        "Draft saved. Nobody else can see it until you announce it. Now add the agenda.",
        lambda meeting: redirect(bench(meeting)),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Call a meeting",
            "caption": group.name,
            "intro": "Start with a draft. Nobody is told about it, and you can still change everything.",
            "button": "Save draft",
            "cancel_url": reverse("forums:calling_all", args=[group.slug]),
            "breadcrumbs": crumbs(group),
        },
    )


@require_safe
@login_required
def calling(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """All of one meeting, to prepare it."""
    meeting = own_meeting(request, slug, number)
    context = workbench.context(meeting, at=timezone.now())
    return render(
        request,
        "forums/calling/meeting.html",
        {**context, "breadcrumbs": crumbs(meeting.group)},
    )


@login_required
def change(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    if not (ruling := rules.may_be_changed(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    kind: type[DetailsForm] = DetailsForm if meeting.is_announced else DraftForm
    form = form_of(request, kind, instance=meeting)

    def save() -> GroupMeeting:
        dates = form.dates() if isinstance(form, DraftForm) else {}
        return services.change_meeting(meeting, form.details(), by=request.user, **dates)

    return act_by_form(request, form, save, "Meeting changed.", redirect(bench(meeting))) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Change the meeting",
            "caption": meeting.title,
            "intro": "If you change the place or the link, we tell everybody who has registered."
            if meeting.is_announced
            else "This is a draft, so nobody is told.",
            "button": "Save",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def announce(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    form = form_of(request, NothingToFill)
    told = in_words(workbench.size_of_audience(meeting.group), "people")
    board = meeting.group.partnership
    besides = f" It will also be entered as a meeting of {board}." if board else ""
    return act_by_form(
        request,
        form,
        lambda: services.announce_meeting(meeting, by=request.user),
        "Meeting announced.",
        redirect(bench(meeting)),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Announce the meeting",
            "caption": meeting.title,
            "intro": f"{meeting.title}, {moment(meeting.starts_at)}. Its page will become public, with the agenda and "
            f"papers, and we will tell the {told} who take part in the {meeting.group}.{besides}",
            "button": "Announce",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def move(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    if not (ruling := rules.may_be_moved_at_all(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, WhenForm, initial=when(meeting))
    return act_by_form(
        request,
        form,
        lambda: services.move_meeting(meeting, form.starts_at, form.ends_at, by=request.user),
        "Meeting moved. We have told everybody who has registered.",
        redirect(bench(meeting)),
        "day",
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Move the meeting",
            "caption": meeting.title,
            "intro": f"It is at {moment(meeting.starts_at)} now. Everybody who is registered is told the old and the "
            "new date, and may withdraw.",
            "button": "Move",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def cancel(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    if not (ruling := rules.may_be_cancelled_at_all(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, CancelForm)
    return act_by_form(
        request,
        form,
        lambda: services.cancel_meeting(meeting, form.cleaned_data["because"], by=request.user),
        "Meeting cancelled. We have told everybody who has registered.",
        redirect(bench(meeting)),
        "because",
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Cancel the meeting",
            "caption": meeting.title,
            "intro": f"The meeting at {moment(meeting.starts_at)} will not take place. Its page stays, with the "
            "reason.",
            "button": "Cancel the meeting",
            "cancel_label": "Keep the meeting",
            "danger": True,
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def discard(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    form = form_of(request, NothingToFill)
    return act_by_form(
        request,
        form,
        lambda: services.discard_draft(meeting, by=request.user),
        "Draft discarded.",
        redirect("forums:calling_all", slug),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Discard the draft?",
            "caption": meeting.title,
            "intro": "Its agenda and papers are deleted with it. Nobody is told.",
            "button": "Discard",
            "danger": True,
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )
