"""A poll in which Asha's organisation may vote."""

import pytest

from elections.models import Scrutineer
from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.result import count_election
from elections.services.voting import cast_ballot
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    ReturningOfficerFactory,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import UserFactory


@pytest.fixture
def efua(db):
    """Efua is returning officer, with the permission of that office."""
    return ReturningOfficerFactory(name="Efua Essel", email="efua@example.org")


@pytest.fixture
def contest(asha, efua):
    """A contest for one seat among three candidates, frozen; its poll opens on 2 November 2026 at nine."""
    return poll(election__returning_officer=efua)[0]


@pytest.fixture
def challenged(efua):
    """Play a contest up to its count: so many ballots for A and for B, and one organisation was silent."""

    def play(for_a, for_b, scrutineers=0, **fields):
        voters = [organisation_with_voter() for _ in range(for_a + for_b)]
        silent = organisation_with_voter("Did not vote")
        contest, share = poll(election__returning_officer=efua, **fields)
        contest.election.scrutineers.all().delete()  # as many as the test asks for sign
        for number in range(scrutineers):
            Scrutineer.objects.create(
                election=contest.election, user=UserFactory(), name=f"Scrutineer {number + 1}"
            )
        for place, (organisation, person) in enumerate(voters):
            ranking = (1,) if place < for_a else (2,)
            cast_ballot(contest, organisation, ranking=ranking, by=person, at=POLL_OPENS + DAY)
        publish_receipts(contest.election, by=efua, at=POLL_OPENS + 7 * DAY)
        record_draw(contest, "3 17 22", by=efua, at=POLL_OPENS + 7 * DAY)
        rewrite_box(contest.election, by=efua, at=POLL_OPENS + 8 * DAY)
        contest.election = open_box(contest.election, share, by=efua, at=POLL_OPENS + 8 * DAY)
        count_election(contest.election, by=efua, at=POLL_OPENS + 8 * DAY)
        contest.refresh_from_db()
        contest.voters, contest.silent = voters, silent
        return contest

    return play
