"""“Does my organisation have a vote?”: a look-up for everybody, without an account."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.membership import lookup
from assembly.membership.forms.looking_up import LookUpForm
from assembly.membership.models import Organisation
from elections import first_act, rules, selectors
from elections.models import Contest, Election
from elections.rules.electorate import has_a_vote, has_a_vote_sentence

from .public import way_to


@dataclass(frozen=True, slots=True)
class Answer:
    """What one organisation is told: a sentence for each contest, and what to do."""

    organisation: Organisation
    votes: list[str]
    refusals: list[str]
    join: str = ""  # where it joins, if it is not a member


@require_safe
def who_votes(request: HttpRequest, slug: str) -> HttpResponse:
    """What was typed stands in the address, as in every search of the register; nothing of it is kept."""
    now = timezone.now()
    election = get_object_or_404(Election.objects.public(now), slug=slug)
    may_ask = rules.electorate.can_be_asked(election, now)
    form = LookUpForm(request.GET if may_ask and "q" in request.GET else None)
    found = (
        lookup.look_up(form.cleaned_data["q"], request.user) if form.is_valid() else lookup.Found()
    )
    answers = _answers(election, found.organisations)
    return render(
        request,
        "elections/who_votes.html",
        {
            "election": election,
            "may_ask": may_ask,
            "form": form,
            "is_looked_up": form.is_valid(),
            "answers": answers,
            "has_votes": any(answer.votes for answer in answers),
            "is_unknown": form.is_valid() and not found.organisations,
            "more": found.more,
            "act": first_act.way_in(request, election, now),
            "breadcrumbs": way_to(election),
        },
    )


def _answers(election: Election, organisations: list[Organisation]) -> list[Answer]:
    """One query a contest, however many organisations were found."""
    if not organisations:
        return []
    keys = [organisation.pk for organisation in organisations]
    contests = list(election.contests.select_related("partnership", "group", "district"))
    electorates = {
        contest: set(
            selectors.entitled_to(contest).filter(pk__in=keys).values_list("pk", flat=True)
        )
        for contest in contests
    }
    return [_answer(election, organisation, electorates) for organisation in organisations]


def _answer(
    election: Election, organisation: Organisation, electorates: dict[Contest, set[int]]
) -> Answer:
    votes, refusals = [], []
    for contest, electorate in electorates.items():
        ruling = has_a_vote(
            organisation, contest, election, is_in_electorate=organisation.pk in electorate
        )
        if ruling:
            votes.append(has_a_vote_sentence(organisation, contest, election))
        elif ruling.reason not in refusals:
            refusals.append(ruling.reason)
    joins = organisation.status == Organisation.Status.LISTED
    join = reverse("membership:claim", args=[organisation.slug]) if joins else ""
    return Answer(organisation, votes, refusals, join)
