"""The agenda: its items, an item's way to another group, and the page to print."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, act_by_form, form_of, say_no
from assembly.core.http import key_in
from forums.meetings.calling import bench, crumbs, own_group, own_meeting
from forums.meetings.forms import NothingToFill
from forums.meetings.selectors import readable_by
from forums.meetings.workbench import times
from forums.models import AgendaItem, Routing

from . import rules, selectors, services
from .forms import DeclineForm, ItemForm, RouteForm, TakeUpForm

PAGE = "components/form_page.html"
STEPS = {"up": -1, "down": 1}


def own_item(request: SignedInRequest, slug: str, number: int, pk: int) -> AgendaItem:
    meeting = own_meeting(request, slug, number)
    item: AgendaItem = get_object_or_404(AgendaItem, meeting=meeting, pk=pk)
    item.meeting = meeting
    return item


@login_required
def add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    if not (ruling := rules.may_be_changed(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, ItemForm)
    return act_by_form(
        request,
        form,
        lambda: services.add_item(meeting, form.values(), by=request.user),
        "Item added to the agenda.",
        redirect(f"{bench(meeting)}#agenda"),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Add an item to the agenda",
            "caption": meeting.title,
            "button": "Add",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def change(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    item = own_item(request, slug, number, pk)
    meeting = item.meeting
    if not (ruling := rules.may_be_changed(meeting, at=timezone.now())):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, ItemForm, instance=item)
    return act_by_form(
        request,
        form,
        lambda: services.change_item(item, form.values(), by=request.user),
        "Item changed.",
        redirect(f"{bench(meeting)}#agenda"),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Change the item",
            "caption": meeting.title,
            "button": "Save",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@require_POST
@login_required
def shift(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """One up or down."""
    item = own_item(request, slug, number, pk)
    seen_at = key_in(request.POST.get("seen_at", ""))
    back = redirect(f"{bench(item.meeting)}#item-{item.pk}")

    def button(steps: int) -> Button:
        return Button(
            lambda: services.shift_item(item, steps, seen_at=seen_at, by=request.user), "", back
        )

    return act_by_button(request, {name: button(steps) for name, steps in STEPS.items()}) or back


@login_required
def remove(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    item = own_item(request, slug, number, pk)
    meeting = item.meeting
    form = form_of(request, NothingToFill)
    return act_by_form(
        request,
        form,
        lambda: services.remove_item(item, by=request.user),
        f"“{item}” is no longer on the agenda.",
        redirect(f"{bench(meeting)}#agenda"),
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": f"Remove “{item}”?",
            "caption": meeting.title,
            "button": "Remove",
            "danger": True,
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def route(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Ask another group to take a strategic item up."""
    item = own_item(request, slug, number, pk)
    meeting = item.meeting
    routings = list(item.routings.select_related("to"))
    if not (ruling := rules.may_be_routed(item, at=timezone.now(), routings=routings)):
        return say_no(request, ruling.reason, bench(meeting))
    form = form_of(request, RouteForm, groups=selectors.upper_groups(meeting.group))
    return act_by_form(
        request,
        form,
        lambda: services.route_item(item, form.cleaned_data["to"], by=request.user),
        lambda routing: f"We have asked the convenor of the {routing.to}.",
        redirect(f"{bench(meeting)}#agenda"),
        "to",
    ) or render(
        request,
        PAGE,
        {
            "form": form,
            "heading": "Route the item to another group",
            "caption": item.title,
            "intro": "Its convenor will read the title and the text, and either put it on the agenda of a "
            "meeting or say why not.",
            "button": "Ask",
            "cancel_url": bench(meeting),
            "breadcrumbs": crumbs(meeting.group, meeting),
        },
    )


@login_required
def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take an item that another group routed here into a meeting, or decline it."""
    group = own_group(request, slug)
    routing = get_object_or_404(
        Routing.objects.select_related("item__meeting__group", "to"), to=group, pk=pk
    )
    takers = selectors.takers(group, timezone.now())
    take_up = form_of(request, TakeUpForm, button="take_up", meetings=takers)
    decline = form_of(request, DeclineForm, button="decline")
    every = redirect("forums:calling_all", group.slug)
    return act_by_button(
        request,
        {
            "take_up": Button(
                lambda: services.accept_routing(
                    routing, take_up.cleaned_data["meeting"], by=request.user
                ),
                "Item added to the agenda. We have told the group that asked.",
                lambda item: redirect(f"{bench(item.meeting)}#agenda"),
                take_up,
                "meeting",
            ),
            "decline": Button(
                lambda: services.decline_routing(
                    routing, decline.cleaned_data["because"], by=request.user
                ),
                "Item declined. We have told the group that asked why.",
                every,
                decline,
                "because",
            ),
        },
    ) or render(
        request,
        "forums/agendas/answer.html",
        {
            "routing": routing,
            "group": group,
            "asking": routing.item.meeting.group,
            "takers": takers,
            "take_up": take_up,
            "decline": decline,
            "form": decline if decline.is_bound else take_up,
            "breadcrumbs": crumbs(group),
        },
    )


@require_safe
def agenda(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Printable agenda."""
    meeting = get_object_or_404(readable_by(request.user), group__slug=slug, number=number)
    return render(
        request,
        "forums/agendas/agenda.html",
        {
            "meeting": meeting,
            "group": meeting.group,
            "agenda": selectors.agenda_of(meeting),
            "times": times(meeting),
            "breadcrumbs": [
                (meeting.group.name, meeting.group.get_absolute_url()),
                (meeting.title, meeting.get_absolute_url()),
            ],
        },
    )
