"""Public money a candidate declares: offered by the funding register, confirmed with a tick, read by voters."""

import datetime as dt

import pytest

from assembly.core.rules import RuleBroken
from elections import declared_awards
from elections.services import nominating
from tests.factories.elections import (
    DAY,
    ContestFactory,
    NominationFactory,
    complete_nomination,
)
from tests.factories.funding import AwardFactory
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "statement": "I would ask who was asked.",
    "employer": "Kennet Carers",
    "funding": "none",
    "other_seats": "none",
}
LINE = "Kennet Carers received £12,000 from Wiltshire Council in 2007"


@pytest.fixture
def contest(efua):
    return ContestFactory(election__returning_officer=efua)


@pytest.fixture
def now(contest, time_machine):
    at = contest.election.nominations_open_at + DAY
    time_machine.move_to(at, tick=False)
    return at


@pytest.fixture
def award(member):
    return AwardFactory(
        recipient=member,
        amount="12000",
        funder_name="Wiltshire Council",
        awarded_on=dt.date(2007, 6, 1),
    )


@pytest.fixture
def nomination(contest, carys, member, now):
    return NominationFactory(contest=contest, user=carys, organisation=member, **WORDS)


@pytest.fixture
def words(client, nomination, carys):
    client.force_login(carys)
    return f"/elections/{nomination.contest.election.slug}/nominations/{nomination.pk}/words/"


def test_the_register_offers_each_award_in_the_words_that_voters_read(client, words, award):
    by_name = AwardFactory(recipient_name="Kennet Carers", amount="700")
    page = client.get(words).content.decode()
    assert "Public money that Kennet Carers received" in page
    assert LINE in page
    assert declared_awards.sentence(by_name) in page
    assert "checked" not in page


def test_the_newest_ten_are_offered(nomination, member):
    for month in range(1, 13):
        AwardFactory(recipient=member, awarded_on=dt.date(2007, month, 1))
    offered = declared_awards.offered(nomination)
    assert [each.awarded_on.month for each in offered] == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]


def test_without_awards_nothing_is_asked(client, words, nomination, carys, now):
    page = client.get(words).content.decode()
    assert "leave any of these awards out" not in page
    assert nominating.accept_nomination(nomination, by=carys, at=now).accepted_at


def test_nobody_accepts_before_each_award_is_ticked_or_left_out_with_a_reason(
    client, words, nomination, award, carys, now
):
    with pytest.raises(RuleBroken, match="Tick the awards from the funding register"):
        nominating.accept_nomination(nomination, by=carys, at=now)
    assert "Tick the awards" in client.get(nomination.get_absolute_url()).content.decode()
    client.post(words, {**WORDS, "declared_awards": [award.pk]})
    assert list(nomination.declared_awards.all()) == [award]
    assert nominating.accept_nomination(nomination, by=carys, at=now).accepted_at


def test_an_award_is_left_out_with_a_reason_that_the_returning_officer_reads(
    client, words, nomination, award, carys, now, efua
):
    client.post(words, {**WORDS, "left_out_because": "It went to a namesake."})
    nomination.refresh_from_db()
    assert declared_awards.is_answered(nomination)
    page = client.get(nomination.get_absolute_url()).content.decode()
    assert "It went to a namesake." in page
    assert LINE not in page


def test_a_reason_is_dropped_when_nothing_is_left_out(client, words, nomination, award):
    client.post(
        words, {**WORDS, "declared_awards": [award.pk], "left_out_because": "It is not ours."}
    )
    nomination.refresh_from_db()
    assert nomination.left_out_because == ""


def test_an_award_to_somebody_else_cannot_be_ticked(client, words, nomination, award):
    other = AwardFactory(recipient=OrganisationFactory(), recipient_name="Another")
    page = client.post(words, {**WORDS, "declared_awards": [other.pk]}).content.decode()
    assert "Error:" in page
    assert not nomination.declared_awards.exists()


def test_voters_read_what_was_ticked_with_a_link_to_the_award(
    client, efua, award, member, now, contest
):
    left_out = AwardFactory(recipient=member, funder_name="Wessex PCT")
    nomination = complete_nomination(contest=contest, organisation=member)
    nomination.declared_awards.set([award])
    candidate = nominating.find_valid(nomination, by=efua, at=now)
    page = client.get(contest.election.get_absolute_url()).content.decode()
    booklet = client.get(f"{contest.election.get_absolute_url()}statements/").content.decode()
    assert LINE in booklet
    assert f'<a class="govuk-link" href="{award.get_absolute_url()}">{LINE}</a>' in page
    assert "Wessex PCT" not in page
    assert left_out not in candidate.declared_awards.all()
    nomination.delete()
    assert LINE in client.get(contest.election.get_absolute_url()).content.decode()
