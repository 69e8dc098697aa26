"""Setting an election up: its words and timetable, contests, candidates, corrections of the roll."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from elections import blueprints, box_selectors, nominations, progress, rules, selectors, vacancies
from elections.acting import succeeds
from elections.models import Candidate, Contest, Election, RollEntry
from elections.services import roll, setup
from elections.services.receipts import signs_receipts

from .acts import acts
from .forms import (
    AnnouncedElectionForm,
    CandidateForm,
    ContestForm,
    ElectionFilterForm,
    ElectionForm,
    GroupForm,
    NewElectionForm,
    StrikeForm,
)
from .pages import back_to, do, form_page, officer_page

PER_PAGE = 50


@require_safe
@permission_required("elections.run_election", raise_exception=True)
def election_index(request: SignedInRequest) -> HttpResponse:
    own = Election.objects.filter(returning_officer=request.user)
    form = ElectionFilterForm(request.GET)
    if form.is_valid() and form.cleaned_data["state"]:
        own = own.filter(declared_at__isnull=form.cleaned_data["state"] == "running")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "elections/officer/election_index.html", {"page": page, "form": form})


@takes_form
@permission_required("elections.run_election", raise_exception=True)
def election_create(request: SignedInRequest) -> HttpResponse:
    form = NewElectionForm(
        request.POST if request.method == "POST" else None,
        instance=Election(returning_officer=request.user),
    )
    if succeeds(form, lambda: setup.create_election(form.instance, by=request.user)):
        messages.success(request, f"{form.instance} is set up. Add its contests now.")
        return back_to(form.instance)
    return form_page(request, form, title="Set up an election", button="Set up")


@require_safe
@officer_page
def election_run(request: SignedInRequest, election: Election) -> HttpResponse:
    now = timezone.now()
    return render(
        request,
        "elections/officer/election_run.html",
        {
            "election": election,
            "status": progress.status(election, now)[0],
            "acts": acts(election, now),
            "nominations": nominations.sent(election),
            "contests": selectors.contests_with_candidates(election),
            "paper_waiting": box_selectors.paper_waiting(election),
            "may_change_scrutineers": rules.may_change_scrutineers(election),
            "warnings": blueprints.awkward_days(election) if now < election.notice_at else [],
            "receipts_unsigned": _polling_without_key(election, now),
            "empty_seats": vacancies.empty_seats(election, timezone.localdate(now)),
            "may_change_timetable": rules.may_change_timetable(election),
            "may_change_contests": rules.may_change_contests(election, now),
            "may_add_candidate": rules.may_add_candidate(election, now),
            "may_record_withdrawals": rules.withdrawals_can_be_recorded(election, now),
        },
    )


def _polling_without_key(election: Election, now: dt.datetime) -> bool:
    """Whether receipts were promised a signature, votes may still come, and nothing can be signed."""
    awaits_votes = election.receipt_public_key and now < election.poll_closes_at
    return bool(awaits_votes and not election.voided_at and not signs_receipts(election))


@officer_page
def election_change(request: SignedInRequest, election: Election) -> HttpResponse:
    kind = AnnouncedElectionForm if election.notice_at <= timezone.now() else ElectionForm
    form = kind(request.POST if request.method == "POST" else None, instance=election)
    if succeeds(
        form,
        lambda: setup.change_election(
            form.instance, by=request.user, because=form.cleaned_data.get("because", "")
        ),
    ):
        messages.success(request, "The election is changed.")
        return back_to(election)
    return form_page(request, form, title="Words and timetable", button="Save", election=election)


@officer_page
def contest_edit(
    request: SignedInRequest, election: Election, pk: int | None = None
) -> HttpResponse:
    """Add a contest, or change the one that is named."""
    instance = get_object_or_404(election.contests, pk=pk) if pk else Contest(election=election)
    form = ContestForm(request.POST if request.method == "POST" else None, instance=instance)
    if succeeds(
        form,
        lambda: setup.save_contest(form.instance, form.cleaned_data["seats"], by=request.user),
    ):
        messages.success(request, f"{form.instance} is saved.")
        return back_to(election)
    return form_page(request, form, title="Contest", button="Save", election=election)


@officer_page
def candidate_add(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    form = CandidateForm(
        request.POST if request.method == "POST" else None,
        # The service gives the number that is free then.
        instance=Candidate(contest=contest, number=1),
    )
    if succeeds(form, lambda: setup.add_candidate(form.instance, by=request.user)):
        messages.success(request, f"{form.instance} stands.")
        return back_to(election)
    return form_page(
        request, form, title=f"Candidate for {contest}", button="Enter", election=election
    )


@officer_page
def candidate_place(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    candidate = get_object_or_404(Candidate, pk=pk, contest__election=election)
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        contest=candidate.contest,
        initial={"group": candidate.spread_group},
    )
    if succeeds(
        form,
        lambda: setup.place_candidate(candidate, form.cleaned_data["group"], by=request.user),
    ):
        messages.success(request, f"{candidate}: {form.cleaned_data['group']}.")
        return back_to(election)
    return form_page(
        request, form, title=f"Where {candidate} belongs", button="Save", election=election
    )


@require_POST
@officer_page
def candidate_withdraw(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    candidate = get_object_or_404(Candidate, pk=pk, contest__election=election)
    return do(
        request,
        election,
        lambda: setup.withdraw_candidate(candidate, by=request.user),
        f"{candidate} has withdrawn.",
    )


@require_safe
@officer_page
def roll_list(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """The roll, to correct it. Who has voted is not shown while the poll is open: it is nobody's business yet."""
    contest = get_object_or_404(election.contests, pk=pk)
    entries = contest.roll.select_related("organisation").order_by("organisation__name", "pk")
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "elections/officer/roll_list.html",
        {
            "election": election,
            "contest": contest,
            "page": page,
            "polling": rules.poll_is_open(election, timezone.now()),
        },
    )


@officer_page
def roll_strike(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    entry = get_object_or_404(RollEntry, pk=pk, contest__election=election)
    form = StrikeForm(request.POST if request.method == "POST" else None)
    if succeeds(
        form, lambda: roll.strike_from_roll(entry, form.cleaned_data["because"], by=request.user)
    ):
        messages.success(request, f"{entry.organisation} is struck from the roll, and is told so.")
        return back_to(election)
    return form_page(
        request, form, title=f"Strike {entry.organisation}", button="Strike", election=election
    )
