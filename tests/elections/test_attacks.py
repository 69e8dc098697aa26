"""What somebody may try at a ballot who means ill, or whose clock or connection fails."""

import datetime as dt
import logging
import re

from django.test import Client
from django.urls import reverse

import pytest

from assembly.core.rules import RuleBroken
from elections import rules, selectors
from elections.services.opening import publish_receipts
from elections.services.roll import remove_from_roll
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS, organisation_with_voter, poll
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def during_the_poll(time_machine):
    time_machine.move_to(DURING)


def sign_in(client, person, *, at=DURING):
    """Signed in, and proved just now."""
    client.force_login(person)
    session = client.session
    session["elections_proved"] = {"user": person.pk, "at": at.timestamp()}
    session.save()
    return client


@pytest.fixture
def voter(client, asha):
    return sign_in(client, asha)


def address(contest, page="ballot_cast"):
    return reverse(f"elections:{page}", args=[contest.election.slug])


def ballot(contest, organisation, **ranks):
    return {"organisation": organisation.pk, "contest": contest.pk, "order": "3 1 2", **ranks}


def says(response, text):
    return text in re.sub(r"\s+", " ", response.content.decode())


def nothing_is_stored(contest):
    return not contest.box.exists() and not contest.roll.marked().exists()


# Two tabs


def test_two_tabs_for_two_organisations(client, efua):
    """Each tab votes for the organisation that its form names, whatever was switched to in the other."""
    first, person = organisation_with_voter("Kennet Carers")
    second = OrganisationFactory(name="Zeals Youth Club", member=True)
    DelegateFactory(organisation=second, user=person, is_voter=True)
    contest, _ = poll(election__returning_officer=efua)
    sign_in(client, person)
    for page in ("ballot_review", "ballot_cast"):
        one = client.post(address(contest, page), ballot(contest, first, rank_1="1"))
        two = client.post(address(contest, page), ballot(contest, second, rank_2="1"))
        assert says(one, "Kennet Carers")
        assert not says(one, "the vote of <strong>Zeals Youth Club")
        assert says(two, "Zeals Youth Club")
    marked = contest.roll.marked().values_list("organisation", flat=True)
    assert set(marked) == {first.pk, second.pk}
    again = client.post(address(contest), ballot(contest, first, rank_1="1"))
    assert says(again, "Kennet Carers has already voted")
    assert contest.box.count() == 2


# The clock


def test_a_clock_set_back_before_the_poll_stops_voting(voter, contest, member, time_machine):
    time_machine.move_to(POLL_OPENS - MINUTE)
    sign_in(voter, member.delegates.get().user, at=POLL_OPENS - MINUTE)
    page = voter.post(address(contest), ballot(contest, member, rank_1="1"))
    assert says(page, "Voting opens at")
    assert nothing_is_stored(contest)


def test_a_clock_set_back_after_the_receipts_opens_no_poll(contest, member, asha, efua):
    """A vote after the published list would be one ballot more than it has receipts, and stop the opening."""
    publish_receipts(contest.election, by=efua, at=CLOSE)
    with pytest.raises(RuleBroken, match="the receipts are published"):
        cast_ballot(contest, member, ranking=[1], by=asha, at=DURING)
    assert nothing_is_stored(contest)


def test_a_clock_set_back_does_not_give_a_second_vote(contest, member, asha):
    cast_ballot(contest, member, ranking=[1], by=asha, at=DURING)
    with pytest.raises(RuleBroken, match="has already voted"):
        cast_ballot(contest, member, ranking=[2], by=asha, at=DURING - HOUR)


# In October 2026 the clocks go back at 01:00 UTC on the 25th: half past one comes twice.
OCTOBER = dt.datetime(2026, 10, 25, 1, 0, tzinfo=dt.UTC)


@pytest.fixture
def october(efua, member, asha):
    """A poll that closes at the second half past one of that night."""
    closes = OCTOBER + 30 * MINUTE
    return poll(election__returning_officer=efua, poll_opens=closes - 7 * DAY)[0]


NIGHT = [
    # minutes after the change, on the clock, may vote
    (-45,                      "00.15 UTC, 1.15am summer time", True),
    (-20,                      "00.40 UTC, 1.40am summer time", True),
    (0,                        "01.00 UTC, 1am again",          True),
    (29,                       "01.29 UTC, 1.29am",             True),
    (30,                       "01.30 UTC, 1.30am",             False),
]  # fmt: skip


@pytest.mark.parametrize(("minutes", "clock", "may"), NIGHT)
def test_the_hour_that_comes_twice_counts_twice(october, member, asha, minutes, clock, may):
    at = OCTOBER + minutes * MINUTE
    ruling = rules.voting.may_vote(october.election, selectors.voter(october, member, asha), at)
    assert bool(ruling) == may, clock


def test_the_days_of_marks_are_local_days(october, member, asha):
    """Half past eleven in the evening, UTC, is the next day while summer time lasts."""
    cast_ballot(october, member, ranking=[1], by=asha, at=OCTOBER - 90 * MINUTE)
    assert october.roll.get(organisation=member).voted_on == dt.date(2026, 10, 25)


