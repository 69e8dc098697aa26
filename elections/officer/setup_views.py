"""Setting an election up: its words and timetable, contests, candidates, corrections of the roll."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no
from assembly.core.http import screen
from assembly.core.name_fields import holding
from elections import (
    blueprints,
    box_selectors,
    election_status,
    nominations,
    rules,
    selectors,
    vacancies,
)
from elections.models import Candidate, Contest, Election, RollEntry
from elections.services import roll, setup
from elections.services.receipts import signs_receipts

from .acts import acts, next_act
from .forms import (
    AnnouncedElectionForm,
    BoardForm,
    CandidateForm,
    ContestForm,
    DrawForm,
    ElectionFilterForm,
    ElectionForm,
    GroupForm,
    NewElectionForm,
    RemovalForm,
    RollSearchForm,
)
from .pages import act_and_return, back_to, form_page, officer_page

PER_PAGE = 50
ELECTIONS_PER_PAGE = 10  # what comes next is worked out for each


@require_safe
@screen("elections.run_election")
def election_index(request: SignedInRequest) -> HttpResponse:
    own = Election.objects.filter(returning_officer=request.user)
    form = ElectionFilterForm(request.GET)
    if form.is_valid() and form.cleaned_data["state"]:
        own = own.filter(declared_at__isnull=form.cleaned_data["state"] == "running")
    page = Paginator(own, ELECTIONS_PER_PAGE).get_page(request.GET.get("p"))
    now = timezone.now()
    return render(
        request,
        "elections/officer/election_index.html",
        {
            "page": page,
            "form": form,
            "lines": [
                (election, election_status.status(election, now)[0], _what_next(election, now))
                for election in page
            ],
        },
    )


def _what_next(election: Election, now: dt.datetime) -> str:
    """The next act where one can be done, else what the timetable brings; nothing of an election that is over."""
    if election.declared_at:
        return ""
    act = next_act(election, now)
    return act.label if act else election_status.milestone_to_come(election, now)


@screen("elections.run_election")
def election_create(request: SignedInRequest) -> HttpResponse:
    form = form_of(request, NewElectionForm, instance=Election(returning_officer=request.user))
    return act_by_form(
        request,
        form,
        lambda: setup.create_election(form.instance, by=request.user),
        lambda _: f"{form.instance} is set up. Add its contests now.",
        lambda _: back_to(form.instance),
    ) or render(
        request,
        "elections/officer/form.html",
        {"form": form, "page_title": "Set up an election", "button": "Set up"},
    )


@require_safe
@officer_page
def election_run(request: SignedInRequest, election: Election) -> HttpResponse:
    now = timezone.now()
    return render(
        request,
        "elections/officer/election_run.html",
        {
            "election": election,
            "status": election_status.status(election, now)[0],
            "is_preview": now < election.notice_at,
            "acts": acts(election, now),
            "nominations": nominations.to_rule_first(election),
            "contests": selectors.contests_with_candidates(election),
            "paper_waiting": box_selectors.paper_waiting(election),
            "may_change_scrutineers": rules.key.may_change_scrutineers(election),
            "warnings": blueprints.awkward_days(election) if now < election.notice_at else [],
            "receipts_unsigned": _polling_without_key(election, now),
            "empty_seats": vacancies.empty_seats(election, timezone.localdate(now)),
            "may_change_timetable": rules.preparing.may_change_timetable(election),
            "may_give_up": rules.preparing.may_be_given_up(election, now),
            "may_change_contests": rules.preparing.may_change_contests(election, now),
            "may_add_candidate": rules.preparing.may_add_candidate(election, now),
            "may_record_withdrawals": rules.preparing.withdrawals_can_be_recorded(election, now),
        },
    )


def _polling_without_key(election: Election, now: dt.datetime) -> bool:
    """Whether receipts were promised a signature, votes may still come, and nothing can be signed."""
    awaits_votes = election.receipt_public_key and now < election.poll_closes_at
    return bool(awaits_votes and not election.voided_at and not signs_receipts(election))


@officer_page
def election_change(request: SignedInRequest, election: Election) -> HttpResponse:
    is_announced = election.notice_at <= timezone.now()
    form = form_of(
        request, AnnouncedElectionForm if is_announced else ElectionForm, instance=election
    )
    draws = [
        form_of(request, DrawForm, instance=contest, prefix=f"draw-{contest.pk}")
        for contest in election.contests.order_by("pk")
        if is_announced
    ]
    return form_page(
        request,
        election,
        [form, *draws],
        lambda: setup.change_election(
            form.instance,
            by=request.user,
            because=form.cleaned_data.get("because", ""),
            draws=[draw.instance for draw in draws],
        ),
        "The election is changed.",
        page_title="Words and timetable",
        button="Save",
    )


@officer_page
def contest_edit(
    request: SignedInRequest, election: Election, pk: int | None = None
) -> HttpResponse:
    """Add or change a contest. Ask first which partnership's seats it fills; keep the answer in the address."""
    instance = get_object_or_404(election.contests, pk=pk) if pk else Contest(election=election)
    if not (ruling := rules.preparing.may_change_contests(election, timezone.now())):
        return say_no(request, ruling.reason, back_to(election))
    if "partnership" in request.GET or not pk:
        board = BoardForm(request.GET or None)
        if not board.is_valid():
            return render(
                request, "elections/officer/board.html", {"form": board, "election": election}
            )
        instance.partnership = board.cleaned_data["partnership"]
    form = form_of(request, ContestForm, instance=instance)
    return form_page(
        request,
        election,
        form,
        lambda: setup.save_contest(form.instance, form.cleaned_data["seats"], by=request.user),
        lambda _: f"{form.instance} is saved.",
        page_title=f"Contest for seats of {instance.partnership}",
        button="Save",
        other=(f"{request.path}?partnership=", "Choose another partnership"),
    )


