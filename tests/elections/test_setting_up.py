"""Before the poll: what is fixed at the notice of election, and what may still be put off."""

import datetime as dt

from django.core.exceptions import ValidationError

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from elections.models import Candidate
from elections.services.setup import (
    add_candidate,
    change_election,
    save_contest,
    withdraw_candidate,
)
from tests.factories.elections import DAY, POLL_OPENS, ContestFactory
from tests.factories.membership import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

BEFORE_NOTICE = POLL_OPENS - 41 * DAY
AFTER_NOTICE = POLL_OPENS - 36 * DAY
NOMINATING = POLL_OPENS - 30 * DAY


@pytest.fixture
def planned(efua):
    return ContestFactory(election__returning_officer=efua)


# Contests


def test_a_contest_is_fixed_at_the_instant_of_the_notice(planned, efua):
    notice = planned.election.notice_at
    save_contest(planned, planned.seats.all(), by=efua, at=notice - dt.timedelta(seconds=1))
    with pytest.raises(RuleBroken, match="once notice of election has been given"):
        save_contest(planned, planned.seats.all(), by=efua, at=notice)


def test_a_draw_lies_between_the_close_and_the_opening(planned, efua):
    election = planned.election
    for at, is_right in [
        (election.poll_closes_at - dt.timedelta(seconds=1), False),
        (election.poll_closes_at, True),
        (election.opening_at, True),
        (election.opening_at + dt.timedelta(seconds=1), False),
    ]:
        planned.lot_at = at
        if is_right:
            save_contest(planned, planned.seats.all(), by=efua, at=BEFORE_NOTICE)
        else:
            with pytest.raises(
                ValidationError, match="for the draw after voting closes and before"
            ):
                save_contest(planned, planned.seats.all(), by=efua, at=BEFORE_NOTICE)


THREE_DAYS = dict.fromkeys(("poll_closes_at", "receipts_at", "opening_at", "challenge_ends_at"), 3)


def test_a_draw_moves_with_the_poll_while_nothing_is_announced(planned, efua):
    before = planned.lot_at
    put_off(planned.election, efua, "", BEFORE_NOTICE, **THREE_DAYS)
    planned.refresh_from_db()
    assert planned.lot_at == before + 3 * DAY
    put_off(planned.election, efua, "", BEFORE_NOTICE, opening_at=1)
    planned.refresh_from_db()
    assert planned.lot_at == before + 3 * DAY


def test_its_substitute_moves_with_it(planned, efua):
    planned.lot_substitute = "The draw of the week after"
    planned.lot_substitute_at = planned.lot_at + DAY
    planned.save()
    put_off(planned.election, efua, "", BEFORE_NOTICE, **THREE_DAYS)
    planned.refresh_from_db()
    assert planned.lot_substitute_at == planned.lot_at + DAY


def test_a_poll_that_was_announced_cannot_move_past_its_draw(planned, efua):
    with pytest.raises(RuleBroken, match="Choose a time after voting closes"):
        put_off(planned.election, efua, **THREE_DAYS)


# What was announced


def put_off(election, efua, because="The hall burnt down.", at=AFTER_NOTICE, **days):
    for field, moved in days.items():
        setattr(election, field, getattr(election, field) + moved * DAY)
    return change_election(election, by=efua, because=because, at=at)


def test_before_the_notice_everything_may_change_without_a_reason(planned, efua):
    planned.election.title = "Another title"
    election = put_off(planned.election, efua, "", BEFORE_NOTICE, nominations_close_at=-1)
    assert not election.timetable_changes.exists()


def test_after_the_notice_what_is_to_come_moves_later_with_a_public_reason(
    planned, efua, client, time_machine
):
    election = put_off(planned.election, efua, nominations_close_at=1, term_starts_on=2)
    (change,) = election.timetable_changes.all()
    assert set(change.moved) == {"nominations_close_at", "term_starts_on"}
    assert Event.objects.filter(name="elections.election_changed").exists()
    assert not any("burnt" in str(event.data) for event in Event.objects.all())
    time_machine.move_to(AFTER_NOTICE)
    page = client.get(election.get_absolute_url()).content.decode()
    assert "The hall burnt down." in page
    assert "Nominations close: 10am on Tuesday 20 October 2026, not 10am on Monday 19" in page
    assert "Term starts: Friday 4 December 2026, not Wednesday 2 December 2026" in page


def test_only_words_changed_leave_no_line(planned, efua):
    planned.election.purpose = "Why."
    assert not put_off(planned.election, efua, "").timetable_changes.exists()


@pytest.mark.parametrize(
    ("days", "because", "refusal"),
    [
        ({"notice_at": 1}, "A reason.", "has come already"),
        ({"nominations_close_at": -1}, "A reason.", "can only be moved to later"),
        ({"term_starts_on": -1}, "A reason.", "can only be moved to later"),
        ({"nominations_close_at": 1}, "  ", "Say why"),
        ({"term_starts_on": 1}, "", "Say why"),
    ],
)
def test_what_was_announced_holds(planned, efua, days, because, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        put_off(planned.election, efua, because, **days)


def test_the_title_is_fixed_at_the_notice(planned, efua):
    planned.election.title = "Something else"
    with pytest.raises(RuleBroken, match="title is fixed"):
        put_off(planned.election, efua)


def test_after_the_notice_of_poll_nothing_moves(contest, efua):
    with pytest.raises(RuleBroken, match="once notice of poll"):
        put_off(contest.election, efua, at=POLL_OPENS - DAY, challenge_ends_at=1)


# One person, two seats


@pytest.fixture
def two(planned):
    return planned, ContestFactory(election=planned.election, title="The other board")


def stand(contest, efua, **fields):
    fields = {"name": "Ann Adams", **fields}
    return add_candidate(Candidate(contest=contest, number=1, **fields), by=efua, at=NOMINATING)


@pytest.mark.parametrize("known_by", ["account", "name"])
def test_nobody_stands_twice_where_one_of_the_contests_forbids_it(two, efua, known_by):
    organisation = OrganisationFactory(member=True)
    fields = {"organisation": organisation}
    if known_by == "account":
        fields["user"] = UserFactory()
    first, second = two
    type(first).objects.filter(pk=first.pk).update(second_seat=True)
    for contest in two:
        contest.refresh_from_db()
    candidate = stand(first, efua, **fields)
    with pytest.raises(RuleBroken, match="stands for The other board stands for no other contest"):
        stand(second, efua, **fields)
    withdraw_candidate(candidate, by=efua, at=NOMINATING)
    assert stand(second, efua, **fields)


def test_somebody_else_may_stand(two, efua):
    organisation = OrganisationFactory(member=True)
    stand(two[0], efua, organisation=organisation, user=UserFactory())
    assert stand(two[1], efua, organisation=organisation, user=UserFactory())


def test_where_both_contests_allow_it_a_person_stands_twice(two, efua):
    organisation = OrganisationFactory(member=True)
    type(two[0]).objects.update(second_seat=True)
    for contest in two:
        contest.refresh_from_db()
        assert stand(contest, efua, organisation=organisation)