def test_a_day_of_waiting_is_twenty_four_hours_also_then(october, member, asha):
    changed = (
        OCTOBER - 5 * HOUR - 20 * MINUTE
    )  # on the evening before: a calendar day later is 25 hours
    asha.address_changed_at = changed
    asha.save()
    october.election.poll_closes_at += 3 * DAY
    voter = selectors.voter(october, member, asha)
    assert not rules.voting.has_waited(october.election, voter, changed + 24 * HOUR - MINUTE)
    assert rules.voting.has_waited(october.election, voter, changed + 24 * HOUR)


def test_a_proof_lasts_fifteen_minutes_also_then(client, asha, october, time_machine):
    time_machine.move_to(OCTOBER + MINUTE)  # a minute past one, the second time
    sign_in(client, asha, at=OCTOBER - 58 * MINUTE)  # two minutes past one, the first time
    assert says(client.get(address(october, "ballot_fill")), "Show that it is you")


# Forged, truncated, oversized


def test_a_post_from_another_site_is_refused(asha, contest, member):
    client = sign_in(Client(enforce_csrf_checks=True), asha)
    page = client.post(address(contest), ballot(contest, member, rank_1="1"))
    assert page.status_code == 403
    assert nothing_is_stored(contest)


def test_a_recorded_post_is_worth_nothing_without_the_session(contest, member, voter):
    sent = ballot(contest, member, rank_1="1")
    assert Client().post(address(contest), sent).status_code == 302
    assert nothing_is_stored(contest)
    assert says(voter.post(address(contest), sent), "Vote cast")
    assert says(voter.post(address(contest), sent), "has already voted")
    assert contest.box.count() == 1


TRUNCATED = ["organisation", "contest"]


@pytest.mark.parametrize("missing", TRUNCATED)
def test_a_ballot_without_its_beginning_is_not_found(voter, contest, member, missing):
    sent = ballot(contest, member, rank_1="1")
    del sent[missing]
    assert voter.post(address(contest), sent).status_code == 404
    assert nothing_is_stored(contest)


def test_a_body_that_breaks_off_between_ranks_is_refused(voter, contest, member):
    """The second choice came, the first was lost on the way."""
    page = voter.post(address(contest), ballot(contest, member, rank_2="2"))
    assert says(page, "You used the number 2 but not 1")
    assert nothing_is_stored(contest)


def test_a_body_shorter_than_announced_casts_nothing(voter, contest, member):
    body = f"organisation={member.pk}&contest={contest.pk}&rank_"
    page = voter.generic(
        "POST",
        address(contest),
        body,
        content_type="application/json",
        CONTENT_LENGTH=str(len(body)),
    )
    assert page.status_code == 404
    assert nothing_is_stored(contest)


OVERSIZED = {
    "too long": lambda sent: {**sent, "rank_1": "7" * 3_000_000},
    "too many": lambda sent: {**sent, **{f"rank_{number}": "1" for number in range(2_000)}},
}


@pytest.mark.parametrize("kind", OVERSIZED)
def test_an_oversized_post_is_refused_and_written_nowhere(voter, contest, member, kind, caplog):
    caplog.set_level(logging.DEBUG)
    sent = OVERSIZED[kind](ballot(contest, member, rank_1="1"))
    page = voter.generic(
        "POST",
        address(contest),
        "&".join(f"{name}={value}" for name, value in sent.items()),
        content_type="application/x-www-form-urlencoded",
    )
    assert page.status_code in {400, 413}
    assert nothing_is_stored(contest)
    assert "rank_" not in caplog.text


@pytest.mark.parametrize("rank", ["1e0", "0x1", "1;2", "<b>1</b>", "\x00", "\uff11"])
def test_a_rank_that_is_no_number_casts_nothing_odd(voter, contest, member, rank):
    voter.post(address(contest), ballot(contest, member, rank_1=rank))
    # A full-width figure is a figure; whatever was taken is one whole ballot or none.
    assert contest.box.count() == contest.roll.marked().count() <= 1
    assert contest.box.count() == (rank == "\uff11")


# People


def test_a_person_of_another_organisation_cannot_name_this_one(client, contest, member):
    _, stranger = organisation_with_voter()
    sign_in(client, stranger)
    page = client.post(address(contest), ballot(contest, member, rank_1="1"))
    assert page.status_code == 404
    assert nothing_is_stored(contest)


def test_an_account_that_is_closed_in_the_middle_casts_nothing(voter, contest, member, asha):
    asha.is_active = False
    asha.save()
    page = voter.post(address(contest), ballot(contest, member, rank_1="1"))
    assert page.status_code == 302
    assert nothing_is_stored(contest)


def test_a_suspended_organisation_votes_until_it_is_struck(voter, contest, member, efua):
    """Its standing alone takes no vote away: a correction does, with its reason, and the page says it."""
    member.status = "suspended"
    member.save()
    assert says(voter.get(address(contest, "ballot_fill")), "Your ballot")
    remove_from_roll(contest.roll.get(organisation=member), "It was suspended.", by=efua, at=DURING)
    page = voter.post(address(contest), ballot(contest, member, rank_1="1"))
    assert says(page, "removed from the roll on 3 November 2026: It was suspended.")
    assert nothing_is_stored(contest)


def test_a_returning_officer_votes_for_nobody_by_office(client, contest, member, efua):
    sign_in(client, efua)
    page = client.post(address(contest), ballot(contest, member, rank_1="1"))
    assert page.status_code == 404
    assert nothing_is_stored(contest)


def test_a_returning_officer_cannot_be_a_candidate_of_their_own_election(contest, efua):
    assert not rules.preparing.may_stand(efua, contest.election)
