"""Organisations under common control have one vote, and one of them holds it."""

import datetime as dt
from types import SimpleNamespace

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import selectors
from assembly.membership.models import VotesThrough
from assembly.membership.services import control, suspending
from assembly.notifications.models import Notification
from elections import rules as election_rules
from elections import selectors as elections
from elections.models import Contest
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, ContestFactory, organisation_with_voter, poll
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

EVIDENCE = "Rule 7: the Trust names the Club's committee."


@pytest.fixture
def trust(db):
    """The vote-holder; its voter is Tariq."""
    holder, person = organisation_with_voter("Kennet Trust")
    person.name = "Tariq Tahir"
    person.save()
    return holder


@pytest.fixture
def linked(member, asha, trust, dev):
    """Asha's organisation votes through the trust."""
    control.set_votes_through(member, trust, EVIDENCE, by=dev)
    return member


def words(response):
    return " ".join(response.content.decode().split())


def test_support_unit_sets_it_with_evidence_and_both_are_told(member, asha, trust, dev):
    DelegateFactory(organisation=trust, role="lead", user=UserFactory(name="Lea Lead"))
    link = control.set_votes_through(member, trust, EVIDENCE, by=dev, on=dt.date(2026, 5, 4))
    assert (link.evidence, link.set_by, link.set_on) == (EVIDENCE, dev, dt.date(2026, 5, 4))
    assert Event.objects.get(name="membership.votes_through").data == {"holder": trust.pk}
    told = Notification.objects.filter(kind="membership/votes_through")
    assert set(told.values_list("user__name", flat=True)) == {"Asha Amin", "Lea Lead"}


def test_only_the_holder_stands_on_the_roll(linked, trust):
    other = OrganisationFactory(member=True)
    assert set(elections.electorate_of(ContestFactory())) == {trust, other}


def test_holder_votes_once_when_any_of_them_is_entitled(linked, trust, dev):
    """The club works in Kennet and the trust does not: their one vote in Kennet's contest is the trust's."""
    kennet = DistrictFactory(name="Kennet")
    linked.districts.add(kennet)
    contest = ContestFactory(electorate=Contest.Electorate.DISTRICT, district=kennet)
    assert list(elections.electorate_of(contest)) == [trust]
    third, _ = organisation_with_voter("Third")
    third.districts.add(kennet)
    control.set_votes_through(third, trust, EVIDENCE, by=dev)
    trust.districts.add(kennet)
    assert list(elections.electorate_of(contest)) == [trust]


def test_while_the_holder_is_no_member_the_vote_is_nobodys(linked, trust, dev):
    suspending.suspend(trust, "Why.", by=dev)
    assert not elections.electorate_of(ContestFactory()).exists()


def test_only_one_of_them_casts(linked, trust, asha):
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    assert set(contest.roll.values_list("organisation__name", flat=True)) == {"Kennet Trust"}
    assert cast_ballot(contest, trust, ranking=[1], by=trust.delegates.get().user)
    with pytest.raises(RuleBroken, match="Kennet Carers votes through Kennet Trust"):
        cast_ballot(contest, linked, ranking=[1], by=asha)


def test_link_set_after_the_freeze_leaves_the_roll_to_its_officer(member, asha, trust, dev, efua):
    contest, _ = poll(poll_opens=timezone.now() - DAY, election__returning_officer=efua)
    control.set_votes_through(member, trust, EVIDENCE, by=dev)
    assert contest.roll.filter(struck_on=None).count() == 2
    told = Notification.objects.get(kind="elections/standing_changed")
    assert told.user == efua
    voter = elections.voter(contest, member, asha)
    assert election_rules.voting.may_vote(contest.election, voter, timezone.now())