@require_POST
@officer_page
def contest_remove(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    return act_and_return(
        request,
        election,
        lambda: setup.remove_contest(contest, by=request.user),
        f"{contest} has been removed.",
    )


@officer_page
def election_give_up(request: SignedInRequest, election: Election) -> HttpResponse:
    """Ask first: what was set up is deleted."""
    return act_if_sent(
        request,
        lambda: setup.give_up_election(election, by=request.user),
        f"{election} has been given up and deleted.",
        lambda _: redirect("elections_officer:election_index"),
    ) or render(
        request,
        "elections/officer/give_up.html",
        {
            "election": election,
            "may_give_up": rules.preparing.may_be_given_up(election, timezone.now()),
        },
    )


@officer_page
def candidate_add(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    # The service gives the number that is free then.
    form = form_of(request, CandidateForm, instance=Candidate(contest=contest, number=1))
    return form_page(
        request,
        election,
        form,
        lambda: setup.enter_candidate(form.instance, by=request.user),
        lambda _: f"{form.instance} stands, put forward by {form.instance.organisation}.",
        page_title=f"Candidate for {contest}",
        button="Enter",
    )


@officer_page
def candidate_place(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    candidate = get_object_or_404(Candidate, pk=pk, contest__election=election)
    form = form_of(
        request, GroupForm, contest=candidate.contest, initial={"group": candidate.spread_group}
    )
    return form_page(
        request,
        election,
        form,
        lambda: setup.place_candidate(candidate, form.cleaned_data["group"], by=request.user),
        lambda _: f"{candidate}: {form.cleaned_data['group']}.",
        page_title=f"Where {candidate} belongs",
        button="Save",
    )


@require_POST
@officer_page
def candidate_withdraw(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    candidate = get_object_or_404(Candidate, pk=pk, contest__election=election)
    return act_and_return(
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
    form = RollSearchForm(request.GET)
    entries = contest.roll.select_related("organisation").order_by("organisation__name", "pk")
    if form.is_valid() and (name := form.cleaned_data["q"]):
        entries = entries.filter(holding("organisation__name_words", name))
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "elections/officer/roll_list.html",
        {
            "election": election,
            "contest": contest,
            "form": form,
            "page": page,
            "polling": rules.voting.poll_is_open(election, timezone.now()),
        },
    )


@officer_page
def roll_remove(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    entry = get_object_or_404(RollEntry, pk=pk, contest__election=election)
    form = form_of(request, RemovalForm)
    return form_page(
        request,
        election,
        form,
        lambda: roll.remove_from_roll(entry, form.cleaned_data["because"], by=request.user),
        f"{entry.organisation} has been removed from the roll. We have told it why.",
        page_title=f"Remove {entry.organisation} from the roll",
        button="Remove from the roll",
    )
