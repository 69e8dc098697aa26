"""Nominations as members see them: put forward, confirm, accept, withdraw. Only those with a part in one see it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.core.http import key_in, takes_form
from assembly.membership.http import DelegateRequest
from elections import nominations, rules
from elections.acting import Act, attempt, succeeds
from elections.models import Election, Nomination
from elections.nominating_forms import NominationForm, WordsForm
from elections.services import nominating

from .public import LIST


@takes_form
@login_required
def nomination_add(request: DelegateRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Put somebody forward, or change what has not been sent. It is shown for review before it is sent."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    instance = _own(request, election, pk)
    may = rules.nominations_are_open(election, timezone.now())
    # What was typed while nominations closed comes back in the form, with the reason.
    if not request.acting.choices or (request.method != "POST" and not may):
        reason = may.reason or "Only somebody who acts for a member organisation can nominate."
        return _refused(request, election, reason)
    form = NominationForm(
        request.POST if request.method == "POST" else None,
        instance=instance,
        initial=_supporters(instance),
        election=election,
        organisations=request.acting.choices,
    )
    if succeeds(
        form,
        lambda: nominating.save_nomination(
            form.instance,
            form.cleaned_data["proposer"],
            form.cleaned_data["seconder"],
            by=request.user,
        ),
    ):
        return redirect(form.instance.get_absolute_url())
    return render(
        request,
        "components/form_page.html",
        {
            "heading": "Put somebody forward",
            "caption": election,
            "intro": "You read it again before it is sent. Then the candidate is asked to accept, and two other member "
            "organisations to confirm.",
            "form": form,
            "button": "Save and review",
            "breadcrumbs": _crumbs(election),
        },
    )


@require_safe
@login_required
def nomination_detail(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return render(
        request,
        "elections/nomination_detail.html",
        {
            "nomination": nomination,
            "election": nomination.contest.election,
            "part": _part(request, nomination),
            "breadcrumbs": _crumbs(nomination.contest.election),
        },
    )


@takes_form
@login_required
def nomination_words(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    """The candidate's statement, interests and photo. Kept when saved, sent when accepted."""
    nomination = _seen(request, slug, pk)
    part = _part(request, nomination)
    if not part.is_candidate:
        raise Http404("Only the candidate writes this.")
    if request.method != "POST" and not part.words:
        return _refused(request, nomination.contest.election, part.words.reason)
    form = WordsForm(request.POST or None, request.FILES or None, instance=nomination)
    if succeeds(
        form,
        lambda: nominating.save_words(
            form.instance,
            form.cleaned_data["new_photo"],
            drop_photo=form.cleaned_data.get("drop_photo", False),
            by=request.user,
        ),
    ):
        return redirect(nomination.get_absolute_url())
    return render(
        request,
        "components/form_page.html",
        {
            "heading": "What voters read of you",
            "caption": nomination.contest,
            "intro": "You can save it unfinished, and read it again before you accept. Every candidate has the same "
            "space.",
            "form": form,
            "button": "Save and review",
            "breadcrumbs": _crumbs(nomination.contest.election),
        },
    )


@require_POST
@login_required
def nomination_send(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return _do(
        request,
        nomination,
        lambda: nominating.send_nomination(nomination, by=request.user),
        f"Sent. {nomination.name} is asked to accept, and the two organisations to confirm.",
    )


@require_POST
@login_required
def nomination_confirm(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm for the organisation that the form names: the header may have been switched in another window."""
    nomination = _seen(request, slug, pk)
    support = get_object_or_404(
        nomination.supports, organisation__pk=key_in(request.POST.get("organisation", ""))
    )
    return _do(
        request,
        nomination,
        lambda: nominating.confirm_support(support, by=request.user),
        f"{support.organisation} has confirmed.",
    )


@require_POST
@login_required
def nomination_accept(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return _do(
        request,
        nomination,
        lambda: nominating.accept_nomination(nomination, by=request.user),
        "You have accepted. You are told when the returning officer has ruled.",
    )


@require_POST
@login_required
def nomination_withdraw(request: DelegateRequest, slug: str, pk: int) -> HttpResponse:
    nomination = _seen(request, slug, pk)
    return _do(
        request,
        nomination,
        lambda: nominating.withdraw_nomination(nomination, by=request.user),
        "The nomination is withdrawn.",
    )


def _seen(request: DelegateRequest, slug: str, pk: int) -> Nomination:
    """The nomination, to those with a part in it; to others it is not there."""
    nomination = get_object_or_404(
        nominations.with_all(Nomination.objects.filter(contest__election__slug=slug)), pk=pk
    )
    if not _part(request, nomination).any:
        raise Http404("This person has no part in it.")
    return nomination


def _part(request: DelegateRequest, nomination: Nomination) -> nominations.Part:
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
    return {support.part: support.organisation.name for support in nomination.supports.all()}


def _do(request: DelegateRequest, nomination: Nomination, act: Act, done: str) -> HttpResponse:
    attempt(request, act, done)
    return redirect(nomination.get_absolute_url())


def _refused(request: DelegateRequest, election: Election, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return redirect(election)


def _crumbs(election: Election) -> list[tuple[object, str]]:
    return [LIST, (election, election.get_absolute_url())]