def test_the_others_read_why_on_my_assembly_and_the_election_page(client, linked, asha):
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    client.force_login(asha)
    sentence = "Kennet Carers votes through Kennet Trust: the two are under common control"
    assert words(client.get("/my/")).count(sentence) == 2
    assert sentence in words(client.get(contest.election.get_absolute_url()))
    assert sentence in words(client.get(f"/my/organisations/{linked.slug}/"))


def test_sentence_says_when_the_holder_is_no_member(client, linked, trust, asha, dev):
    suspending.suspend(trust, "Why.", by=dev)
    client.force_login(asha)
    assert "Kennet Trust is not a member at present" in words(client.get("/my/"))


def test_there_are_no_chains_and_no_circles(linked, trust, dev):
    third, _ = organisation_with_voter("Third")
    with pytest.raises(RuleBroken, match="votes through Kennet Trust itself"):
        control.set_votes_through(third, linked, EVIDENCE, by=dev)
    with pytest.raises(RuleBroken, match="1 other organisation votes through Kennet Trust"):
        control.set_votes_through(trust, third, EVIDENCE, by=dev)
    control.set_votes_through(third, trust, EVIDENCE, by=dev)
    with pytest.raises(RuleBroken, match="2 other organisations vote through Kennet Trust"):
        control.set_votes_through(trust, OrganisationFactory(member=True), EVIDENCE, by=dev)
    with pytest.raises(RuleBroken, match="Name another organisation"):
        control.set_votes_through(third, third, EVIDENCE, by=dev)
    with pytest.raises(RuleBroken, match="cannot hold a vote"):
        control.set_votes_through(third, OrganisationFactory(lapsed=True), EVIDENCE, by=dev)
    with pytest.raises(IntegrityError), transaction.atomic():
        VotesThrough.objects.create(
            organisation=trust, holder=trust, evidence="x", set_on=dt.date(2026, 1, 1)
        )


def test_set_again_it_is_another_holder(linked, dev):
    other, _ = organisation_with_voter("Other")
    control.set_votes_through(linked, other, EVIDENCE, by=dev)
    assert VotesThrough.objects.get().holder == other


def test_ended_it_casts_its_own_vote_again(linked, trust, dev):
    control.end_votes_through(linked, by=dev)
    assert set(elections.electorate_of(ContestFactory())) == {linked, trust}
    assert Event.objects.filter(name="membership.votes_itself").exists()
    with pytest.raises(RuleBroken, match="casts its own vote"):
        control.end_votes_through(linked, by=dev)


def test_nobody_else_sets_or_ends_it(linked, trust, asha):
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        control.set_votes_through(linked, trust, EVIDENCE, by=asha)
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        control.end_votes_through(linked, by=asha)


def test_support_unit_does_it_on_its_screen(client, member, trust, dev):
    client.force_login(dev)
    url = f"/cms/standing/{member.pk}/"
    sent = {"holder": trust.pk, "evidence": EVIDENCE}
    assert client.post(f"{url}votes-through/", sent).url == url
    page = words(client.get(url))
    assert "Votes through Kennet Trust" in page
    assert "Rule 7" in page
    assert "It also holds the vote of Kennet Carers" in words(
        client.get(f"/cms/standing/{trust.pk}/")
    )
    assert "Kennet Trust" in words(client.get("/cms/standing/"))
    assert "casts its own vote from the next roll on" in words(
        client.post(f"{url}votes-itself/", follow=True)
    )
    assert not VotesThrough.objects.exists()


def test_a_link_that_was_ended_at_the_same_moment_is_not_ended_twice(linked, dev, monkeypatch):
    """Two of the Support Unit press at once: the second has read the link before the first deletes it."""
    read = selectors.votes_through([linked]).first()
    control.end_votes_through(linked, by=dev)
    monkeypatch.setattr(selectors, "votes_through", lambda _: SimpleNamespace(first=lambda: read))
    with pytest.raises(RuleBroken, match="casts its own vote"):
        control.end_votes_through(linked, by=dev)
    assert Event.objects.filter(name="membership.votes_itself").count() == 1
