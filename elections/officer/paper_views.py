"""Votes on paper: the outer envelope marks the roll, the mixed ballots are read twice and sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act, act_by_button, form_of, sent
from assembly.core.http import key_in
from elections import box_selectors, participants
from elections.models import Contest, Election, RollEntry
from elections.secrecy import secret_page
from elections.services import paper

from .assisting import send_code_by
from .pages import back_to, officer_page
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
    form = form_of(request, EnvelopeForm, casters=participants.casters(entry.organisation))
    second = form_of(
        request,
        ProvedForm,
        people=participants.assistants(election, request.user),
        label="Who holds it with you",
        prefix="second",
    )
    page = partial(_page, request, entry.contest, "envelope", entry=entry, form=form, second=second)
    record = Button(
        lambda: paper.take_envelope(
            entry, signed_by=form.cleaned_data["signed_by"], second=second.proved, by=request.user
        ),
        "Marked as voted on paper. Put the inner envelope among the others.",
        redirect("elections_officer:roll_list", election.pk, entry.contest_id),
        [form, second],
    )
    return _send_or(request, entry.contest, second, page, record)


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
    data = sent(request) or request.GET
    ballots = key_in(data.get("ballots", ""))
    if not 1 <= ballots <= MOST_BALLOTS:
        size = SizeForm(data or None)
        return _page(request, contest, "size", form=size)
    desk = _desk(request, contest, ballots)
    if not desk.first.is_bound or not desk.first.is_valid():
        return _page(request, contest, "first", desk=desk, ballots=ballots)
    page = partial(_page, request, contest, "second", desk=desk, ballots=ballots)

    def enter() -> HttpResponse | None:
        if not all(form.is_valid() for form in (desk.second, *desk.people)):
            return None
        return act(
            request,
            lambda: desk.enter(request),
            f"{ballots} ballots are sealed and in the box. Destroy nothing yet.",
            back_to(election),
            lambda refusal: page(problem=refusal, reveal=True),
        )

    def send(person: ProvedForm) -> HttpResponse:
        return page(**send_code_by(request, contest, person))

    sends = {f"send_{number}": partial(send, each) for number, each in enumerate(desk.people)}
    return act_by_button(request, {"first": page, **sends, "enter": enter}, "step") or page()


# The buttons of the second reading.
SECOND = ("send_0", "send_1", "enter")


def _desk(request: SignedInRequest, contest: Contest, ballots: int) -> Desk:
    reading = partial(form_of, request, ReadingForm, contest=contest, ballots=ballots)
    return Desk(
        contest,
        reading(prefix="first"),
        reading(prefix="second", button=SECOND, name="step"),
        _people(request, contest),
    )


def _people(request: SignedInRequest, contest: Contest) -> tuple[ProvedForm, ...]:
    election = contest.election
    proved = partial(form_of, request, ProvedForm, button=SECOND, name="step")
    if not election.receipts_published_at:
        people = participants.assistants(election, request.user)
        return (proved(people=people, label="Who read it second", prefix="reader_0"),)
    watching = [each.user for each in election.scrutineers.select_related("user")]
    return tuple(
        proved(people=watching, label=f"{place} scrutineer", prefix=f"reader_{number}")
        for number, place in enumerate(["First", "Second"])
    )


@secret_page
@officer_page
def envelope_empty(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    form = form_of(request, EmptyForm)
    second = form_of(
        request,
        ProvedForm,
        people=participants.assistants(election, request.user),
        label="Who saw it with you",
        prefix="second",
    )
    page = partial(_page, request, contest, "empty", form=form, second=second)
    record = Button(
        lambda: paper.record_empty_envelope(
            contest, form.cleaned_data["because"], second=second.proved, by=request.user
        ),
        "Recorded, and published with the receipts.",
        back_to(election),
        [form, second],
    )
    return _send_or(request, contest, second, page, record)


def _send_or(
    request: SignedInRequest,
    contest: Contest,
    second: ProvedForm,
    page: Callable[..., HttpResponse],
    record: Button,
) -> HttpResponse:
    """The two buttons of a page that a second person proves: mail them a code, and record it."""
    send = partial(send_code_by, request, contest, second)
    return (
        act_by_button(request, {"send": lambda: page(**send()), "record": record}, "step") or page()
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
