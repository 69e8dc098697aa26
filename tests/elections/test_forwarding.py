"""A person who acts for an organisation asks its voter to vote."""

import re

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Delegate
from assembly.notifications.models import Email, Notification
from elections.models import RollEntry
from elections.services.forwarding import forward_poll
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS, poll
from tests.factories.membership import DelegateFactory, UserFactory

pytestmark = pytest.mark.django_db
DURING = POLL_OPENS + DAY
BUTTON = "Send this to your voter"


@pytest.fixture(autouse=True)
def during_the_poll(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def mate(member):
    """Acts for Asha's organisation and does not cast its vote."""
    return DelegateFactory(organisation=member).user


@pytest.fixture
def contest(asha, efua, mate):
    return poll(election__returning_officer=efua)[0]


def page_of(client, contest, person):
    client.force_login(person)
    page = client.get(contest.election.get_absolute_url())
    return re.sub(r"\s+", " ", page.content.decode())


def forward(client, contest, member):
    address = f"{contest.election.get_absolute_url()}forward/"
    return client.post(address, {"organisation": member.pk}, follow=True)


def test_a_delegate_sends_the_voter_the_way_to_the_ballot(client, contest, member, asha, mate):
    page = page_of(client, contest, mate)
    assert BUTTON in page
    assert f"/elections/{contest.election.slug}/</textarea>" in page
    answer = forward(client, contest, member).content.decode()
    assert f"We have sent this to the voter for {member}." in answer
    assert "We sent this to your voter today." in answer
    assert BUTTON not in answer
    assert "Copy a message" in answer
    (mail,) = Email.objects.filter(kind="elections/poll_forwarded")
    assert mail.user == asha
    assert contest.election.get_absolute_url() in mail.text
    assert mate.name not in mail.text
    assert contest.roll.get(organisation=member).forwarded_on == DURING.date()


def test_it_is_sent_once_a_day(contest, member, mate):
    forward_poll(contest.election, member, by=mate, at=DURING)
    with pytest.raises(RuleBroken, match="sent this to your voter today"):
        forward_poll(contest.election, member, by=mate, at=DURING)
    forward_poll(contest.election, member, by=mate, at=DURING + DAY)
    assert Email.objects.filter(kind="elections/poll_forwarded").count() == 2


def test_the_voter_gets_no_button_and_sends_nothing_to_themself(client, contest, member, asha):
    assert BUTTON not in page_of(client, contest, asha)
    with pytest.raises(RuleBroken, match="has nobody else to cast its vote"):
        forward_poll(contest.election, member, by=asha, at=DURING)


def test_where_nobody_casts_there_is_a_link_to_name_a_voter(client, contest, member, asha, mate):
    Delegate.objects.filter(user=asha).update(ended_on=DURING.date())
    page = page_of(client, contest, mate)
    assert BUTTON not in page
    assert f'people/">Name a voter for {member}</a>' in page
    with pytest.raises(RuleBroken, match="to name a voter"):
        forward_poll(contest.election, member, by=mate, at=DURING)


def test_a_vote_that_was_cast_is_not_asked_for(client, contest, member, asha, mate):
    cast_ballot(contest, member, ranking=(1,), by=asha, at=DURING)
    assert BUTTON not in page_of(client, contest, mate)
    with pytest.raises(RuleBroken, match="no vote left to cast"):
        forward_poll(contest.election, member, by=mate, at=DURING)
    assert contest.roll.get(organisation=member).forwarded_on is None


def test_others_and_a_closed_poll_are_refused(client, contest, member, carys, mate, time_machine):
    client.force_login(carys)
    assert forward(client, contest, member).status_code == 404
    with pytest.raises(RuleBroken, match="do not act for"):
        forward_poll(contest.election, member, by=UserFactory(), at=DURING)
    for at in (contest.election.poll_closes_at, contest.election.poll_opens_at - DAY):
        with pytest.raises(RuleBroken, match="Voting"):
            forward_poll(contest.election, member, by=mate, at=at)
        time_machine.move_to(at)
        assert BUTTON not in page_of(client, contest, mate)
    assert not RollEntry.objects.exclude(forwarded_on=None).exists()


def test_nothing_keeps_more_of_it_than_the_day(contest, member, mate):
    """A time would say until when there was no vote."""
    before = Event.objects.count()
    forward_poll(contest.election, member, by=mate, at=DURING)
    assert Event.objects.count() == before
    assert Notification.objects.get(kind="elections/poll_forwarded").at is None
