"""The page of an organisation joins what the other parts of the site know of it."""

from decimal import Decimal

import pytest

from assembly.core import public_token
from tests.factories.funding import AwardFactory
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db


def page(client, organisation):
    return client.get(organisation.get_absolute_url()).content.decode()


def test_groups_answers_and_candidates_stand_on_its_page(world):
    shown = page(world.client("anonymous"), world.member)
    assert "Transport Group" in shown
    assert "Consultations it answered" in shown
    assert "A closed one" in shown
    assert "A consultation" not in shown
    assert "A draft" not in shown
    assert "Keep all three." not in shown
    assert "Candidates it put forward" not in shown
    stood = page(world.client("anonymous"), world.gone)
    assert "Candidates it put forward" in stood
    assert world.candidate.name in stood


def test_a_candidate_of_an_election_without_notice_is_not_shown(world):
    election = world.candidate.contest.election
    before = page(world.client("anonymous"), world.gone).count(election.get_absolute_url())
    # Not another year in each: the instants of a timetable over the turn of the year would change places.
    ahead = 20 * (election.challenge_ends_at - election.notice_at)
    type(election).objects.filter(pk=election.pk).update(
        **{
            field: getattr(election, field) + ahead
            for field in (
                "notice_at",
                "nominations_open_at",
                "nominations_close_at",
                "withdrawals_close_at",
                "poll_notice_at",
                "poll_opens_at",
                "poll_closes_at",
                "receipts_at",
                "opening_at",
                "challenge_ends_at",
            )
        },
    )
    public_token.change()  # rows changed by hand are no act
    after = page(world.client("anonymous"), world.gone).count(election.get_absolute_url())
    assert (before, after) == (1, 0)


def test_awards_stand_with_their_total_and_a_way_to_all_of_them(client, member):
    for number in range(7):
        AwardFactory(
            recipient=member,
            recipient_org_id="GB-CHC-1090095",
            title=f"Award {number}",
            amount=Decimal("1000.50"),
        )
    AwardFactory(recipient=member, currency="EUR", amount=Decimal(999), title="In euros")
    AwardFactory(title="Somebody else's")
    shown = page(client, member)
    assert "Public money it received: £7,003.50" in shown
    assert "All 8 awards" in shown
    assert "recipient=" in shown
    assert "Somebody else" not in shown


def test_without_awards_there_is_no_panel_of_them(client, member):
    assert "Public money" not in page(client, member)


def test_its_page_asks_the_same_number_of_queries_however_much_there_is(
    client, member, django_assert_num_queries, django_assert_max_num_queries
):
    ProfileFactory(organisation=member)
    AwardFactory.create_batch(2, recipient=member)
    page(client, member)
    with django_assert_max_num_queries(28) as queries:
        page(client, member)
    AwardFactory.create_batch(20, recipient=member)
    with django_assert_num_queries(len(queries)):
        page(client, member)
