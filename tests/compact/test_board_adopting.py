"""Who adopts an edition for which side: that of the seat on the Compact Board that they hold today."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.models import Edition
from assembly.compact.text import adopting
from assembly.compact.text.seated import seated
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from tests.compact.test_text_adopting import (  # noqa: F401 - fixtures
    _in_may,
    at,
    chair,
    decision,
    edition,
    lena,
    omar,
    recorded,
    typed,
)
from tests.core.test_others_changes import read
from tests.factories import compact_board as boards
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 5, 10)


@pytest.fixture
def board(lena, omar):  # noqa: F811
    """Lena sits there for the sector and Omar for a public body."""
    return boards.member("sector", user=lena), boards.member("public", user=omar)


def asked(user):
    return [task for task in tasks_for(user, timezone.now()) if "Your side" in task.text]


def test_until_it_has_seats_the_recorder_says_who_was_there_for_whom(edition, lena, omar):  # noqa: F811
    boards.board()
    assert seated(TODAY) is None
    assert recorded(edition, omar, lena)


def test_each_side_says_it_from_its_seat(edition, lena, omar, board):  # noqa: F811
    assert recorded(edition, lena, omar)
    assert asked(omar)
    adopting.confirm_adoption(edition, by=omar)
    assert Edition.objects.get().published_at


def test_nobody_records_it_for_a_side_on_which_they_do_not_sit(edition, lena, omar, board):  # noqa: F811
    with pytest.raises(
        RuleBroken, match="Your seat on the Compact Board is not one for public bod"
    ):
        adopting.record_adoption(edition, decision(edition, sector=omar, bodies=lena), by=lena)


def test_nobody_is_entered_for_a_side_on_which_they_do_not_sit(edition, lena, omar, chair, board):  # noqa: F811
    boards.member("chair", user=chair)
    for wrong in (
        {"bodies": chair},
        {"bodies": omar, "sector2": UserFactory(office="Compact Board")},
    ):
        with pytest.raises(RuleBroken, match="for a side on which they hold no seat"):
            adopting.record_adoption(edition, decision(edition, sector=lena, **wrong), by=lena)
    found = decision(edition, sector=lena, bodies=omar, neither=chair)
    assert adopting.record_adoption(edition, found, by=lena)


@pytest.mark.parametrize("why", ["none", "ended", "untaken", "abolished"])
def test_without_a_seat_nobody_speaks_for_a_side(edition, lena, omar, why):  # noqa: F811
    boards.member("public", user=omar)
    if why != "none":
        states = {
            "ended": {"ended_on": TODAY},
            "untaken": {"taken_on": None, "code_version": ""},
            "abolished": {},
        }
        held = boards.member("sector", user=lena, **states[why])
        if why == "abolished":
            held.seat.abolished_on = TODAY
            held.seat.save()
    with pytest.raises(RuleBroken, match="Ask the Support Unit to appoint you to a seat"):
        recorded(edition, lena, omar)


def test_who_changed_seats_since_the_meeting_does_not_confirm(client, edition, lena, omar, board):  # noqa: F811
    recorded(edition, lena, omar)
    _, held = board
    held.ended_on = TODAY
    held.save()
    assert not asked(omar)
    with pytest.raises(RuleBroken, match="You hold no seat on the Compact Board"):
        adopting.confirm_adoption(edition, by=omar)
    client.force_login(omar)
    page = read(client.get(at(edition)))
    assert "You hold no seat on the Compact Board" in page
    assert "Confirm the adoption and publish" not in page


def test_the_form_offers_each_the_side_of_their_seat(client, edition, lena, omar, chair, board):  # noqa: F811
    client.force_login(lena)
    page = client.get(at(edition))
    fields = page.context["form"].fields
    choices = {
        person: [value for value, _ in fields[f"present-{person.pk}"].choices]
        for person in (lena, omar, chair)
    }
    assert choices == {
        lena: ["", "sector", "neither"],
        omar: ["", "public-bodies", "neither"],
        chair: ["", "neither"],
    }
    assert "Holds no seat on the Compact Board, so takes no side." in read(page)
    client.post(at(edition), typed(edition, omar, lena))
    assert not Edition.objects.get().published_at
    assert "Confirm" not in read(client.get(at(edition)))


def test_somebody_with_seats_on_both_sides_takes_neither(lena, board):  # noqa: F811
    boards.member("public", user=lena)
    assert seated(TODAY)[lena.pk] == "neither"
