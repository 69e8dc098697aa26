"""Elections, as the site's search finds them from the notice on; and who stands, until the result is declared."""

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone

from assembly.core.search import Hit, Kind

from . import election_status
from .models import Candidate, Election


def _show(election: Election) -> Hit:
    card = election_status.card(election, timezone.now())
    return Hit(
        election.title,
        election.get_absolute_url(),
        election.purpose,
        meta=f"{card.tag}. {card.meta}.",
    )


ELECTIONS = Kind(
    key="elections",
    name="Elections",
    url=reverse_lazy("elections:election_list"),
    url_label="Elections and their results",
    rows=lambda: Election.objects.real().public(),
    show=_show,
    title="title",
    words=("purpose",),
    spelling=("title", "purpose"),
)


def _who_stand() -> QuerySet[Candidate]:
    """As the page of the election shows them, those who withdrew too. What is over stays on that page alone."""
    running = Election.objects.real().public().filter(declared_at=None, voided_at=None)
    return Candidate.objects.filter(contest__election__in=running).select_related(
        "contest__election", "organisation"
    )


def _show_candidate(candidate: Candidate) -> Hit:
    contest = candidate.contest
    what = "Candidate for" if candidate.stands else "Withdrew from"
    return Hit(
        candidate.name,
        f"{contest.election.get_absolute_url()}#contest-{contest.pk}",
        candidate.statement,
        meta=f"{what} {contest}, {contest.election}. Put forward by {candidate.organisation}.",
    )


CANDIDATES = Kind(
    key="candidates",
    name="Candidates",
    url=reverse_lazy("elections:election_list"),
    url_label="Elections and candidates",
    rows=_who_stand,
    show=_show_candidate,
    title="name",
    words=("contest__title", "organisation__name", "statement"),
    order=("name", "pk"),
)
