"""Nominations as members see them: put forward, confirm, accept, withdraw. Only those with a part in one see it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.core.acting import act, act_by_form, form_of, say_no, sent
from assembly.core.http import key_in
from assembly.core.time_left import left_words
from assembly.membership import lookup
from assembly.membership.http import DelegateRequest
from elections import declared_awards, nomination_act, nominations, rules
from elections.models import Election, Nomination
from elections.nominating_forms import NAMES_SHOWN, SUPPORTERS, NominationForm, WordsForm
from elections.services import nominating, nudging

from .public import way_to

LOOK_UP = "look-up"
LONGEST_NAME = 200


@login_required
def nomination_add(request: DelegateRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Put somebody forward, or change what has not been sent. It is shown for review before it is sent."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    instance = _own(request, election, pk)
    may = rules.nominating.nominations_are_open(election, timezone.now())
    # What was typed while nominations closed comes back in the form, with the reason.
    if not request.acting.choices or (sent(request) is None and not may):
        reason = may.reason or "Only somebody who acts for a member organisation can nominate."
        return say_no(request, reason, election)
    # “Look it up” shows what was typed again, with the members that may be meant, and finds no fault yet.
    typed = sent(request, LOOK_UP)
    form = form_of(
        request,
        NominationForm,
        button="",
        instance=instance,
        initial=_supporters(instance) if typed is None else typed.dict(),
        looked_up=typed is not None,
        election=election,
        organisations=request.acting.choices,
    )
    return act_by_form(
        request,
        form,
        lambda: nominating.save_nomination(
            form.instance,
            form.cleaned_data["proposer"],
            form.cleaned_data["seconder"],
            by=request.user,
        ),
        "",
        lambda _: redirect(form.instance),
    ) or render(
        request,
        "elections/nomination_form.html",
        {
            "election": election,
            "form": form,
            "supporters": SUPPORTERS,
            "look_up": LOOK_UP,
            "breadcrumbs": way_to(election),
        },
    )


@require_safe
@login_required
def member_names(request: DelegateRequest, slug: str) -> JsonResponse:
    """Names to suggest while somebody types one. They are on the public register; the look-up works without them."""
    get_object_or_404(Election.objects.public(), slug=slug)
    typed = request.GET.get("q", "")[:LONGEST_NAME]
    found = lookup.members_meant(typed) if request.acting.choices else []
    return JsonResponse({"names": [one.name for one in found[:NAMES_SHOWN]]})


@require_safe
@login_required
def nomination_detail(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    part, election = _part(request, nomination), nomination.contest.election
    waits_for = nomination.missing(
        but_candidate=part.is_candidate,
        but_of=[support.organisation for support, _ in part.to_confirm],
    )
    left = left_words(election.nominations_close_at, timezone.now()).capitalize()
    return render(
        request,
        "elections/nomination_detail.html",
        {
            "nomination": nomination,
            "election": election,
            "part": part,
            "act": nomination_act.box(nomination, part, left),
            "waits_for": waits_for,
            "award_lines": declared_awards.lines(nomination.declared_awards.all()),
            "breadcrumbs": way_to(election),
        },
    )


@login_required
def nomination_words(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    """The candidate's statement, interests and photo. Kept when saved, sent when accepted."""
    nomination = _seen(request, slug, pk)
    part = _part(request, nomination)
    if not part.is_candidate:
        raise Http404("Only the candidate writes this.")
    if sent(request) is None and not part.words:
        return say_no(request, part.words.reason, nomination.contest.election)
    form = form_of(request, WordsForm, instance=nomination)
    return act_by_form(
        request,
        form,
        lambda: nominating.save_words(
            form.instance,
            form.cleaned_data["new_photo"],
            drop_photo=form.cleaned_data.get("drop_photo", False),
            awards=form.cleaned_data.get("declared_awards", ()),
            by=request.user,
        ),
        "",
        redirect(nomination),
    ) or render(
        request,
        "components/form_page.html",
        {
            "heading": "What voters read of you",
            "caption": nomination.contest,
            "intro": "You can save it unfinished, and read it again before you accept. Every candidate has the same "
            "space.",
            "form": form,
            "button": "Save and review",
            "breadcrumbs": way_to(nomination.contest.election),
        },
    )


@require_POST
@login_required
def nomination_send(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return act(
        request,
        lambda: nominating.send_nomination(nomination, by=request.user),
        f"Sent. {nomination.name} is asked to accept, and the two organisations to confirm.",
        redirect(nomination),
    )


@require_POST
@login_required
def nomination_confirm(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm for the organisation that the form names: the header may have been switched in another window."""
    nomination = _seen(request, slug, pk)
    support = get_object_or_404(
        nomination.supports, organisation__pk=key_in(request.POST.get("organisation", ""))
    )
    return act(
        request,
        lambda: nominating.confirm_support(support, by=request.user),
        f"{support.organisation} has confirmed.",
        redirect(nomination),
    )


@require_POST
@login_required
def nomination_accept(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return act(
        request,
        lambda: nominating.accept_nomination(nomination, by=request.user),
        "You have accepted. You are told when the returning officer has ruled.",
        redirect(nomination),
    )


@require_POST
@login_required
def nomination_remind(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return act(
        request,
        lambda: nudging.remind(nomination, by=request.user),
        "We have reminded those who have not answered.",
        redirect(nomination),
    )


@require_POST
@login_required
def nomination_withdraw(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return act(
        request,
        lambda: nominating.withdraw_nomination(nomination, by=request.user),
        "The nomination is withdrawn.",
        redirect(nomination),
    )


def _seen(request: DelegateRequest, slug: str, pk: int) -> Nomination:
    """The nomination, to those with a part in it; to others it is not there."""
    nomination = get_object_or_404(
        nominations.with_all(Nomination.objects.filter(contest__election__slug=slug)), pk=pk
    )
    if not _part(request, nomination).any:
        raise Http404("This person has no part in it.")
    return nomination


def _part(request: DelegateRequest, nomination: Nomination) -> nominations.NominationRights:
    return nominations.part_of(request.user, request.acting.choices, nomination, timezone.now())


def _own(request: DelegateRequest, election: Election, pk: int | None) -> Nomination:
    if pk is None:
        return Nomination(organisation=request.acting.organisation)
    own = Nomination.objects.filter(
        contest__election=election, organisation__in=request.acting.choices
    )
    return get_object_or_404(nominations.with_all(own), pk=pk)


def _supporters(nomination: Nomination) -> dict[str, str]:
    if not nomination.pk:
        return {}
    found: dict[str, str] = {}
    for support in nomination.supports.all():
        found[support.part] = support.organisation.name
        found[f"{support.part}_meant"] = str(
            support.organisation_id
        )  # where several share the name
    return found
