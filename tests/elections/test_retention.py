"""The marks on the roll are forgotten half a year after the declaration; the turnout stays."""

import datetime as dt

import pytest

from elections import rules, selectors
from elections.models import Election, Nomination, Objection, SentNotice
from elections.retention import forget_marks, forget_objections, forget_old_nominations
from elections.services.opening import publish_receipts
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS, complete_nomination

pytestmark = pytest.mark.django_db

DECLARED = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
HALF_A_YEAR_ON = dt.date(2027, 5, 20)


@pytest.fixture
def declared(contest, member, asha, efua):
    """Asha voted, the receipts are published, and the result was declared."""
    cast_ballot(contest, member, ranking=[1], by=asha, at=POLL_OPENS + DAY)
    publish_receipts(contest.election, by=efua, at=contest.election.receipts_at)
    Election.objects.update(declared_at=DECLARED)
    return contest


def test_marks_go_half_a_year_after_the_declaration_and_the_number_stays(declared):
    assert forget_marks(HALF_A_YEAR_ON - DAY) == 0
    assert declared.roll.marked().count() == 1
    assert forget_marks(HALF_A_YEAR_ON) == 1
    assert forget_marks(HALF_A_YEAR_ON) == 0
    assert declared.roll.marked().count() == 0
    assert declared.roll.count() == 1
    assert declared.published_receipts.marks == 1


def test_marks_of_a_void_poll_go_too(declared):
    Election.objects.update(
        declared_at=None, voided_at=DECLARED, voided_because="Two shares are lost."
    )
    assert forget_marks(HALF_A_YEAR_ON - DAY) == 0
    assert forget_marks(HALF_A_YEAR_ON) == 1


def test_objections_and_nominations_of_a_void_poll_go_too(declared, member, asha):
    election = declared.election
    complete_nomination(contest=declared, name="Nita Noble")
    SentNotice.objects.create(
        election=election, notice="poll", organisation=member, sent_on=DECLARED.date()
    )
    Objection.objects.create(
        contest=declared,
        number=1,
        kind="not cast",
        organisation=member,
        raised_by=asha,
        raised_at=DECLARED,
        words="We were away.",
    )
    Election.objects.update(
        declared_at=None, voided_at=DECLARED, voided_because="Two shares are lost."
    )
    for on, forgotten in [(HALF_A_YEAR_ON - DAY, 0), (HALF_A_YEAR_ON, 1)]:
        assert forget_objections(on) == forgotten
        assert forget_old_nominations(on) == forgotten
    assert not Nomination.objects.exists()
    assert not SentNotice.objects.exists()
    kept = Objection.objects.get()
    assert (kept.organisation, kept.raised_by, kept.words) == (None, None, "")


def test_an_election_that_is_not_declared_keeps_its_marks(declared):
    Election.objects.update(declared_at=None)
    assert forget_marks(HALF_A_YEAR_ON) == 0


def test_organisation_whose_mark_is_gone_still_cannot_vote(declared, member, asha):
    forget_marks(HALF_A_YEAR_ON)
    voter = selectors.voter(declared, member, asha)
    ruling = rules.voting.may_vote(declared.election, voter, DECLARED + 200 * DAY)
    assert "Voting closed" in ruling.reason
