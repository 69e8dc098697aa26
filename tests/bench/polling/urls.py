"""The floor of casting a vote: sign-in and look-up as there, one durable INSERT, and an answer.

It casts nothing. What it leaves out is what a ballot costs beyond a row: the lock of the box, everything read again
under it, the form, the sealing, the mark on the roll.
"""

import os
import uuid

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from assembly.membership.models import Organisation
from assembly.urls import handler400, handler500
from assembly.urls import urlpatterns as of_the_site
from elections import proof, rules, selectors
from elections.models import Contest, Election
from elections.secrecy import secret_page

__all__ = ["handler400", "handler500", "urlpatterns"]

TABLE = "bench_floor"  # made by tests.bench.polling.data
CIPHERTEXT = os.urandom(55)  # as long as a sealed ballot with six candidates


@secret_page
@login_required
@require_POST
def insert_and_redirect(request: HttpRequest, slug: str) -> HttpResponse:
    election, _, _ = _insert(request, slug)
    return redirect(election)


@secret_page
@login_required
@require_POST
def insert_and_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The same with the page that follows a vote, which cannot redirect: the receipt stands there and nowhere else."""
    election, contest, organisation = _insert(request, slug)
    context = {
        "election": election,
        "contest": contest,
        "organisation": organisation,
        "receipt": "A" * 20,
        "breadcrumbs": [("Elections", "/elections/"), (election, election.get_absolute_url())],
    }
    return render(request, "elections/ballot_receipt.html", context)


def _insert(request: HttpRequest, slug: str) -> tuple[Election, Contest, Organisation]:
    election = get_object_or_404(Election.objects.public(), slug=slug)
    contest = get_object_or_404(election.contests, pk=request.POST["contest"])
    acts_for = Organisation.objects.acted_for_by(request.user)
    organisation = get_object_or_404(acts_for, pk=request.POST["organisation"])
    voter = selectors.voter(contest, organisation, request.user)
    rules.voting.may_vote(election, voter, timezone.now()).enforce()
    if not proof.is_fresh(request, request.user, election):
        raise PermissionError("The sessions of the measurement are too old.")
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} VALUES (%s, %s, %s)", [uuid.uuid4(), contest.pk, CIPHERTEXT]
        )
    return election, contest, organisation


urlpatterns = [
    path("bench/redirect/<slug:slug>/", insert_and_redirect),
    path("bench/page/<slug:slug>/", insert_and_page),
    *of_the_site,
]
