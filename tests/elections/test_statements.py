"""What candidates say, where voters read it: on the ballot and in the booklet."""

import re

from django.urls import reverse

import pytest

from elections.models import Candidate
from elections.services.setup import withdraw_candidate
from tests.elections.test_voting_pages import address, during_the_poll, proved, voter  # noqa: F401
from tests.factories.elections import CandidateFactory, ContestFactory

pytestmark = pytest.mark.django_db


def says(response, text):
    return text in re.sub(r"\s+", " ", response.content.decode())


def booklet(client, election):
    return client.get(reverse("elections:statements", args=[election.slug]))


def test_the_ballot_has_each_statement_and_no_photo(proved, contest):  # noqa: F811
    contest.candidates.filter(number=1).update(
        statement="I would ask who was asked.", photo="images/candidates/a.jpg", photo_alt="A"
    )
    page = proved.get(address(contest))
    assert page.content.count(b"<details") >= contest.candidates.count()
    assert says(page, "I would ask who was asked.")
    assert says(page, "No statement.")
    assert not says(page, "images/candidates/")


def test_the_booklet_has_all_contests_in_the_order_of_nomination(client, contest):
    election = contest.election
    other = ContestFactory(election=election, title="Board of the park")
    for name in ("Zoe Zane", "Anna Able"):
        CandidateFactory(contest=other, name=name, statement=f"{name} would ask.")
    page = booklet(client, election).content.decode()
    order = [page.index(words) for words in ("Candidate A", "Board of the park", "Zoe Zane would")]
    assert order == sorted(order)
    assert page.index("Zoe Zane would") < page.index("Anna Able would")


def test_who_withdrew_is_named_in_the_booklet_without_their_words(client, contest, efua):
    gone = contest.candidates.get(number=2)
    Candidate.objects.filter(pk=gone.pk).update(statement="Words of somebody who went.")
    assert says(booklet(client, contest.election), "Words of somebody who went.")
    withdraw_candidate(gone, by=contest.election.returning_officer)
    page = booklet(client, contest.election)
    assert says(page, f"{gone} (withdrew)")
    assert not says(page, "Words of somebody who went.")


def test_an_election_without_candidates_has_a_booklet_that_says_so(client):
    election = ContestFactory().election
    assert says(booklet(client, election), "Candidates are shown here once")
    assert booklet(client, election).status_code == 200
