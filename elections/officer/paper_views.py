"""Votes on paper: the outer envelope strikes the roll, the mixed ballots are read twice and sealed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import key_in
from assembly.core.rules import RuleBroken
from elections import box_selectors, selectors
from elections.acting import succeeds
from elections.models import Contest, Election, RollEntry
from elections.secrecy import secret_page
from elections.services import paper

from .assisting import send_code_by
from .pages import officer_page
from .staff_forms import (
    MOST_BALLOTS,
    EmptyForm,
    EnvelopeForm,
    ProvedForm,
    ReadingForm,
    SizeForm,
)


@secret_page
@officer_page
def envelope_mark(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    entry = get_object_or_404(
        RollEntry.objects.select_related("contest", "organisation"),
        pk=pk,
        contest__election=election,
    )
    data = request.POST if request.method == "POST" else None
    form = EnvelopeForm(data, casters=selectors.casters(entry.organisation))
    second = ProvedForm(
        data,
        people=selectors.assistants(election, request.user),
        label="Who holds it with you",
        prefix="second",
    )
    said: dict[str, str] = {}
    if data is not None and second.is_valid():
        if data.get("step") == "send":
            said = send_code_by(request, entry.contest, second)
        elif succeeds(form, _take_envelope(request, entry, form, second)):
            messages.success(
                request, "The roll is struck. Put the inner envelope among the others."
            )
            return redirect("elections_officer:roll_list", election.pk, entry.contest_id)
    return _page(request, entry.contest, "envelope", entry=entry, form=form, second=second, **said)


def _take_envelope(
    request: SignedInRequest, entry: RollEntry, form: EnvelopeForm, second: ProvedForm
) -> Callable[[], object]:
    return lambda: paper.take_envelope(
        entry, signed_by=form.cleaned_data["signed_by"], second=second.proved, by=request.user
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """A batch on the table: its two readings, and the people who must show that they read."""

    contest: Contest
    first: ReadingForm
    second: ReadingForm
    people: tuple[ProvedForm, ...]

    def enter(self, request: SignedInRequest) -> None:
        readings = (self.first.rankings, self.second.rankings)
        proved = [form.proved for form in self.people]
        if len(proved) == 1:
            paper.enter_batch(self.contest, readings, second=proved[0], by=request.user)
        else:
            readers = (proved[0], proved[1])
            paper.enter_at_the_count(self.contest, readings, readers=readers, by=request.user)


@secret_page
@officer_page
def paper_enter(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """How many, then the first reading, then the second. What was typed travels on in the body of the request."""
    contest = get_object_or_404(election.contests, pk=pk)
    data = request.POST if request.method == "POST" else request.GET
    ballots = key_in(data.get("ballots", ""))
    if not 1 <= ballots <= MOST_BALLOTS:
        size = SizeForm(data if "ballots" in data else None)
        return _page(request, contest, "size", form=size)
    step = request.POST.get("step")
    desk = _desk(request, contest, ballots, step)
    shown = {"desk": desk, "ballots": ballots}
    if not desk.first.is_bound or not desk.first.is_valid():
        return _page(request, contest, "first", **shown)
    if step == "first":
        return _page(request, contest, "second", **shown)
    valid = [form.is_valid() for form in (desk.second, *desk.people)]
    if step in SENDS and desk.people[SENDS[step]].is_valid():
        said = send_code_by(request, contest, desk.people[SENDS[step]])
        return _page(request, contest, "second", **shown, **said)
    if not all(valid):
        return _page(request, contest, "second", **shown)
    try:
        desk.enter(request)
    except RuleBroken as refusal:
        return _page(request, contest, "second", **shown, problem=str(refusal), reveal=True)
    messages.success(request, f"{ballots} ballots are sealed and in the box. Destroy nothing yet.")
    return redirect("elections_officer:election_run", election.pk)


SENDS = {"send_0": 0, "send_1": 1}


def _desk(request: SignedInRequest, contest: Contest, ballots: int, step: str | None) -> Desk:
    typed = request.POST if request.method == "POST" else None
    again = typed if step != "first" else None
    return Desk(
        contest,
        ReadingForm(typed, contest=contest, ballots=ballots, prefix="first"),
        ReadingForm(again, contest=contest, ballots=ballots, prefix="second"),
        _people(request, contest, again),
    )


def _people(
    request: SignedInRequest, contest: Contest, data: QueryDict | None
) -> tuple[ProvedForm, ...]:
    election = contest.election
    if not election.receipts_published_at:
        people = selectors.assistants(election, request.user)
        return (ProvedForm(data, people=people, label="Who read it second", prefix="reader_0"),)
    watching = [each.user for each in election.scrutineers.select_related("user")]
    return tuple(
        ProvedForm(data, people=watching, label=f"{place} scrutineer", prefix=f"reader_{number}")
        for number, place in enumerate(["First", "Second"])
    )


@secret_page
@officer_page
def envelope_empty(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = EmptyForm(data)
    second = ProvedForm(
        data,
        people=selectors.assistants(election, request.user),
        label="Who saw it with you",
        prefix="second",
    )
    said: dict[str, str] = {}
    if data is not None and second.is_valid():
        if data.get("step") == "send":
            said = send_code_by(request, contest, second)
        elif succeeds(form, _record_empty(request, contest, form, second)):
            messages.success(request, "Recorded, and published with the receipts.")
            return redirect("elections_officer:election_run", election.pk)
    return _page(request, contest, "empty", form=form, second=second, **said)


def _record_empty(
    request: SignedInRequest, contest: Contest, form: EmptyForm, second: ProvedForm
) -> Callable[[], object]:
    return lambda: paper.record_empty_envelope(
        contest, form.cleaned_data["because"], second=second.proved, by=request.user
    )


def _page(request: SignedInRequest, contest: Contest, name: str, **context: object) -> HttpResponse:
    return render(
        request,
        f"elections/officer/paper_{name}.html",
        {
            "election": contest.election,
            "contest": contest,
            "awaited": box_selectors.paper_awaited(contest),
            "candidates": contest.candidates.all(),
            **context,
        },
    )
