"""Two candidates of one name are told apart by who put them forward: for everybody, everywhere."""

import datetime as dt
import html
import re

from django.http import QueryDict
from django.urls import reverse

import pytest

from elections.audit_pack import _contest as in_the_pack
from elections.forms import BallotForm
from elections.models import Contest
from elections.personal_data import data_about
from elections.services.setup import withdraw_candidate
from tests.elections import conftest
from tests.factories.elections import POLL_OPENS, CandidateFactory, ContestFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

# The names are one by `core.names`; so are told apart: the organisations are named so by the factory.
ANN, ANNE = "Ann O'Hare (Stands aside 1)", "ann O\u2019Hare (Stands aside 2)"


def rename(contest):
    contest.candidates.filter(number=1).update(name="Ann O'Hare")
    contest.candidates.filter(number=2).update(name="ann O\u2019Hare")
    return Contest.objects.get(pk=contest.pk)


@pytest.fixture
def namesakes(contest):
    return rename(contest)


@pytest.fixture
def counted(challenged, monkeypatch):
    """A count of enough ballots to publish all of it, of two namesakes and another."""
    made = conftest.poll
    monkeypatch.setattr(
        conftest, "poll", lambda **fields: (rename((found := made(**fields))[0]), found[1])
    )
    return challenged(15, 9)


def test_a_name_that_one_has_stands_alone():
    contest = ContestFactory()
    one = CandidateFactory(contest=contest, name="Ann Smith", organisation__name="Red Cross")
    other = CandidateFactory(contest=contest, name="Bea Smith")
    CandidateFactory(name="Ann Smith")  # in another contest
    assert [str(one), str(other)] == ["Ann Smith", "Bea Smith"]


def test_one_who_withdrew_is_a_namesake_still(namesakes):
    withdraw_candidate(
        namesakes.candidates.get(number=2),
        by=namesakes.election.returning_officer,
        at=POLL_OPENS + dt.timedelta(days=1),
    )
    assert [str(one) for one in namesakes.candidates.all()] == [ANN, ANNE, "Candidate C"]


def test_naming_those_on_a_page_asks_nothing_more(namesakes, django_assert_num_queries):
    found = Contest.objects.prefetch_related("candidates__organisation").get(pk=namesakes.pk)
    with django_assert_num_queries(0):
        assert [str(one) for one in found.candidates.all()] == [ANN, ANNE, "Candidate C"]


def ballot(contest, **ranks):
    data = QueryDict(mutable=True)
    data.update({"organisation": "1", "contest": str(contest.pk), "order": "3 1 2", **ranks})
    candidates = list(contest.candidates.select_related("organisation"))
    return BallotForm(data, contest=contest, candidates=candidates, organisation=1)


def test_the_ballot_names_them_in_labels_and_in_what_is_wrong(namesakes):
    form = ballot(namesakes, rank_1="1", rank_2="1", rank_3="x")
    assert [form.fields[f"rank_{number}"].label for number in (1, 2)] == [ANN, ANNE]
    assert form.errors["rank_2"] == [
        f"You gave the number 1 to {ANN} and {ANNE}. Use each number once."
    ]
    assert f"Beside {ANN}," in ballot(namesakes, rank_1="x").errors["rank_1"][0]


def test_the_pages_of_the_vote_name_them(client, asha, namesakes, time_machine, mailoutbox):
    time_machine.move_to(POLL_OPENS + dt.timedelta(days=1))
    client.force_login(asha)
    slug = namesakes.election.slug
    organisation = namesakes.roll.get(organisation__name="Kennet Carers").organisation_id
    asked = {"organisation": organisation, "contest": namesakes.pk, "order": "3 1 2"}
    prove = reverse("elections:ballot_prove", args=[slug])
    client.post(prove, {**asked, "step": "send"})
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    page = client.post(prove, {**asked, "code": code, "step": "check"}).content.decode()
    spoken = re.findall(r'data-candidate="([^"]*)"', page)
    assert sorted(spoken) == sorted(
        name.replace("'", "&#x27;") for name in (ANN, ANNE, "Candidate C")
    )
    page = client.post(
        reverse("elections:ballot_review", args=[slug]), {**asked, "rank_2": "1", "rank_3": "2"}
    ).content.decode()
    assert f"<strong>{ANNE}</strong>" in page
    assert "Not ranked: {}.".format(ANN.replace("'", "&#x27;")) in page


def test_the_page_of_the_election_names_them(client, namesakes, time_machine):
    time_machine.move_to(POLL_OPENS)
    page = client.get(namesakes.election.get_absolute_url()).content.decode()
    assert f">{ANNE}</h4>" in page
    shown = client.get(f"/api/v1/elections/{namesakes.election.slug}").json()
    assert [one["name"] for one in shown["contests"][0]["candidates"][:2]] == [ANN, ANNE]


def test_the_pack_and_what_a_candidate_is_given_name_them(namesakes):
    person = UserFactory()
    namesakes.candidates.filter(number=1).update(user=person)
    part, *_ = data_about(person)
    assert part.lines[0]["name shown"] == ANN
    assert [one["name"] for one in in_the_pack(namesakes)["candidates"][:2]] == [ANN, ANNE]


def test_the_count_names_them_in_its_sheet_charts_and_files(client, counted, time_machine):
    time_machine.move_to(POLL_OPENS + dt.timedelta(days=9))
    blt = counted.opened_rankings.blt
    assert f'"{ANN}"' in blt
    assert f'"{ANNE}"' in blt
    result = counted.count_result.result
    assert [one["name"] for one in result["candidates"][:2]] == [ANN, ANNE]
    page = client.get(
        reverse("elections:election_result", args=[counted.election.slug])
    ).content.decode()
    files = re.findall(r'href="(/elections/[^"]+/result/\d+\.(?:json|blt|txt|html))"', page)
    shown = [client.get(address).content.decode() for address in dict.fromkeys(files)]
    assert len(shown) == 4
    for text in map(html.unescape, (page, *shown)):
        assert ANNE in text
        assert set(re.findall(r"[aA]nn O['\u2019]Hare(.{3})", text)) == {" (S"}
